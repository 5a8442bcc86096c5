package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.PersonEvent;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link PersonEvent}. */
final class PersonEventSerializer extends CompactSerializer<PersonEvent> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(PersonEvent value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  PersonEvent read(DataInputView in) throws IOException {
    return PersonEvent.read(in);
  }

  @Override
  public PersonEvent copy(PersonEvent from) {
    return from;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializerSnapshot<PersonEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PersonEvent> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(PersonEventSerializer::new);
    }
  }
}
