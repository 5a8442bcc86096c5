package io.campaignpulse.source;

import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.operator.DecodeOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The way from raw records, of Kafka or of files, to the typed events of a topic. */
public final class EventStreams {

  /**
   * A topic, decoded.
   *
   * @param events what could be read, with event times and watermarks
   * @param rejected what could not
   * @param ledger RECEIVED, REJECTED and UNKNOWN_FIELDS of the topic so far
   */
  public record Decoded<E>(
      DataStream<E> events, DataStream<Rejection> rejected, DataStream<LedgerChange> ledger) {}

  private EventStreams() {}

  /**
   * Decodes a topic; uids {@code decode-<topic>} and {@code watch-<topic>-time}. Both run where the
   * raw records are read, so that they chain with the source.
   */
  public static <E> Decoded<E> decode(
      DataStream<RawRecord> raw,
      Topic topic,
      RecordDecoder<E> decoder,
      Class<E> type,
      WatermarkStrategy<E> time) {
    String decode = "decode-" + topic.label();
    String watch = "watch-" + topic.label() + "-time";
    SingleOutputStreamOperator<E> decoded =
        raw.transform(decode, TypeInformation.of(type), new DecodeOperator<>(topic, decoder))
            .setParallelism(raw.getParallelism())
            .uid(decode);
    SingleOutputStreamOperator<E> events =
        decoded
            .assignTimestampsAndWatermarks(time)
            .setParallelism(raw.getParallelism())
            .uid(watch)
            .name(watch);
    return new Decoded<>(
        events,
        decoded.getSideOutput(DecodeOperator.REJECTED),
        decoded.getSideOutput(DecodeOperator.LEDGER));
  }
}
