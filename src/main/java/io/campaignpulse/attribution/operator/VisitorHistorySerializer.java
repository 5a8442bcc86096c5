package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.VisitorHistory;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link VisitorHistory}. */
final class VisitorHistorySerializer extends CompactSerializer<VisitorHistory> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(VisitorHistory value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  VisitorHistory read(DataInputView in) throws IOException {
    return VisitorHistory.read(in);
  }

  @Override
  public VisitorHistory copy(VisitorHistory from) {
    return from.copy();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializerSnapshot<VisitorHistory> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<VisitorHistory> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(VisitorHistorySerializer::new);
    }
  }
}
