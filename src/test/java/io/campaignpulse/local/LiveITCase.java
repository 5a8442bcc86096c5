package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.config.Settings;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.testing.TestingExpectedResults;
import io.campaignpulse.testing.TestingFlinkRest;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.testing.TestingWorld;
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
 * gives, though its events arrive up to a day late, those of one person in any order, and a
 * TaskManager is killed in the middle.
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
      for (Topic topic : List.of(Topic.CAMPAIGNS, Topic.FX_RATES, Topic.PROMOTIONS, Topic.PLANS)) {
        topics.write(topic, lines(world, topic));
      }
      List<Map<Topic, List<String>>> arrivals = world.arrivals(42, Duration.ofDays(1), 2);
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0)) {
        Settings settings = settings(kafka);
        EmbeddedFlink.Job job =
            flink.submit(
                LiveJob.ALL_IN_ONE,
                env -> new LiveJob(settings, Clock.systemUTC(), env).allInOne());
        write(arrivals.get(0), topics);

        List<byte[]> broken = broken(topics);
        topics.writeRaw(Topic.INTERACTIONS, broken);
        int half = arrivals.get(0).getOrDefault(Topic.INTERACTIONS, List.of()).size();
        topics.awaitReceived(Topic.INTERACTIONS, half + broken.size(), PATIENCE);
        assertThat(new TestingFlinkRest(flink.webUrl()).failures(job.id().toString()))
            .as("bad records stop nothing")
            .isZero();

        // A silence longer than partitions may be silent before time goes on without them. It once
        // took event time to its end, and everything was forgotten.
        await().pollDelay(Duration.ofSeconds(13)).atMost(PATIENCE).until(() -> true);
        flink.terminateTaskManager(0);
        write(arrivals.get(1), topics);
        topics.awaitReceived(
            Topic.INTERACTIONS, lines(world, Topic.INTERACTIONS).size() + broken.size(), PATIENCE);
        for (Topic topic :
            List.of(Topic.ORDERS, Topic.LEADS, Topic.IDENTITIES, Topic.SPEND, Topic.INVENTORY)) {
          topics.awaitReceived(topic, lines(world, topic).size(), PATIENCE);
        }
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);

        TestingExpectedResults.of(world, folder).awaitIn(topics, PATIENCE);
        assertEachRejectedOnceInTheBooks(topics, broken.size());
      }
    }
  }

  private static void assertEachRejectedOnceInTheBooks(TestingTopics topics, int broken) {
    // A return may come before the update of its order that brings the article: docs/limits.md.
    List<Rejection> rejected =
        topics.rejected().stream().filter(r -> r.topic() == Topic.INTERACTIONS).toList();
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
                    .isEqualTo(TestingTopics.accounted(book)));
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

  private static Settings settings(EmbeddedKafka kafka) {
    return Settings.of(
        Map.of(
            "kafka.bootstrapServers",
            kafka.bootstrapServers(),
            "windows.retention",
            "PT1M:P60D,PT1H:P60D,P1D:P400D"));
  }

  private static void write(Map<Topic, List<String>> events, TestingTopics topics)
      throws Exception {
    for (Map.Entry<Topic, List<String>> topic : events.entrySet()) {
      topics.write(topic.getKey(), topic.getValue());
    }
  }

  private static List<String> lines(TestingWorld world, Topic topic) {
    return world.lines().getOrDefault(topic, List.of());
  }
}
