package io.campaignpulse.job;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.EventStreams.Decoded;
import io.campaignpulse.source.RecordDecoder;

/** Where a job's topics come from: Kafka live, files in a replay. */
interface JobInputs {

  /** The events of a topic. */
  <E extends Event> Decoded<E> events(Topic topic, RecordDecoder<E> decoder, Class<E> type);

  /** The rows of a catalogue. */
  <R extends CatalogueRow> Decoded<R> rows(Topic topic, RecordDecoder<R> decoder, Class<R> type);
}
