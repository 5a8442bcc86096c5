package io.campaignpulse.alert.operator;

import io.campaignpulse.lag.AgedPanes;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.api.common.typeutils.base.array.DoublePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link AgedPanes} as their array, so that on the heap they stay as they are. */
final class AgedPanesSerializer extends TypeSerializerSingleton<AgedPanes> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  static final AgedPanesSerializer INSTANCE = new AgedPanesSerializer();

  private static final DoublePrimitiveArraySerializer ARRAY =
      DoublePrimitiveArraySerializer.INSTANCE;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public AgedPanes createInstance() {
    return new AgedPanes(0);
  }

  @Override
  public AgedPanes copy(AgedPanes from) {
    return from.copy();
  }

  @Override
  public AgedPanes copy(AgedPanes from, AgedPanes reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(AgedPanes panes, DataOutputView target) throws IOException {
    ARRAY.serialize(panes.toArray(), target);
  }

  @Override
  public AgedPanes deserialize(DataInputView source) throws IOException {
    return AgedPanes.fromArray(ARRAY.deserialize(source));
  }

  @Override
  public AgedPanes deserialize(AgedPanes reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    ARRAY.copy(source, target);
  }

  @Override
  public TypeSerializerSnapshot<AgedPanes> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AgedPanes> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
