package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.RawRecords;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the desk hears: alerts, what people did about them, and which rules name which targets, from
 * their records. A record that cannot be read is logged and passed over.
 */
final class Hearing {

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

  private final Desk desk;
  private final RuleTargets rules;
  private final StandingsBook people;
  private final Clock clock;
  private final ResultDecoder<Alert> alertDecoder = Results.ALERTS.decoder();
  private final ResultDecoder<AlertHeartbeat> heartbeatDecoder = Results.ALERT_HEARTBEATS.decoder();
  private final ResultDecoder<AlertAction> actionDecoder = Results.ALERT_ACTIONS.decoder();
  private final RecordDecoder<AlertRule> ruleDecoder =
      new RecordDecoders(new TimeBounds(TimeBounds.LATEST, 0)).rules();

  Hearing(Desk desk, RuleTargets rules, StandingsBook people, Clock clock) {
    this.desk = desk;
    this.rules = rules;
    this.people = people;
    this.clock = clock;
  }

  /** A record of one of the four topics; without a value its key is forgotten. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(WireSchema.ALERTS.topic())) {
        alert(record);
      } else if (record.topic().equals(WireSchema.ALERT_ACTIONS.topic())) {
        action(record);
      } else if (record.topic().equals(WireSchema.ALERT_HEARTBEATS.topic())) {
        heartbeat(record);
      } else {
        rule(record);
      }
    } catch (RejectedException e) {
      LOG.warn(
          "Nobody is told of {} at {}: {} {}",
          record.topic(),
          record.offset(),
          e.reason(),
          e.detail());
    }
  }

  private void alert(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      desk.forget(key(record), clock.millis());
    } else {
      desk.hear(alertDecoder.decode(record.value()), clock.millis());
    }
  }

  private void heartbeat(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() != null) {
      AlertHeartbeat heartbeat = heartbeatDecoder.decode(record.value());
      if (heartbeat.source().equals(AlertHeartbeat.ALL)) {
        desk.accept(heartbeat);
      }
    }
  }

  private void action(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      people.forget(key(record));
      return;
    }
    AlertAction action = actionDecoder.decode(record.value());
    people.stand(action.alertId(), action.acknowledged(), action.snoozedUntil(), action.revision());
  }

  private void rule(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      rules.forget(key(record));
      return;
    }
    AlertRule rule = ruleDecoder.decode(RawRecords.of(Topic.RULES, record), unknown -> {});
    for (String targetId : rule.notifyTargets()) {
      if (desk.of(targetId) == null) {
        LOG.warn("Rule {} names target {}, which is not in the file", rule.ruleId(), targetId);
      }
    }
    rules.stand(rule.ruleId(), rule.notifyTargets(), rule.revision());
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }
}
