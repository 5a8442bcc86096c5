package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.testing.TestingArrivals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The backtest command, run in this process as its user would run it. */
class BacktestITCase {

  private static final String RULES =
      """
      rules:
        - id: promotion-failing
          kind: THRESHOLD
          metric: cvr
          op: "<"
          value: 0.05
          window: PT2H
          minCount: 40
          enabled: false
        - id: flood
          kind: THRESHOLD
          metric: clicks
          op: ">"
          value: 1000
          window: PT10M
          severity: CRITICAL
      """;

  @TempDir Path folder;

  @Test
  void printsHowOftenEachRuleFiredAndOnDemandWhen() throws IOException {
    TestingArrivals shop = new TestingArrivals();
    for (int i = 0; i < 50; i++) {
      shop.click("i" + i, "v" + i, "spring", i, 0);
    }
    for (int i = 0; i < 5; i++) {
      shop.link("v" + i, "k" + i, i, 0);
      shop.order("o" + i, "k" + i, i + 1, 80);
    }
    shop.rule(
        """
        {"ruleId":"running","kind":"THRESHOLD","metric":"clicks","op":">","value":0,"window":"PT1H"}""",
        null);
    shop.writeTo(folder.resolve("in"));

    Outcome outcome = run(RULES, "--list", "--output", folder.resolve("out").toString());

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                """
                121 minutes, 2026-03-02T08:00:00Z to 2026-03-02T10:00:00Z (0.1 days)
                rule               kind       alerts  per week  series  minutes firing
                promotion-failing  THRESHOLD       1      83.3       1              43
                flood              THRESHOLD       0       0.0       0               0

                promotion-failing
                  2026-03-02T08:40:00Z FIRING    spring PAID_SEARCH: Conversion rate of "spring" (Paid search) was 0% over 2 hours until 08:40, below the limit of 5%. Spend in that time: $0.00.
                  2026-03-02T09:23:00Z RESOLVED  spring PAID_SEARCH: Conversion rate of "spring" (Paid search) was 6% over 2 hours until 09:23, back within the limit of 5%. Spend in that time: $0.00.
                """,
                ""));
    assertThat(Files.readAllLines(folder.resolve("out/alerts.jsonl")))
        .hasSize(2)
        .allMatch(line -> line.contains("promotion-failing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: [{id: r, kind: THRESHOLD, metric: cvr, op: '<', value: 1}] | rule 1 (r): window: is missing
          rules: [{id: r, kind: THRESHOLD, metrik: cvr}]                    | rule 1 (r): metrik: no rule has such a field
          rules: {                                                          | line 1: not YAML
          """)
  void rulesThatCannotBeJudgedAreToldInOneLine(String yaml, String problem) throws IOException {
    new TestingArrivals().writeTo(folder.resolve("in"));

    Outcome outcome = run(yaml + "\n");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).singleElement().asString().contains(problem);
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome run(String rules, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    CommandLine command = BacktestJob.commandLine();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--rules",
                file.toString(),
                "--input",
                folder.resolve("in").toString(),
                "--set",
                "asOf=2026-03-02T10:00:00Z"));
    arguments.addAll(List.of(more));
    int exitCode = command.execute(arguments.toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }
}
