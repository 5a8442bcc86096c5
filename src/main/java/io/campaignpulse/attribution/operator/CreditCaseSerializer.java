package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CreditCase;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link CreditCase}. */
final class CreditCaseSerializer extends CompactSerializer<CreditCase> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(CreditCase value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  CreditCase read(DataInputView in) throws IOException {
    return CreditCase.read(in);
  }

  @Override
  public CreditCase copy(CreditCase from) {
    return from;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializerSnapshot<CreditCase> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CreditCase> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(CreditCaseSerializer::new);
    }
  }
}
