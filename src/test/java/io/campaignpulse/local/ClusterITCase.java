package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingExpectedResults;
import io.campaignpulse.testing.TestingFlinkCluster;
import io.campaignpulse.testing.TestingFlinkRest;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.testing.TestingWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three jobs on a real Flink cluster, its processes started and its jobs submitted by the
 * commands operators use: what a generated world leaves in the result topics is what a replay of it
 * gives, though a job is stopped and started again and a TaskManager is killed in the middle.
 */
@Tag("cluster")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ClusterITCase {

  private static final int PEOPLE = 500;
  private static final int PARTS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final List<String> JOBS =
      List.of("attribution", "campaign-metrics", "plans", "alerts");
  private static final List<String> TASK_MANAGERS = List.of("taskmanager-1", "taskmanager-2");
  private static final List<Topic> FED =
      List.of(
          Topic.INTERACTIONS,
          Topic.ORDERS,
          Topic.LEADS,
          Topic.IDENTITIES,
          Topic.SPEND,
          Topic.INVENTORY);

  /** Kept where the test fails: logs, topics and checkpoints tell why. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final TestingWorld world = TestingWorld.generate(7, PEOPLE);
  private final List<Map<Topic, List<String>>> arrivals =
      world.arrivals(7, Duration.ofDays(1), PARTS);
  private Instant begin = Instant.EPOCH;

  @BeforeEach
  void begin() {
    begin = Instant.now();
  }

  @Test
  void aSavepointAndAKilledTaskManagerLeaveWhatAReplayGives() throws Exception {
    TestingExpectedResults expected = TestingExpectedResults.of(world, folder);
    tell("replayed");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());
      for (Topic topic : List.of(Topic.CAMPAIGNS, Topic.FX_RATES, Topic.PROMOTIONS, Topic.PLANS)) {
        topics.write(topic, world.lines().getOrDefault(topic, List.of()));
      }
      try (TestingFlinkCluster cluster =
          new TestingFlinkCluster(folder.resolve("cluster"), portBeforeAFreeOne())) {
        try {
          feedThroughSavepointAndKill(cluster, kafka, topics);
          expected.awaitIn(topics, PATIENCE);
          tell("equal to the replay");
        } catch (Exception | AssertionError e) {
          e.addSuppressed(new AssertionError(cluster.troubles()));
          throw e;
        }
      }
    }
  }

  private void feedThroughSavepointAndKill(
      TestingFlinkCluster cluster, EmbeddedKafka kafka, TestingTopics topics) throws Exception {
    cluster.start(TASK_MANAGERS.size());
    for (String job : JOBS) {
      cluster.submit(job, arguments(kafka));
    }
    tell("all jobs submitted");
    feed(topics, 0);
    feed(topics, 1);
    awaitReceived(topics, 2);
    tell("first quarter counted");

    feed(topics, 2);
    cluster.stop("attribution");
    feed(topics, 3);
    List<String> fromLatest = new ArrayList<>(List.of("--from", "latest"));
    fromLatest.addAll(arguments(kafka));
    assertThat(cluster.submit("attribution", fromLatest))
        .contains("continuing from")
        .contains("savepoints/attribution/");
    awaitReceived(topics, 4);
    tell("attribution stopped, continued from its savepoint, first half counted");

    TestingFlinkRest flink = cluster.rest();
    String victim = mostNeeded(flink);
    List<String> hit = flink.jobsOn(victim);
    assertThat(hit).as("jobs on %s", victim).contains(cluster.id("attribution"));
    feed(topics, 4);
    feed(topics, 5);
    Instant killed = Instant.now();
    cluster.kill(victim);
    feed(topics, 6);
    for (String id : hit) {
      await("restart of " + id)
          .atMost(PATIENCE)
          .until(() -> flink.failures(id) > 0 && flink.isRunning(id));
    }
    tell(hit.size() + " jobs on " + victim + " killed, running " + since(killed) + " ms later");
    awaitReceived(topics, 7);
    tell("all events counted " + since(killed) + " ms after the kill");

    cluster.start(TASK_MANAGERS.size());
    feed(topics, 7);
    awaitReceived(topics, PARTS);
    tell("replaced the TaskManager, everything counted");
    for (String job : JOBS) {
      assertThat(flink.isRunning(cluster.id(job))).as(job).isTrue();
    }
  }

  private static String mostNeeded(TestingFlinkRest flink)
      throws IOException, InterruptedException {
    String most = "";
    int jobs = 0;
    for (String taskManager : TASK_MANAGERS) {
      int here = flink.jobsOn(taskManager).size();
      if (here > jobs) {
        most = taskManager;
        jobs = here;
      }
    }
    return most;
  }

  private static List<String> arguments(EmbeddedKafka kafka) {
    return List.of(
        "-Dexecution.checkpointing.interval=1s",
        "--",
        "--set",
        "kafka.bootstrapServers=" + kafka.bootstrapServers(),
        "--set",
        "windows.retention=PT1M:P60D,PT1H:P60D,P1D:P400D");
  }

  private void feed(TestingTopics topics, int part) throws Exception {
    for (Topic topic : FED) {
      topics.write(topic, arrivals.get(part).getOrDefault(topic, List.of()));
    }
  }

  private void awaitReceived(TestingTopics topics, int parts) {
    for (Topic topic : FED) {
      int received =
          arrivals.subList(0, parts).stream()
              .mapToInt(part -> part.getOrDefault(topic, List.of()).size())
              .sum();
      topics.awaitReceived(topic, received, PATIENCE);
    }
  }

  private static int portBeforeAFreeOne() {
    int port = FreePort.orWanted(0);
    while (FreePort.orUsual(null, port + 1) != port + 1) {
      port = FreePort.orWanted(0);
    }
    return port;
  }

  private static long since(Instant instant) {
    return Duration.between(instant, Instant.now()).toMillis();
  }

  private void tell(String what) {
    System.out.printf("%5.1f s  %s%n", since(begin) / 1000.0, what);
  }
}
