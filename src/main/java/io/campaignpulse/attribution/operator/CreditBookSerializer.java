package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CreditBook;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link CreditBook}. */
final class CreditBookSerializer extends CompactSerializer<CreditBook> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(CreditBook value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  CreditBook read(DataInputView in) throws IOException {
    return CreditBook.read(in);
  }

  @Override
  public CreditBook copy(CreditBook from) {
    return from.copy();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializerSnapshot<CreditBook> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CreditBook> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(CreditBookSerializer::new);
    }
  }
}
