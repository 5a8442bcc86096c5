package io.campaignpulse.budget.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.budget.BudgetConsumer;
import io.campaignpulse.budget.BudgetLedger;
import io.campaignpulse.budget.BudgetSignals;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.budget.kit.ConformanceKit;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.WholeTopic;
import io.campaignpulse.testing.TestingProcess;
import io.campaignpulse.wire.Results;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty kills at random moments of the consumer, the broker and who publishes the alerts, while an
 * hour of alerts is published: each action stands in its topic once, and they are those that the
 * consumer's rule takes over the same records when nothing is killed. The clock of the consumer
 * goes on from minute to minute, so that what it should do doesn't depend on how long a restart
 * takes.
 */
@Tag("thorough")
class BudgetKillsITCase {

  private static final int KILLS = 50;
  private static final long SEED = 20261130;
  private static final Duration LONGEST_DELAY = Duration.ofMillis(400);

  /** As a job that is restarted publishes again what came since its last checkpoint. */
  private static final int PUBLISHED_AGAIN = 3;

  private enum Victim {
    CONSUMER,
    PUBLISHER,
    BROKER
  }

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final AlertRecording recording = new AlertRecording(SEED);
  private final Random random = new Random(SEED);
  private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
  private final List<Future<?>> scheduled = new ArrayList<>();
  private int port;
  private volatile @Nullable TestingProcess broker;
  private volatile @Nullable TestingProcess publisher;
  private volatile @Nullable TestingProcess consumer;

  @Test
  void eachActionIsTakenOnceWhateverIsKilled() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try {
      broker = startedBroker();
      TopicLayout.create(bootstrapServers(), 1);
      int kills = 0;
      for (int minute = 0; minute < AlertRecording.MINUTES; minute++) {
        int due = KILLS * (minute + 1) / AlertRecording.MINUTES;
        for (; kills < due; kills++) {
          killSoon(Victim.values()[random.nextInt(Victim.values().length)]);
        }
        publish(minute);
        evaluate(minute);
      }
      for (Future<?> kill : scheduled) {
        kill.get();
      }
      List<BudgetAction> actions = actions();
      System.out.printf("seed %d, %d kills, %d actions%n", SEED, kills, actions.size());
      assertThat(actions).containsExactlyInAnyOrderElementsOf(expected());
      Set<String> ids = new HashSet<>();
      assertThat(actions).allMatch(action -> ids.add(action.actionId()));
      assertThat(actions)
          .extracting(BudgetAction::step)
          .contains(BudgetStep.REDUCE, BudgetStep.UNDO);
    } finally {
      killer.shutdownNow();
      for (TestingProcess each : processes()) {
        each.close();
      }
    }
  }

  private void killSoon(Victim victim) {
    scheduled.add(
        killer.schedule(
            () -> kill(victim), random.nextLong(LONGEST_DELAY.toMillis()), TimeUnit.MILLISECONDS));
  }

  /** Kills a process; a broker is there again at once, as others wait for it. */
  private Void kill(Victim victim) throws Exception {
    TestingProcess process =
        switch (victim) {
          case CONSUMER -> consumer;
          case PUBLISHER -> publisher;
          case BROKER -> broker;
        };
    if (process != null) {
      process.kill();
    }
    if (process != null && victim == Victim.BROKER) {
      process.awaitEnd();
      broker = startedBroker();
    }
    return null;
  }

  /** Publishes the records of a minute; one that is started anew publishes older ones once more. */
  private void publish(int minute) throws Exception {
    while (true) {
      TestingProcess running = publisher;
      boolean again = running == null;
      if (running == null) {
        running = start(PublisherProcess.class);
        publisher = running;
      }
      int from = again ? Math.max(0, minute - PUBLISHED_AGAIN) : minute;
      int published = from;
      while (published <= minute && isDone(running, Integer.toString(published))) {
        published++;
      }
      if (published > minute) {
        return;
      }
      publisher = null;
    }
  }

  private void evaluate(int minute) throws Exception {
    while (true) {
      TestingProcess running = consumer;
      if (running == null) {
        running = start(ConsumerProcess.class);
        consumer = running;
      }
      if (isDone(running, Long.toString(recording.at(minute)))) {
        return;
      }
      consumer = null;
    }
  }

  private static boolean isDone(TestingProcess process, String request)
      throws InterruptedException {
    if (request.equals(process.ask(request))) {
      return true;
    }
    process.kill();
    process.awaitEnd();
    return false;
  }

  private TestingProcess startedBroker() throws Exception {
    while (true) {
      TestingProcess started =
          new TestingProcess(
              BrokerProcess.class,
              folder.resolve("broker.log"),
              folder.resolve("kafka").toString(),
              Integer.toString(port));
      if (isDone(started, "up")) {
        return started;
      }
    }
  }

  private TestingProcess start(Class<?> main) throws IOException {
    return new TestingProcess(
        main,
        folder.resolve(main.getSimpleName() + ".log"),
        bootstrapServers(),
        Long.toString(SEED));
  }

  private List<TestingProcess> processes() {
    List<TestingProcess> all = new ArrayList<>();
    for (TestingProcess each : new TestingProcess[] {consumer, publisher, broker}) {
      if (each != null) {
        all.add(each);
      }
    }
    return all;
  }

  private String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private List<BudgetAction> actions() {
    List<BudgetAction> actions = new ArrayList<>();
    WholeTopic.read(
        KafkaConnection.to(bootstrapServers()),
        "budget-actions",
        record -> actions.add(Results.BUDGET_ACTIONS.decoder().decode(record.value())));
    return actions;
  }

  /** The actions when nothing is killed. */
  private List<BudgetAction> expected() {
    List<BudgetAction> actions = new ArrayList<>();
    BudgetConsumer rule =
        new BudgetConsumer(
            ConformanceKit.POLICY,
            new BudgetLedger(false, ConformanceKit.POLICY.zone()),
            () -> null,
            (signal, reason) -> {});
    recording.campaigns().forEach(each -> rule.budgets().add(DailyBudget.of(each)));
    for (int minute = 0; minute < AlertRecording.MINUTES; minute++) {
      recording.alerts(minute).forEach(each -> rule.accept(BudgetSignals.of(each)));
      recording.heartbeat(minute).ifPresent(rule::accept);
      actions.addAll(rule.evaluate(recording.at(minute)));
    }
    actions.sort(Comparator.comparing(BudgetAction::actionId));
    return actions;
  }
}
