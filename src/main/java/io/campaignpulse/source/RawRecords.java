package io.campaignpulse.source;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of Kafka as they arrived. */
public final class RawRecords {

  private RawRecords() {}

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
