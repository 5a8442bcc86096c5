package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.testing.TestingReplay;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.testing.TestingWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole product on a real broker and a real Flink inside this process: what a generated world
 * and a thousand broken records leave in the result topics is what a replay of the good records
 * gives, though a TaskManager is killed in the middle.
 */
class LiveITCase {

  private static final int CORRUPTIONS = 1000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void badRecordsAndAKillLeaveWhatAReplayGives() throws Exception {
    TestingWorld world = TestingWorld.generate(42, 150);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());
      for (Topic topic : List.of(Topic.CAMPAIGNS, Topic.FX_RATES, Topic.IDENTITIES)) {
        topics.write(topic, lines(world, topic));
      }
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0)) {
        Settings settings = settings(kafka);
        EmbeddedFlink.Job job =
            flink.submit(
                LiveJob.ALL_IN_ONE,
                env -> new LiveJob(settings, Clock.systemUTC(), env).allInOne());
        List<String> interactions = lines(world, Topic.INTERACTIONS);
        int half = interactions.size() / 2;
        topics.write(Topic.INTERACTIONS, interactions.subList(0, half));
        topics.write(Topic.ORDERS, lines(world, Topic.ORDERS));

        List<byte[]> broken = broken(topics);
        topics.writeRaw(Topic.INTERACTIONS, broken);
        awaitReceived(topics, Topic.INTERACTIONS, half + broken.size());
        assertThat(failures(flink, job)).as("bad records stop nothing").isZero();

        flink.terminateTaskManager(0);
        topics.write(Topic.INTERACTIONS, interactions.subList(half, interactions.size()));
        topics.write(Topic.SPEND, lines(world, Topic.SPEND));
        awaitReceived(topics, Topic.INTERACTIONS, interactions.size() + broken.size());
        awaitReceived(topics, Topic.ORDERS, lines(world, Topic.ORDERS).size());
        awaitReceived(topics, Topic.SPEND, lines(world, Topic.SPEND).size());
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);

        Map<String, String> replay = replay(world);
        Map<String, JsonNode> credits = expected(replay, "credits.jsonl");
        Map<String, JsonNode> metrics = expected(replay, "campaign-metrics.jsonl");
        await().atMost(PATIENCE).until(() -> topics.credits().equals(credits));
        await().atMost(PATIENCE).until(() -> topics.campaignMetrics().equals(metrics));
        assertThat(topics.credits()).isEqualTo(credits);
        assertThat(topics.campaignMetrics()).isEqualTo(metrics);
        assertThat(topics.booked())
            .isEqualTo(TestingTopics.booked(replay.getOrDefault("credits.jsonl", "").lines()));
        assertEachRejectedOnceInTheBooks(topics, broken.size());
      }
    }
  }

  private static void assertEachRejectedOnceInTheBooks(TestingTopics topics, int broken) {
    List<Rejection> rejected = topics.rejected();
    assertThat(rejected.stream().map(r -> r.partition() + "@" + r.position()).distinct())
        .hasSize(broken);
    assertThat(rejected.stream().map(Rejection::reason).distinct())
        .containsExactlyInAnyOrder(RejectionReason.MALFORMED, RejectionReason.UNKNOWN_SCHEMA);
    topics
        .ledger()
        .forEach(
            (topic, book) ->
                assertThat(book.counts()[Outcome.RECEIVED.ordinal()])
                    .as("ledger of %s", topic)
                    .isEqualTo(accounted(book)));
  }

  private static long accounted(LedgerBook book) {
    return List.of(
            Outcome.COUNTED, Outcome.DUPLICATE, Outcome.REJECTED, Outcome.FILTERED, Outcome.LATE)
        .stream()
        .mapToLong(outcome -> book.counts()[outcome.ordinal()])
        .sum();
  }

  private static void awaitReceived(TestingTopics topics, Topic topic, long records) {
    await()
        .alias(topic.label() + " received")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              LedgerBook book = topics.ledger().get(topic);
              assertThat(book).isNotNull();
              assertThat(book.counts()[Outcome.RECEIVED.ordinal()])
                  .as("received of %s", Arrays.toString(book.counts()))
                  .isEqualTo(records);
              assertThat(accounted(book))
                  .as("accounted of %s", Arrays.toString(book.counts()))
                  .isEqualTo(records);
            });
  }

  /** Corruptions that no decoder may take, an empty value, a length bomb, a foreign schema. */
  private static List<byte[]> broken(TestingTopics topics) {
    SplittableRandom random = new SplittableRandom(4711);
    List<byte[]> valid = topics.raw(Topic.INTERACTIONS.label());
    List<byte[]> broken = new ArrayList<>();
    for (int i = 0; i < CORRUPTIONS; i++) {
      byte[] record = valid.get(random.nextInt(valid.size())).clone();
      switch (random.nextInt(4)) {
        case 0 -> broken.add(Arrays.copyOf(record, random.nextInt(record.length)));
        case 1 -> broken.add(Arrays.copyOf(record, record.length + 1 + random.nextInt(9)));
        case 2 -> {
          record[random.nextInt(2)] ^= (byte) (1 + random.nextInt(255));
          broken.add(record);
        }
        default -> {
          record[2 + random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
          broken.add(record);
        }
      }
    }
    broken.add(new byte[0]);
    // A string that claims 150 MB, as a zig-zag varint, where the eventId should be.
    byte[] bomb = Arrays.copyOf(valid.get(0), 15);
    bomb[10] = (byte) 0x80;
    bomb[11] = (byte) 0xF8;
    bomb[12] = (byte) 0x86;
    bomb[13] = (byte) 0x8F;
    bomb[14] = 0x01;
    broken.add(bomb);
    broken.add(
        ByteBuffer.allocate(14)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xC3)
            .put((byte) 0x01)
            .putLong(0x1234_5678_9ABC_DEFL)
            .putInt(7)
            .array());
    return broken;
  }

  private Map<String, String> replay(TestingWorld world) throws IOException {
    Path input = folder.resolve("files");
    world.writeTo(input);
    return TestingReplay.filesOf(
        input, folder.resolve("replay"), "--set", "asOf=" + TestingWorld.AS_OF);
  }

  private static Map<String, JsonNode> expected(Map<String, String> replay, String file) {
    return TestingTopics.comparableLines(replay.getOrDefault(file, ""));
  }

  private static Settings settings(EmbeddedKafka kafka) {
    return Settings.of(
        Map.of(
            "kafka.bootstrapServers",
            kafka.bootstrapServers(),
            "windows.retention",
            "PT1M:P60D,PT1H:P60D,P1D:P400D"));
  }

  /** How often the job has failed so far: each failure is a restart. */
  private static int failures(EmbeddedFlink flink, EmbeddedFlink.Job job) throws Exception {
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(flink.webUrl() + "/jobs/" + job.id() + "/exceptions"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return new ObjectMapper().readTree(answer).at("/exceptionHistory/entries").size();
  }

  private static List<String> lines(TestingWorld world, Topic topic) {
    return world.lines().getOrDefault(topic, List.of());
  }
}
