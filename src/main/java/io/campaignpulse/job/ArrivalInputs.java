package io.campaignpulse.job;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.EventStreams;
import io.campaignpulse.source.EventStreams.Decoded;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.RecordDecoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The topics of one stream of records that come in the order of their arrival, time among them. */
final class ArrivalInputs implements JobInputs {
  private final DataStream<RawRecord> arrivals;

  ArrivalInputs(DataStream<RawRecord> arrivals) {
    this.arrivals = arrivals;
  }

  /** Ticks without records: time itself is in the stream. */
  DataStream<Tick> ticks() {
    return arrivals
        .<Tick>flatMap((raw, out) -> {}, TypeInformation.of(Tick.class))
        .uid("read-clock")
        .name("read-clock");
  }

  @Override
  public <E extends Event> Decoded<E> events(Topic topic, RecordDecoder<E> decoder, Class<E> type) {
    return EventStreams.decode(of(topic), topic, decoder, type, EventWatermarks.atEnd());
  }

  @Override
  public <R extends CatalogueRow> Decoded<R> rows(
      Topic topic, RecordDecoder<R> decoder, Class<R> type) {
    return EventStreams.decode(of(topic), topic, decoder, type, EventWatermarks.timeless());
  }

  private DataStream<RawRecord> of(Topic topic) {
    String read = "read-" + topic.label();
    return arrivals.filter(raw -> raw.topic() == topic).uid(read).name(read);
  }
}
