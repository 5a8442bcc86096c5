package io.campaignpulse.budget.runner;

import io.campaignpulse.budget.KillSwitch;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery of committed actions to an output, in their order: the topic is the outbox, the offset
 * of a group the delivery state. An action is delivered at least once, always under the same id. On
 * a thread of its own, so that a slow receiver delays no undo in the topic.
 */
final class ActionDelivery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ActionDelivery.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long FIRST_RETRY_MILLIS = 1_000;
  private static final long LAST_RETRY_MILLIS = 30_000;

  private final boolean dryRun;
  private final ActionOutput output;
  private final KillSwitch killSwitch;
  private final KafkaConsumer<byte[], byte[]> records;
  private final ResultDecoder<BudgetAction> decoder = Results.BUDGET_ACTIONS.decoder();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "budget-delivery");

  /**
   * A delivery that goes on where it ended; at its first start with what follows.
   *
   * @param name of the output among all of the installation
   */
  ActionDelivery(
      KafkaConnection connection,
      String name,
      boolean dryRun,
      ActionOutput output,
      KillSwitch killSwitch) {
    this.dryRun = dryRun;
    this.output = output;
    this.killSwitch = killSwitch;
    records =
        connection.consumer(
            Map.of(
                "group.id",
                "campaign-pulse-budgets-" + name + (dryRun ? "-dry" : ""),
                "allow.auto.create.topics",
                "false",
                "auto.offset.reset",
                "earliest"));
    TopicPartition only = new TopicPartition(WireSchema.BUDGET_ACTIONS.topic(), 0);
    records.assign(List.of(only));
    if (records.committed(Set.of(only)).get(only) == null) {
      records.seekToEnd(List.of(only));
      records.commitSync(Map.of(only, new OffsetAndMetadata(records.position(only))));
    }
  }

  /** Starts the thread. */
  void start() {
    thread.start();
  }

  private void run() {
    try (records;
        output) {
      while (stop.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll(POLL)) {
          if (!deliver(record)) {
            return;
          }
          records.commitSync(
              Map.of(
                  new TopicPartition(record.topic(), record.partition()),
                  new OffsetAndMetadata(record.offset() + 1)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Delivery of budget actions stopped: {}", e.getMessage());
    }
  }

  /** Returns false if it was stopped before the output had it. */
  private boolean deliver(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    if (record.value() == null) {
      return true;
    }
    BudgetAction action;
    try {
      action = decoder.decode(record.value());
    } catch (RejectedException e) {
      LOG.warn("Skipped unreadable record budget-actions@{}: {}", record.offset(), e.detail());
      return true;
    }
    if (action.dryRun() != dryRun) {
      return true;
    }
    long wait = FIRST_RETRY_MILLIS;
    while (true) {
      String killed = killSwitch.reason();
      Optional<String> problem =
          killed == null ? output.deliver(action) : Optional.of("kill switch on (" + killed + ")");
      if (problem.isEmpty()) {
        return true;
      }
      LOG.warn("Action {} not delivered: {}", action.actionId(), problem.get());
      if (stop.await(wait, TimeUnit.MILLISECONDS)) {
        return false;
      }
      wait = Math.min(2 * wait, LAST_RETRY_MILLIS);
    }
  }

  /** Stops; what was not delivered is delivered by the next one. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
