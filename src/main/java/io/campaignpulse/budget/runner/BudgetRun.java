package io.campaignpulse.budget.runner;

import io.campaignpulse.budget.BudgetConsumer;
import io.campaignpulse.budget.BudgetLedger;
import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.BudgetSignals;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.budget.KillSwitch;
import io.campaignpulse.budget.NoActionReason;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RawRecords;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of the reference consumer: alerts, outlooks, heartbeats and campaigns are read from their
 * beginning, then followed; actions go to their topic in transactions. What was done is known from
 * that topic alone, so a kill at any point is followed by the same actions, each once. For one
 * thread.
 */
final class BudgetRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetRun.class);

  private static final String GROUP = "campaign-pulse-budgets";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long COMMIT_EVERY_MILLIS = 60_000;

  private final ZoneId zone;
  private final KillSwitch killSwitch;
  private final Clock clock;
  private final ActionTopic topic;
  private final KafkaConsumer<byte[], byte[]> records;
  private final BudgetConsumer consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
  private final ResultDecoder<Alert> alerts = Results.ALERTS.decoder();
  private final ResultDecoder<CampaignOutlook> outlooks = Results.CAMPAIGN_OUTLOOK.decoder();
  private final ResultDecoder<AlertHeartbeat> heartbeats = Results.ALERT_HEARTBEATS.decoder();
  private final RecordDecoder<Campaign> campaigns =
      new RecordDecoders(new TimeBounds(TimeBounds.LATEST, 0)).campaigns();
  private long commitAt = Long.MIN_VALUE;
  private volatile boolean closing;

  /**
   * A run that knows what was done before.
   *
   * @param beforeCommit runs when a transaction is written and not yet committed
   * @throws IllegalStateException if a topic is missing
   */
  BudgetRun(
      KafkaConnection connection,
      BudgetPolicy policy,
      boolean dryRun,
      KillSwitch killSwitch,
      Clock clock,
      Runnable beforeCommit) {
    this.zone = policy.zone();
    this.killSwitch = killSwitch;
    this.clock = clock;
    topic = new ActionTopic(connection, beforeCommit);
    records = connection.consumer(Map.of("group.id", GROUP, "allow.auto.create.topics", "false"));
    try {
      // After the predecessor is fenced off, so that nothing is added to what is read.
      BudgetLedger ledger = new BudgetLedger(dryRun, policy.zone());
      topic.restore(ledger);
      consumer = new BudgetConsumer(policy, ledger, killSwitch, this::log);
      partitions =
          List.of(
                  WireSchema.CAMPAIGNS.topic(),
                  WireSchema.ALERT_HEARTBEATS.topic(),
                  WireSchema.CAMPAIGN_OUTLOOK.topic(),
                  WireSchema.ALERTS.topic())
              .stream()
              .flatMap(name -> partitions(name).stream())
              .toList();
      records.assign(partitions);
      records.seekToBeginning(partitions);
    } catch (RuntimeException e) {
      records.close();
      topic.close();
      throw e;
    }
  }

  private List<TopicPartition> partitions(String name) {
    List<TopicPartition> all =
        records.partitionsFor(name).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (all.isEmpty()) {
      throw new IllegalStateException("topic " + name + " does not exist");
    }
    return all;
  }

  /** Runs until it is stopped. */
  void run() {
    while (!closing) {
      step();
    }
  }

  /**
   * Reads what there is and, at the end of the topics, acts on it: what follows in `alerts` may end
   * or retract what was read before.
   *
   * @return whether the end was reached
   */
  boolean step() {
    records.poll(POLL).forEach(this::accept);
    if (!atEnd()) {
      return false;
    }
    long now = clock.millis();
    List<BudgetAction> actions = consumer.evaluate(now);
    if (!actions.isEmpty() || now >= commitAt) {
      topic.write(actions, read, records.groupMetadata());
      commitAt = now + COMMIT_EVERY_MILLIS;
      actions.forEach(
          action ->
              LOG.info(
                  "{} {} of campaign {}: {} to {} micros because of alert {}",
                  action.dryRun() ? "Recorded" : "Decided",
                  action.step(),
                  action.campaignId(),
                  action.fromMicros(),
                  action.toMicros(),
                  action.episode()));
    }
    return true;
  }

  private boolean atEnd() {
    return records.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> records.position(end.getKey()) >= end.getValue());
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) {
    read.put(
        new TopicPartition(record.topic(), record.partition()),
        new OffsetAndMetadata(record.offset() + 1));
    try {
      if (record.topic().equals(WireSchema.CAMPAIGNS.topic())) {
        campaign(record);
      } else if (record.value() != null && record.topic().equals(WireSchema.ALERTS.topic())) {
        consumer.accept(BudgetSignals.of(alerts.decode(record.value())));
      } else if (record.value() != null
          && record.topic().equals(WireSchema.CAMPAIGN_OUTLOOK.topic())) {
        consumer.accept(BudgetSignals.of(outlooks.decode(record.value()), zone));
      } else if (record.value() != null) {
        consumer.accept(heartbeats.decode(record.value()));
      }
    } catch (RejectedException e) {
      LOG.warn(
          "Skipped unreadable record {}-{}@{}: {} {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.reason(),
          e.detail());
    }
  }

  private void campaign(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      consumer.budgets().remove(new String(record.key(), StandardCharsets.UTF_8));
    } else {
      consumer
          .budgets()
          .add(
              DailyBudget.of(
                  campaigns.decode(RawRecords.of(Topic.CAMPAIGNS, record), unknown -> {})));
    }
  }

  private void log(BudgetSignal signal, NoActionReason reason) {
    switch (reason) {
      case KILL_SWITCH ->
          LOG.warn(
              "No action on alert {}: kill switch on ({})", signal.episode(), killSwitch.reason());
      case BUDGET_CHANGED_SINCE ->
          LOG.warn(
              "No undo of alert {}: the budget of campaign {} was set by a person since",
              signal.episode(),
              signal.campaignId());
      case NO_BUDGET_ADVICE, ALREADY_ACTED, RETRACTED, EXPIRED ->
          LOG.debug("No action on alert {}: {}", signal.episode(), reason);
      default -> LOG.info("No action on alert {}: {}", signal.episode(), reason);
    }
  }

  /** Ends {@link #run} after its current step. For any thread. */
  void stop() {
    closing = true;
  }

  @Override
  public void close() {
    records.close();
    topic.close();
  }
}
