package io.campaignpulse.source;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records of Kafka as they arrived. */
public final class RawRecords {

  /** The header that says when a record of history first arrived, epoch milliseconds as text. */
  public static final String ARRIVAL_TIME = "arrival-time";

  private RawRecords() {}

  /** The value of {@link #ARRIVAL_TIME} for an instant, epoch milliseconds. */
  public static byte[] arrivalHeader(long arrivalTime) {
    return Long.toString(arrivalTime).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A record of an input topic that arrived when its header says, where it has one and that isn't
   * after its timestamp.
   */
  static RawRecord ofHistory(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    RawRecord raw = of(topic, record);
    Header header = record.headers().lastHeader(ARRIVAL_TIME);
    if (header == null) {
      return raw;
    }
    try {
      long arrival = Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
      return raw.arrivedAt(Math.min(arrival, raw.arrivalTime()));
    } catch (NumberFormatException e) {
      return raw;
    }
  }

  /** A record of an input topic, its bytes as they are. */
  public static RawRecord of(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    return new RawRecord(
        topic,
        record.partition(),
        record.offset(),
        null,
        record.timestamp(),
        record.key(),
        record.value(),
        WireFormat.AVRO);
  }
}
