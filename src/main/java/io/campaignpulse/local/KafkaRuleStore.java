package io.campaignpulse.local;

import io.campaignpulse.alert.rule.RuleDocument;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.server.EventLog;
import io.campaignpulse.server.KafkaEventLog;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RecordDecoders;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The rules of a Kafka cluster, for installations whose server isn't at hand. */
final class KafkaRuleStore implements RuleStore {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String bootstrapServers;
  private final Clock clock;
  private final EventLog log;

  KafkaRuleStore(String bootstrapServers, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.clock = clock;
    this.log = new KafkaEventLog(KafkaConnection.to(bootstrapServers), PATIENCE);
  }

  @Override
  public Map<String, AlertRule> standing() throws IOException {
    Map<String, AlertRule> rules = new TreeMap<>();
    try {
      new CatalogueReader(
              KafkaConnection.to(bootstrapServers),
              new RecordDecoders(new TimeBounds(null, Long.MAX_VALUE)))
          .rules()
          .forEach(rule -> rules.put(rule.ruleId(), rule));
    } catch (KafkaException | IllegalStateException e) {
      throw new IOException("cannot read the rules at " + bootstrapServers + ": " + e, e);
    }
    return rules;
  }

  @Override
  public long put(AlertRule written, @Nullable AlertRule standing, String by) throws IOException {
    long now = clock.millis();
    AlertRule next =
        RuleDocument.next(written, standing == null ? 0 : standing.revision(), by, now);
    try {
      // First the audit, so that no change is without an entry.
      log.append(
              new AuditEntry(
                  Topic.RULES.label(),
                  next.ruleId(),
                  AuditAction.PUT,
                  by,
                  now,
                  standing == null ? null : standing.canonicalJson(),
                  next.canonicalJson(),
                  next.revision()))
          .get();
      log.append(Topic.RULES, next).get();
    } catch (ExecutionException e) {
      throw new IOException(bootstrapServers + " has not acknowledged it: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return next.revision();
  }

  @Override
  public void close() {
    log.close();
  }
}
