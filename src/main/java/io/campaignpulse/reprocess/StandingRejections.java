package io.campaignpulse.reprocess;

import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WholeTopic;
import io.campaignpulse.wire.Results;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The rejections of one reason that still stand: of each key the latest, unless a record without
 * value withdrew it, as this command writes one for what it has put back.
 */
final class StandingRejections {

  /**
   * A rejection.
   *
   * @param key its record key: where the refused record came from
   * @param rejectedAt when it was written, epoch milliseconds
   */
  record Standing(String key, Rejection rejection, long rejectedAt) {}

  private final ResultDecoder<Rejection> decoder = Results.rejectedDecoder();
  private final RejectionReason reason;
  private final Map<String, Standing> byKey = new LinkedHashMap<>();

  private StandingRejections(RejectionReason reason) {
    this.reason = reason;
  }

  /** All of them, in the order in which they were first refused. */
  static Collection<Standing> read(KafkaConnection connection, RejectionReason reason) {
    StandingRejections standing = new StandingRejections(reason);
    WholeTopic.read(connection, Results.rejectedDecoder().wire().topic(), standing::apply);
    return standing.byKey.values();
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      byKey.remove(key);
      return;
    }
    try {
      Rejection rejection = decoder.decode(record.value());
      if (rejection.reason() == reason) {
        byKey.put(key, new Standing(key, rejection, record.timestamp()));
      }
    } catch (RejectedException e) {
      // Written by a version that this one cannot read: nothing to put back from it.
      byKey.remove(key);
    }
  }
}
