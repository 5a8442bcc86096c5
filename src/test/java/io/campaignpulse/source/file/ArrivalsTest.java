package io.campaignpulse.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.ingest.TimeBounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {

  private static final Instant AS_OF = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;

  @Test
  void eventsComeWhenTheyArrivedWhichIsWhenTheyHappenedIfNothingElseIsSaid() throws IOException {
    write(
        "interactions",
        click("late", "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z"),
        click("prompt", "2026-03-02T10:30:00Z", null));
    write("campaigns", campaign("known", null), campaign("later", "2026-03-02T10:45:00Z"));

    Arrivals arrivals = read();

    assertThat(arrivals.inOrder())
        .extracting(arrival -> arrival.record().topic() + "@" + time(arrival))
        .containsExactly(
            "CAMPAIGNS@before",
            "INTERACTIONS@2026-03-02T10:30:00Z",
            "CAMPAIGNS@2026-03-02T10:45:00Z",
            "INTERACTIONS@2026-03-02T11:00:00Z");
    assertThat(arrivals.firstEvent()).hasValue(millis("2026-03-02T10:30:00Z"));
    assertThat(arrivals.last(millis("2026-03-02T10:59:00Z")))
        .hasValue(millis("2026-03-02T10:45:00Z"));
    assertThat(arrivals.catalogues(millis("2026-03-02T10:30:00Z"))).hasSize(1);
    assertThat(arrivals.catalogues(millis("2026-03-02T10:45:00Z"))).hasSize(2);
    assertThat(arrivals.without(Topic.CAMPAIGNS).inOrder()).hasSize(2);
  }

  @Test
  void theOrderOfLinesMeansNothing() throws IOException {
    String a = click("a", "2026-03-02T10:00:00Z", null);
    String b = click("b", "2026-03-02T10:00:00Z", null);
    write("interactions", a, b);
    List<String> one = texts(read());
    write("interactions", b, a);

    assertThat(texts(read())).isEqualTo(one).hasSize(2);
  }

  @Test
  void whatAReplayRefusesDoesNotMakeTime() throws IOException {
    write(
        "interactions",
        "{\"eventId\":\"cut",
        click("seconds", "1970-01-21T12:00:00Z", null),
        click("of the future", "2099-01-01T00:00:00Z", null),
        click("before it happened", "2026-03-02T10:00:00Z", "2026-03-02T09:00:00Z"),
        click("fine", "2026-03-02T10:00:00Z", "2026-03-02T09:57:00Z"));
    write("campaigns", campaign("with a time nobody reads", "yesterday"));

    assertThat(texts(read()))
        .hasSize(2)
        .anyMatch(text -> text.contains("fine"))
        .anyMatch(text -> text.contains("nobody reads"));
  }

  private Arrivals read() {
    return Arrivals.read(
        ReplayFolder.open(folder),
        new TimeBounds(AS_OF.toEpochMilli(), Duration.ofMinutes(5).toMillis()));
  }

  private void write(String topic, String... lines) throws IOException {
    Files.write(folder.resolve(topic + ".jsonl"), List.of(lines));
  }

  private static String click(String id, String eventTime, @Nullable String arrivalTime) {
    return """
        {"eventId":"%s","eventTime":"%s","type":"CLICK","visitorId":"v"%s}"""
        .formatted(id, eventTime, arrival(arrivalTime));
  }

  private static String campaign(String name, @Nullable String arrivalTime) {
    return """
        {"campaignId":"c","name":"%s"%s}"""
        .formatted(name, arrival(arrivalTime));
  }

  private static String arrival(@Nullable String time) {
    return time == null ? "" : ",\"arrivalTime\":\"" + time + "\"";
  }

  private static String time(Arrival arrival) {
    return arrival.time() == ArrivalTimes.UNKNOWN
        ? "before"
        : Instant.ofEpochMilli(arrival.time()).toString();
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static List<String> texts(Arrivals arrivals) {
    return arrivals.inOrder().stream()
        .map(Arrival::record)
        .map(RawRecord::value)
        .map(value -> new String(Objects.requireNonNull(value), StandardCharsets.UTF_8))
        .toList();
  }
}
