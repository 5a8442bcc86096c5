package io.campaignpulse.attribution.operator;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a type of attribution in its own compact form after a number that tells the version of the
 * form.
 */
abstract class CompactSerializer<T> extends TypeSerializerSingleton<T> {

  private static final long serialVersionUID = 1L;
  private static final byte FORMAT = 1;

  /** Writes the fields. */
  abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads what {@link #write} wrote. */
  abstract T read(DataInputView in) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    write(value, target);
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    byte format = source.readByte();
    if (format != FORMAT) {
      throw new IOException("unknown format: " + format);
    }
    return read(source);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final int getLength() {
    return -1;
  }

  /** Nothing is ever read into an instance made before. */
  @Override
  public final T createInstance() {
    throw new UnsupportedOperationException();
  }
}
