package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import java.util.Set;

/** Turns the fields of one topic's record into its typed value, or refuses it. */
public interface FieldsReader<E> {

  /**
   * The value; {@link RejectedException} with MISSING_FIELD or INVALID_VALUE where the contract is
   * broken. Whether its event time is believable is for {@link TimeBounds} to say.
   *
   * @param origin where the record came from; an arrival time of {@link ArrivalTimes#UNKNOWN} is
   *     settled from the record
   */
  E read(Fields fields, Origin origin);

  /** The names of all fields the contract knows for the topic. */
  Set<String> knownFields();

  /** How many of the record's top-level fields the contract doesn't know. */
  default int unknownFields(Fields fields) {
    int unknown = 0;
    for (String name : fields.names()) {
      if (!knownFields().contains(name)) {
        unknown++;
      }
    }
    return unknown;
  }
}
