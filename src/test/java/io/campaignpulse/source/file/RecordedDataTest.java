package io.campaignpulse.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.json.JsonRecords;
import io.campaignpulse.testing.TestingRecordedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recorded folders read whole: what is refused is what their expectations say. */
class RecordedDataTest {
  private static final long NOW = Instant.parse("2026-11-24T00:00:00Z").toEpochMilli();

  /** What came of reading a folder. */
  private record Reading(
      List<String> rejected, Map<Topic, Integer> received, Map<Topic, Integer> unknownFields) {}

  private static Reading read(Path folder, long asOf) throws IOException {
    TimeBounds bounds = new TimeBounds(asOf, 300_000);
    Reading reading =
        new Reading(new ArrayList<>(), new EnumMap<>(Topic.class), new EnumMap<>(Topic.class));
    for (ReplayFile file : ReplayFolder.open(folder).files()) {
      FieldsReader<?> reader = TopicReaders.of(file.topic());
      try (FileRecords records = FileRecords.open(file)) {
        for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
          reading.received.merge(file.topic(), 1, Integer::sum);
          try {
            Fields fields = JsonRecords.parse(Objects.requireNonNull(raw.value()));
            reading.unknownFields.merge(file.topic(), reader.unknownFields(fields), Integer::sum);
            Object value =
                reader.read(fields, new Origin(0, raw.position(), null, ArrivalTimes.UNKNOWN));
            if (value instanceof Event event) {
              bounds.check(event.eventTime(), event.origin().arrivalTime());
            }
          } catch (RejectedException e) {
            reading.rejected.add(file.topic().label() + " " + raw.position() + " " + e.reason());
          }
        }
      }
    }
    return reading;
  }

  @Test
  void smoke_refuses_the_lines_it_expects() throws IOException {
    Path folder = TestingRecordedData.folder("smoke");
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    Reading reading =
        read(
            folder, Instant.parse(expected.get("settings").get("asOf").textValue()).toEpochMilli());

    List<String> structural = new ArrayList<>();
    for (JsonNode line : expected.get("rejected")) {
      String reason = line.get("reason").textValue();
      if (!reason.equals("FX_RATE_MISSING")) {
        structural.add(line.get("topic").textValue() + " " + line.get("line") + " " + reason);
      }
    }
    assertThat(reading.rejected).containsExactlyInAnyOrderElementsOf(structural);
    for (Topic topic : reading.received.keySet()) {
      JsonNode book = expected.get("ledger").get(topic.label());
      assertThat(reading.received.get(topic)).isEqualTo(book.get("received").intValue());
      assertThat(reading.unknownFields.get(topic)).isEqualTo(book.get("unknownFields").intValue());
    }
  }

  @Test
  void smoke_ends_at_its_last_good_event() {
    ReplayFolder folder = ReplayFolder.open(TestingRecordedData.folder("smoke"));
    assertThat(ReplayPrescan.latestEventTime(folder, NOW))
        .hasValue(Instant.parse("2026-03-14T12:00:00Z").toEpochMilli());
    assertThat(ReplayPrescan.catalogues(folder).fxRates())
        .extracting("id")
        .containsExactly("EUR|2026-01-01T00:00:00Z", "EUR|2026-03-10T00:00:00Z");
  }

  @Test
  void real_retail_data_is_read_without_a_refusal() throws IOException {
    Path folder = TestingRecordedData.folder("complete-journey");
    JsonNode records =
        new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get("records");
    Reading reading = read(folder, NOW);
    assertThat(reading.rejected).isEmpty();
    assertThat(reading.unknownFields.values()).allMatch(n -> n == 0);
    reading.received.forEach(
        (topic, count) ->
            assertThat(count).as(topic.label()).isEqualTo(records.get(topic.label()).intValue()));
  }
}
