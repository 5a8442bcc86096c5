package io.campaignpulse.source;

import io.campaignpulse.event.RawRecord;
import java.io.Serializable;
import java.util.function.IntConsumer;

/**
 * The meaning of raw records: a total function into values and refusals. For one thread.
 *
 * @param <E> what a record means
 */
@FunctionalInterface
public interface RecordDecoder<E> extends Serializable {

  /**
   * The value in the record; {@link io.campaignpulse.ingest.RejectedException} if there is none.
   *
   * @param unknownFields is told how many top-level fields of the parsed record nobody knows
   */
  E decode(RawRecord record, IntConsumer unknownFields);
}
