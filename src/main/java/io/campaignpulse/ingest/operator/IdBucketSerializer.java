package io.campaignpulse.ingest.operator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes an {@link IdBucket} as its header and its ids without zeros, in blocks. Buckets are
 * values: a copy is the bucket itself, so taking a checkpoint copies no ids.
 */
final class IdBucketSerializer extends TypeSerializerSingleton<IdBucket> {
  private static final long serialVersionUID = 1L;
  private static final int IDS_PER_BLOCK = 4096;

  @Override
  public void serialize(IdBucket bucket, DataOutputView target) throws IOException {
    target.writeInt(bucket.partition());
    target.writeLong(bucket.bucket());
    target.writeInt(bucket.writer());
    target.writeInt(bucket.writers());
    target.writeInt(count(bucket.ids()));
    ByteBuffer block = ByteBuffer.allocate(IDS_PER_BLOCK * Long.BYTES);
    for (long id : bucket.ids()) {
      if (id != 0) {
        block.putLong(id);
        if (!block.hasRemaining()) {
          target.write(block.array());
          block.clear();
        }
      }
    }
    target.write(block.array(), 0, block.position());
  }

  private static int count(long[] ids) {
    int count = 0;
    for (long id : ids) {
      if (id != 0) {
        count++;
      }
    }
    return count;
  }

  @Override
  public IdBucket deserialize(DataInputView source) throws IOException {
    int partition = source.readInt();
    long bucket = source.readLong();
    int writer = source.readInt();
    int writers = source.readInt();
    long[] ids = new long[source.readInt()];
    LongBuffer into = LongBuffer.wrap(ids);
    byte[] block = new byte[IDS_PER_BLOCK * Long.BYTES];
    while (into.hasRemaining()) {
      int length = Math.min(IDS_PER_BLOCK, into.remaining()) * Long.BYTES;
      source.readFully(block, 0, length);
      into.put(ByteBuffer.wrap(block, 0, length).asLongBuffer());
    }
    return new IdBucket(partition, bucket, writer, writers, ids);
  }

  @Override
  public IdBucket deserialize(IdBucket reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public IdBucket copy(IdBucket from) {
    return from;
  }

  @Override
  public IdBucket copy(IdBucket from, IdBucket reuse) {
    return from;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public IdBucket createInstance() {
    return new IdBucket(0, 0, IdBucket.NOBODY, 0, new long[0]);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<IdBucket> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that there has been one format so far. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<IdBucket> {
    /** For Flink. */
    public Snapshot() {
      super(IdBucketSerializer::new);
    }
  }
}
