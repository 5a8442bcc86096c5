package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignpulse.event.RuleKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a replay of a world gives, comparable with what live jobs leave in the topics.
 *
 * @param credits by key
 * @param booked of each key every booked amount that isn't 0
 * @param campaignMetrics by key
 * @param plans by key, what they say of the past
 */
public record TestingExpectedResults(
    Map<String, JsonNode> credits,
    Map<String, Map<String, BigDecimal>> booked,
    Map<String, JsonNode> campaignMetrics,
    Map<String, JsonNode> plans) {

  /**
   * After everything that happens in a world, and before the first click has waited so long for a
   * report that none is expected: live time comes no further than to the last event.
   */
  private static final Instant AS_OF = TestingWorld.START.plus(Duration.ofDays(6));

  /** Replays a world. */
  public static TestingExpectedResults of(TestingWorld world, Path folder) throws IOException {
    Path input = folder.resolve("files");
    world.writeTo(input);
    Map<String, String> files =
        TestingReplay.filesOf(input, folder.resolve("replay"), "--set", "asOf=" + AS_OF);
    String credits = files.getOrDefault("credits.jsonl", "");
    return new TestingExpectedResults(
        TestingTopics.comparableLines(credits),
        TestingTopics.booked(credits.lines()),
        TestingTopics.comparableLines(files.getOrDefault("campaign-metrics.jsonl", "")),
        TestingTopics.comparablePlans(files.getOrDefault("plan-progress.jsonl", "").lines()));
  }

  /** Waits until the topics hold the same, row for row; says which rows differ if they don't. */
  public void awaitIn(TestingTopics topics, Duration patience) {
    awaitEqual("credits", patience, topics::credits, credits);
    awaitEqual("campaign-metrics", patience, topics::campaignMetrics, campaignMetrics);
    awaitEqual("plan-progress", patience, topics::planProgress, plans);
    awaitBalance(topics, patience);
    assertSame("booked", topics.booked(), booked);
    assertSame("credits", topics.credits(), credits);
    assertSame("campaign-metrics", topics.campaignMetrics(), campaignMetrics);
    assertSame("plan-progress", topics.planProgress(), plans);
  }

  private static void awaitBalance(TestingTopics topics, Duration patience) {
    await()
        .alias("the books of every window balance")
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(topics.unbalanced()).isEmpty());
    assertThat(topics.alerts()).noneMatch(alert -> alert.kind() == RuleKind.CONSERVATION);
  }

  private static <V> void awaitEqual(
      String name, Duration patience, Supplier<Map<String, V>> live, Map<String, V> replay) {
    await()
        .alias(name + " equal the replay")
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertSame(name, live.get(), replay));
  }

  /** As isEqualTo, but of thousands of rows it prints the first that differ. */
  private static <V> void assertSame(String name, Map<String, V> live, Map<String, V> replay) {
    assertThat(replay).as("replayed %s", name).isNotEmpty();
    assertThat(
            Stream.concat(live.keySet().stream(), replay.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(live.get(key), replay.get(key)))
                .sorted()
                .limit(5)
                .map(key -> "\nlive   " + live.get(key) + "\nreplay " + replay.get(key))
                .toList())
        .as("rows of %s that differ; %d live, %d replayed", name, live.size(), replay.size())
        .isEmpty();
  }
}
