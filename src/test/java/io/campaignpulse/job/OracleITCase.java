package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.fail;

import io.campaignpulse.oracle.Differences;
import io.campaignpulse.oracle.Oracle;
import io.campaignpulse.oracle.OracleSettings;
import io.campaignpulse.oracle.ReplayedFiles;
import io.campaignpulse.oracle.Results;
import io.campaignpulse.testing.TestingReplay;
import io.campaignpulse.testing.TestingWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The replay of hundreds of generated worlds gives what the independent oracle computes from the
 * same files, at parallelism 1 and 4. Worlds of the same settings are replayed together, each with
 * ids of its own; one that differs is told by its seed.
 *
 * <p>{@code -Dpulse.worlds=4000} for more worlds, {@code -Dpulse.worlds.seed=17} for one.
 */
class OracleITCase {

  private static final int AT_ONCE = 28;
  private static final int WORLDS = Integer.getInteger("pulse.worlds", 4 * 26);
  private static final Pattern OWN_NAME = Pattern.compile("\\bw([0-9]+)-");
  private static final String ONE = System.getProperty("pulse.worlds.seed", "");

  /** Settings, and the times and reports that put them to the test. */
  private record Climate(Instant start, Duration longestReport, Map<String, String> settings) {

    static Climate of(String start, String longestReport, String... settings) {
      Map<String, String> values = new TreeMap<>();
      for (String setting : settings) {
        int equals = setting.indexOf('=');
        values.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
      Instant begin = Instant.parse(start);
      values.put("asOf", begin.plus(Duration.ofDays(4)).toString());
      return new Climate(begin, Duration.parse(longestReport), values);
    }

    OracleSettings oracleSettings() {
      return new OracleSettings(settings);
    }

    TestingWorld worlds(List<Long> seeds) {
      return TestingWorld.generateSpoiled(
          seeds,
          start,
          Instant.parse(settings.getOrDefault("asOf", "")).plus(Duration.ofMinutes(5)),
          settings.getOrDefault("reporting.currency", "USD"),
          longestReport);
    }
  }

  private static final List<Climate> CLIMATES =
      List.of(
          Climate.of("2026-03-01T00:00:00Z", "PT5M"),
          Climate.of(
              "2026-03-07T00:00:00Z",
              "PT50H",
              "reporting.timeZone=America/New_York",
              "windows=PT1H,P1D,LIFE",
              "attribution.touches=CLICK,IMPRESSION,VISIT",
              "attribution.lookback.click=PT36H",
              "attribution.lookback.impression=PT12H",
              "attribution.lookback.visit=PT1H"),
          Climate.of(
              "2026-03-01T00:00:00Z",
              "PT30H",
              "reporting.timeZone=Asia/Shanghai",
              "windows=P1D,LIFE",
              "attribution.touches=CLICK,VISIT",
              "attribution.collapse=CONSECUTIVE",
              "attribution.halfLife=P1D",
              "reporting.model=TIME_DECAY"),
          Climate.of(
              "2026-03-28T00:00:00Z",
              "PT30H",
              "reporting.timeZone=Europe/Berlin",
              "windows=PT1H,P1D,LIFE",
              "attribution.touches=CLICK,IMPRESSION",
              "attribution.collapse=CONSECUTIVE",
              "delivery.impressions=REPORTS",
              "reporting.basis=INTERACTION_TIME"),
          Climate.of(
              "2025-10-25T00:00:00Z",
              "PT50H",
              "reporting.timeZone=Europe/Berlin",
              "windows=PT1H,P1D",
              "attribution.lookback.click=P1D",
              "attribution.halfLife=PT6H"),
          Climate.of(
              "2026-01-30T00:00:00Z",
              "PT20M",
              "reporting.timeZone=Asia/Kolkata",
              "reporting.currency=EUR",
              "attribution.touches=VISIT,CLICK",
              "windows=PT1M,PT1H",
              "delivery.impressions=REPORTS",
              "delivery.clicks=REPORTS"),
          Climate.of(
              "2025-12-30T00:00:00Z",
              "PT9H",
              "windows=PT1H,LIFE",
              "attribution.models=LINEAR,TIME_DECAY,FIRST_TOUCH",
              "reporting.model=LINEAR",
              "reporting.basis=INTERACTION_TIME",
              "attribution.lookback.click=PT6H",
              "attribution.halfLife=PT30M"),
          Climate.of(
              "2025-11-01T00:00:00Z",
              "PT50H",
              "reporting.timeZone=America/New_York",
              "windows=P1D",
              "attribution.touches=IMPRESSION",
              "attribution.lookback.impression=PT30M",
              "attribution.collapse=CONSECUTIVE"));

  @TempDir Path folder;

  static IntStream climates() {
    return ONE.isEmpty()
        ? IntStream.range(0, CLIMATES.size())
        : IntStream.of((int) (Long.parseLong(ONE) % CLIMATES.size()));
  }

  @ParameterizedTest
  @MethodSource("climates")
  void everyWorldIsReplayedAsTheOracleSays(int climate) throws IOException {
    List<Long> seeds = seeds(climate);
    for (int first = 0; first < seeds.size(); first += AT_ONCE) {
      List<Long> together = seeds.subList(first, Math.min(first + AT_ONCE, seeds.size()));
      List<String> differences = differences(climate, together);
      if (!differences.isEmpty()) {
        failWithSeed(climate, together, differences);
      }
    }
  }

  private static List<Long> seeds(int climate) {
    return ONE.isEmpty()
        ? LongStream.range(0, WORLDS).filter(s -> s % CLIMATES.size() == climate).boxed().toList()
        : List.of(Long.parseLong(ONE));
  }

  private List<String> differences(int climate, List<Long> seeds) throws IOException {
    Climate of = CLIMATES.get(climate);
    Path input = folder.resolve("worlds" + seeds.hashCode());
    of.worlds(seeds).writeDisorderedTo(input, seeds.get(0), 0.02);
    Map<String, String> one = replay(of, input, 1);
    Map<String, String> four = replay(of, input, 4);
    Results expected = Oracle.of(input, of.oracleSettings());
    List<String> differences =
        new ArrayList<>(Differences.between(expected.files(), ReplayedFiles.of(one), 12));
    one.forEach(
        (name, content) -> {
          if (!content.equals(four.get(name))) {
            differences.add(name + " at parallelism 4 is not that at parallelism 1");
          }
        });
    return differences;
  }

  private static Map<String, String> replay(Climate climate, Path input, int parallelism)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    climate
        .settings()
        .forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
    arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    return TestingReplay.filesOf(
        input,
        input.resolveSibling(input.getFileName() + "-" + parallelism),
        arguments.toArray(String[]::new));
  }

  private void failWithSeed(int climate, List<Long> together, List<String> differences)
      throws IOException {
    Matcher named = OWN_NAME.matcher(String.join("\n", differences));
    long seed = named.find() ? Long.parseLong(named.group(1)) : together.get(0);
    List<String> alone = together.size() == 1 ? differences : differences(climate, List.of(seed));
    fail(
        "world %d differs%s; again: mvn test -Dtest=OracleITCase" + " -Dpulse.worlds.seed=%d%n%s",
        seed,
        alone.isEmpty() ? ", though only together with " + together : "",
        seed,
        String.join("\n", alone.isEmpty() ? differences : alone));
  }
}
