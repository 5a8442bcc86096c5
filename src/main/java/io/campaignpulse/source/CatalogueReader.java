package io.campaignpulse.source;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.LatestRows;
import io.campaignpulse.ingest.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogues as they stand in Kafka, read to their end before a job is wired: of each id the
 * highest revision, a tie going to the larger canonical JSON; a record without value deletes what
 * came before it. Rows that cannot be read are left to the job itself to reject.
 */
public final class CatalogueReader {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueReader.class);

  private final KafkaConnection connection;
  private final RecordDecoders decoders;

  /** A reader of the catalogue topics of these brokers. */
  public CatalogueReader(KafkaConnection connection, RecordDecoders decoders) {
    this.connection = connection;
    this.decoders = decoders;
  }

  /**
   * All catalogues, each ordered by id.
   *
   * @throws IllegalStateException if a topic doesn't exist or cannot be read to its end
   */
  public CatalogueSnapshot read() {
    return new CatalogueSnapshot(
        rows(Topic.CAMPAIGNS, decoders.campaigns()),
        rows(Topic.PROMOTIONS, decoders.promotions()),
        rows(Topic.PLANS, decoders.plans()),
        fxRates(),
        rows(Topic.RULES, decoders.rules()),
        rows(Topic.CALENDAR, decoders.calendar()),
        rows(Topic.CHANNEL_LAGS, decoders.channelLags()));
  }

  /**
   * The exchange rates alone.
   *
   * @throws IllegalStateException if the topic doesn't exist or cannot be read to its end
   */
  public List<FxRate> fxRates() {
    return rows(Topic.FX_RATES, decoders.fxRates());
  }

  /**
   * The alert rules alone.
   *
   * @throws IllegalStateException if the topic doesn't exist or cannot be read to its end
   */
  public List<AlertRule> rules() {
    return rows(Topic.RULES, decoders.rules());
  }

  private <R extends CatalogueRow> List<R> rows(Topic topic, RecordDecoder<R> decoder) {
    // By record key, so that a deletion finds the row whatever it says.
    Map<String, R> byKey = new LinkedHashMap<>();
    WholeTopic.read(connection, topic.label(), record -> apply(record, topic, decoder, byKey));
    Map<String, R> byId = new TreeMap<>();
    byKey.values().forEach(row -> byId.merge(row.id(), row, LatestRows::standing));
    LOG.info("Read {} {}", byId.size(), topic.label());
    return List.copyOf(byId.values());
  }

  private static <R extends CatalogueRow> void apply(
      ConsumerRecord<byte[], byte[]> record,
      Topic topic,
      RecordDecoder<R> decoder,
      Map<String, R> byKey) {
    byte[] key = record.key();
    String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (record.value() == null) {
      byKey.remove(name);
      return;
    }
    try {
      R row = decoder.decode(RawRecords.of(topic, record), unknown -> {});
      byKey.merge(key == null ? row.id() : name, row, LatestRows::standing);
    } catch (RejectedException e) {
      LOG.warn("Skipped {} at {}: {}", topic.label(), record.offset(), e.detail());
    }
  }
}
