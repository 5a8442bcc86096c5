package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.campaignpulse.testing.TestingReplay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recorded and hand-made data with known results, which is not part of the project: where it is
 * absent these tests skip.
 */
class RecordedDataITCase {

  private static final Path DATA = Path.of("../shared/data");

  @TempDir Path output;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "smoke, asOf=2026-03-15T00:00:00Z",
        "attribution-worked-examples/dp6-nine-paths, -",
        "attribution-worked-examples/mta-heuristic, -",
        "attribution-worked-examples/mta-non-converting-journeys, -",
        "attribution-worked-examples/mta-position-two-touches, -",
        "attribution-worked-examples/mta-repeated-touches, -",
        "attribution-worked-examples/mta-repeated-touches, attribution.collapse=CONSECUTIVE",
        "attribution-worked-examples/own-lookback-and-ties, -",
        "attribution-worked-examples/own-time-decay, -",
        "attribution-worked-examples/pychattr-three-paths, -",
      })
  void theFiguresAreThoseExpected(String name, String setting) throws Exception {
    compare(name, setting);
  }

  @ParameterizedTest
  @Tag("thorough")
  @CsvSource(
      nullValues = "-",
      value = {
        "complete-journey, -",
        "complete-journey, reporting.timeZone=America/New_York",
        "olist-2017, reporting.currency=BRL",
      })
  void theFiguresOfWholeShopsAreThoseExpected(String name, String setting) throws Exception {
    compare(name, setting);
  }

  private void compare(String name, @Nullable String setting) throws Exception {
    assumeTrue(Files.isDirectory(DATA), "skipped: there is no " + DATA);
    assumeTrue(hasPython(), "skipped: the comparison needs python3");
    List<String> arguments =
        new ArrayList<>(
            List.of("--input", DATA.resolve(name).toString(), "--output", output.toString()));
    List<String> settings = setting == null ? List.of() : List.of(setting);
    settings.forEach(s -> arguments.addAll(List.of("--set", s)));

    assertThat(TestingReplay.run(arguments).exitCode()).isZero();

    assertThat(TestingReplay.booksOf(Files.readString(output.resolve("business-metrics.jsonl"))))
        .isNotEmpty()
        .allMatch(TestingReplay::balances);
    assertThat(deviations(name, settings)).isEmpty();
  }

  private List<String> deviations(String name, List<String> settings)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                DATA.resolve("compare.py").toString(),
                DATA.resolve(name).toString(),
                output.toString()));
    command.addAll(settings);
    Process compare = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(compare.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(compare.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(lines).last().asString().endsWith("figures right");
    return lines.subList(0, lines.size() - 1);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
