package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.PersonHistory;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link PersonHistory}. */
final class PersonHistorySerializer extends CompactSerializer<PersonHistory> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(PersonHistory value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  PersonHistory read(DataInputView in) throws IOException {
    return PersonHistory.read(in);
  }

  @Override
  public PersonHistory copy(PersonHistory from) {
    return from.copy();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializerSnapshot<PersonHistory> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PersonHistory> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(PersonHistorySerializer::new);
    }
  }
}
