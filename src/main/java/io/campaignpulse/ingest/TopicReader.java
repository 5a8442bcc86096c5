package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;
import java.util.Set;

/** What the readers of all topics share: a field that cannot be read is an INVALID_VALUE. */
abstract class TopicReader<E> implements FieldsReader<E> {
  private final Set<String> knownFields;

  TopicReader(String... knownFields) {
    this.knownFields = Set.of(knownFields);
  }

  @Override
  public final E read(Fields fields, Origin origin) {
    try {
      return interpret(new Reading(fields), origin);
    } catch (Fields.UnreadableFieldException e) {
      throw new RejectedException(RejectionReason.INVALID_VALUE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public final Set<String> knownFields() {
    return knownFields;
  }

  abstract E interpret(Reading in, Origin origin);
}
