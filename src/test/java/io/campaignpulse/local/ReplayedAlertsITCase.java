package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.config.Settings;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.testing.TestingFastClock;
import io.campaignpulse.testing.TestingReplay;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.wire.Results;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts of a live run are those of a replay of its events, on a real broker and a real Flink.
 * Events come in bursts early in a minute: between them and the next tick the live job has seconds
 * of the wall clock to pass them through, as it has in a real minute for all but the last events.
 */
@Tag("thorough")
class ReplayedAlertsITCase {

  /** A minute in six seconds, of which five are left to a burst. */
  private static final int SPEED = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final TimeBounds BELIEVED = new TimeBounds(null, Duration.ofDays(1).toMillis());
  private static final List<String> RULES =
      List.of(
          """
          {"ruleId":"cvr","kind":"THRESHOLD","metric":"cvr","op":"<","value":0.05,"window":"PT6M","minCount":40}""",
          """
          {"ruleId":"rush","kind":"THRESHOLD","metric":"clicks","op":">","value":30,"window":"PT2M","for":"PT1M"}""",
          """
          {"ruleId":"evidence","kind":"CONVERSION_RATE","metric":"cvr","target":0.7}""");

  @TempDir Path folder;

  private final TestingFastClock clock = new TestingFastClock(SPEED);
  private final Map<Topic, Map<String, String>> written = new TreeMap<>();

  @Test
  void aReplayAlertsWhatTheLiveRunDid() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());
      topics.write(Topic.RULES, RULES);
      Settings settings =
          Settings.of(
              Map.of(
                  "kafka.bootstrapServers",
                  kafka.bootstrapServers(),
                  // The broker stamps records by the wall clock, which this one leaves behind.
                  "ingest.maxFuture",
                  "P1D"));
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0)) {
        flink.submit(
            LiveJob.ALL_IN_ONE,
            env -> {
              env.setParallelism(1);
              new LiveJob(settings, clock, env).allInOne();
            });
        topics.awaitReceived(Topic.RULES, RULES.size(), PATIENCE);

        Instant minute = awaitMinuteAfter(Duration.ofMinutes(3));
        click(topics, minute, 0, 50);
        minute = awaitMinuteAfter(Duration.ofMinutes(1));
        click(topics, minute, 50, 60);
        awaitMinuteAfter(Duration.ofMinutes(1));
        // What was bought a minute after the first clicks arrives now.
        order(topics, minute.minusSeconds(20), 4);
        List<Alert> live = awaitEnd(topics);

        Path input = record(topics);
        String asOf = Instant.ofEpochMilli(live.get(live.size() - 1).updatedAt()).toString();
        String replayed =
            TestingReplay.filesOf(
                    input,
                    folder.resolve("out"),
                    "--set",
                    "asOf=" + asOf,
                    "--set",
                    "ingest.maxFuture=P1D")
                .getOrDefault("alerts.jsonl", "");

        assertThat(replayed.lines().map(ReplayedAlertsITCase::unnumbered))
            .containsExactlyInAnyOrderElementsOf(
                live.stream()
                    .map(alert -> Results.ALERTS.form().line(alert.revised(0)))
                    .map(line -> unnumbered(new String(line, StandardCharsets.UTF_8)))
                    .toList());
      }
    }
  }

  /** The beginning of the minute that is ten seconds old, after some time. */
  private Instant awaitMinuteAfter(Duration pause) {
    Instant next = clock.instant().plus(pause).truncatedTo(ChronoUnit.MINUTES);
    await()
        .alias("the clock shows " + next)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> clock.instant().isAfter(next.plusSeconds(9)));
    return next;
  }

  private void click(TestingTopics topics, Instant minute, int from, int to) throws Exception {
    Map<String, String> clicks = new TreeMap<>();
    for (int i = from; i < to; i++) {
      clicks.put(
          "i" + i,
          """
          {"eventId":"i%d","eventTime":"%s","type":"CLICK","customerId":"k%d","campaignId":"spring","channel":"EMAIL"}"""
              .formatted(i, minute.minusSeconds(30), i));
    }
    write(topics, Topic.INTERACTIONS, clicks);
  }

  private void order(TestingTopics topics, Instant time, int orders) throws Exception {
    Map<String, String> placed = new TreeMap<>();
    for (int i = 0; i < orders; i++) {
      placed.put(
          "o" + i,
          """
          {"eventId":"o%d","orderId":"o%d","eventTime":"%s","status":"PLACED","customerId":"k%d","currency":"USD","lines":[{"sku":"a","quantity":1,"unitPrice":50}]}"""
              .formatted(i, i, time, i));
    }
    write(topics, Topic.ORDERS, placed);
  }

  private void write(TestingTopics topics, Topic topic, Map<String, String> events)
      throws Exception {
    written.computeIfAbsent(topic, t -> new TreeMap<>()).putAll(events);
    topics.write(topic, List.copyOf(events.values()));
  }

  /** All transitions, once both alerts are over. */
  private static List<Alert> awaitEnd(TestingTopics topics) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.alerts())
                    .filteredOn(alert -> alert.state() == AlertState.RESOLVED)
                    .as("the end of %s", topics.alerts())
                    .extracting(Alert::ruleId)
                    .contains("cvr", "rush"));
    return topics.alerts().stream().sorted(Comparator.comparingLong(Alert::updatedAt)).toList();
  }

  /** The events as files, each with the time at which the broker took it in. */
  private Path record(TestingTopics topics) throws Exception {
    Path input = Files.createDirectories(folder.resolve("in"));
    RecordDecoders decoders = new RecordDecoders(BELIEVED);
    record(input, Topic.INTERACTIONS, topics.arrivals(Topic.INTERACTIONS, decoders.interactions()));
    record(input, Topic.ORDERS, topics.arrivals(Topic.ORDERS, decoders.orders()));
    Files.write(input.resolve("rules.jsonl"), RULES);
    return input;
  }

  private void record(Path input, Topic topic, Map<String, Long> arrivals) throws Exception {
    List<String> lines = new ArrayList<>();
    written
        .getOrDefault(topic, Map.of())
        .forEach(
            (id, json) ->
                lines.add(
                    json.substring(0, json.length() - 1)
                        + ",\"arrivalTime\":\""
                        + clock.whenTheWallShowed(arrivals.getOrDefault(id, 0L))
                        + "\"}"));
    Files.write(input.resolve(topic.label() + ".jsonl"), lines);
  }

  private static String unnumbered(String line) {
    return line.replaceAll("\"revision\":\\d+", "");
  }
}
