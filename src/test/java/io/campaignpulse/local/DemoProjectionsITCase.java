package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the demo's market shows of its campaigns in recorded time, against what it then brings. */
@Tag("thorough")
class DemoProjectionsITCase {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** After two hours of history. */
  private static final Instant START = Instant.parse("2026-03-10T10:00:00Z");

  /** Series the market has without YOUNG_CAMPAIGN. */
  private static final int SERIES = 16;

  private static final String RULE =
      """
      {"ruleId":"conversion-rate","kind":"CONVERSION_RATE","metric":"cvr"}""";

  @TempDir Path folder;

  /** What is shown of one conversion type of a series. */
  private record Shown(String series, String type, Instant asOf, double low, double high) {}

  /** A share of a conversion and when its click was. */
  private record Brought(String series, String type, Instant click, double weight) {}

  @Test
  void intervalsHoldWhatTheMarketBringsAndNoTargetIsMissed() throws Exception {
    Path input = folder.resolve("in");
    simulate(input);
    Path all = replay(input, "all");
    List<Brought> brought = brought(all.resolve("credits.jsonl"));
    Files.writeString(input.resolve("rules.jsonl"), RULE);

    List<Shown> shown = new ArrayList<>();
    for (int minutes : List.of(10, 60)) {
      Instant asOf = START.plus(Duration.ofMinutes(minutes));
      Path out =
          replay(input, "at-" + minutes, "--set", "asOf=" + asOf, "--set", DemoMarket.STEADY_RATES);
      List<JsonNode> outlooks = lines(out.resolve("campaign-outlook.jsonl"));
      assertThat(outlooks).hasSize(SERIES);
      assertThat(outlooks)
          .flatExtracting(outlook -> outlook.findValuesAsText("standing"))
          .isNotEmpty()
          .doesNotContain("MISSED", "LEARNING");
      outlooks.forEach(outlook -> shown.addAll(shown(outlook)));
    }

    assertThat(shown).hasSizeGreaterThanOrEqualTo(2 * SERIES);
    long held = shown.stream().filter(each -> holds(each, brought)).count();
    assertThat((double) held / shown.size()).as("covered of %s", shown).isGreaterThan(0.7);
  }

  private static boolean holds(Shown shown, List<Brought> brought) {
    double sum =
        brought.stream()
            .filter(each -> each.series.equals(shown.series) && each.type.equals(shown.type))
            .filter(each -> each.click.isBefore(shown.asOf))
            .mapToDouble(Brought::weight)
            .sum();
    return sum >= shown.low && sum <= shown.high;
  }

  private static void simulate(Path input) {
    int exit =
        new CommandLine(new SimulateCommand())
            .execute("--to", input.toString(), "--incidents", "none", "--for", "PT4H");
    assertThat(exit).isZero();
  }

  private Path replay(Path input, String name, String... more) {
    Path output = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(List.of("--input", input.toString(), "--output", output.toString()));
    arguments.addAll(List.of(more));
    TestingReplay.Outcome outcome = TestingReplay.run(arguments);
    assertThat(outcome.exitCode()).as("%s%s", outcome.out(), outcome.err()).isZero();
    return output;
  }

  private static List<Brought> brought(Path credits) throws IOException {
    return lines(credits).stream()
        .filter(credit -> credit.get("model").asText().equals("LAST_TOUCH"))
        .filter(credit -> credit.hasNonNull("touchTime"))
        .map(
            credit ->
                new Brought(
                    series(credit),
                    credit.get("conversionType").asText(),
                    Instant.parse(credit.get("touchTime").asText()),
                    credit.get("weight").asDouble()))
        .toList();
  }

  private static List<Shown> shown(JsonNode outlook) {
    List<Shown> shown = new ArrayList<>();
    for (JsonNode each : outlook.get("byConversionType")) {
      shown.add(
          new Shown(
              series(outlook),
              each.get("conversionType").asText(),
              Instant.parse(outlook.get("asOf").asText()),
              each.get("low").asDouble(),
              each.get("high").asDouble()));
    }
    return shown;
  }

  private static String series(JsonNode row) {
    return row.get("campaignId").asText() + "|" + row.get("channel").asText();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(DemoProjectionsITCase::parse).toList();
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
