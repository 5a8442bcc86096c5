package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.VisitorEvent;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link VisitorEvent}. */
final class VisitorEventSerializer extends CompactSerializer<VisitorEvent> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(VisitorEvent value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  VisitorEvent read(DataInputView in) throws IOException {
    return VisitorEvent.read(in);
  }

  @Override
  public VisitorEvent copy(VisitorEvent from) {
    return from;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializerSnapshot<VisitorEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<VisitorEvent> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(VisitorEventSerializer::new);
    }
  }
}
