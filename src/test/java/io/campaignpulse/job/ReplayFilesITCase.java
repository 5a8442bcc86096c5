package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingReplay;
import io.campaignpulse.testing.TestingReplay.Outcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The replay command over CSV files as spreadsheets and advertising platforms export them. */
class ReplayFilesITCase {

  private static final String MARK = "\uFEFF";
  private static final String HEADER =
      "campaignId,channel,eventTime,periodStart,periodEnd,currency,cost,clicks\n";
  private static final String DAY =
      ",EMAIL,2026-03-03T05:00:00Z,2026-03-02T00:00:00Z,2026-03-03T00:00:00Z,USD,";

  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
  }

  private Outcome replay(String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--input", input.toString(), "--output", folder.resolve("out").toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return TestingReplay.run(arguments);
  }

  private void write(String file, String text, Charset charset) throws IOException {
    Files.write(input.resolve(file), text.getBytes(charset));
  }

  /** Campaign, clicks and cost of each campaign and channel over its whole life. */
  private List<String> spend() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out/campaign-metrics.jsonl"))) {
      JsonNode row = new ObjectMapper().readTree(line);
      if (row.get("window").asText().equals("LIFE")) {
        rows.add(
            row.get("campaignId").asText()
                + " "
                + row.get("clicks").asText()
                + " "
                + row.get("spend").asText());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,;", "UTF-16LE,tab", "UTF-16BE,;", "UTF-16LE,comma"})
  void readsWhatSpreadsheetsExport(String charset, String separator) throws IOException {
    String sign =
        switch (separator) {
          case "tab" -> "\t";
          case "comma" -> ",";
          default -> separator;
        };
    String text =
        MARK
            + (HEADER + "frühling" + DAY + "\"12.50\",1000\n" + "夏" + DAY + "3,7\n")
                .replace(",", sign);
    write("spend.csv", text, Charset.forName(charset));

    Outcome outcome = replay("delivery.clicks=REPORTS");

    assertThat(outcome.err()).isEmpty();
    assertThat(spend()).containsExactlyInAnyOrder("frühling 1000 12.5", "夏 7 3");
  }

  @Test
  void readsDecimalCommasWhereTheSettingSaysSo() throws IOException {
    write(
        "spend.csv",
        (HEADER + "a" + DAY + "1.234,56#1.000\n" + "b,5" + DAY + "7#1\u00A0000\n")
            .replace("b,5", "b~5")
            .replace("1.234,56", "1.234~56")
            .replace(',', ';')
            .replace('#', ';')
            .replace('~', ','),
        StandardCharsets.UTF_8);

    Outcome outcome = replay("delivery.clicks=REPORTS", "files.decimal=comma");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(spend()).containsExactlyInAnyOrder("a 1000 1234.56", "b,5 1000 7");
  }

  @Test
  void skipsAndCountsLinesBeforeTheHeaderAndTotals() throws IOException {
    write(
        "spend.csv",
        "Campaign report\n"
            + "currency,USD\n"
            + "\n"
            + HEADER
            + "a"
            + DAY
            + "2,1\n"
            + "TotalEnergies"
            + DAY
            + "3,1\n"
            + "Total,,,,,,5,2\n"
            + "\"Total: account\",5\n",
        StandardCharsets.UTF_8);

    Outcome outcome = replay();

    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "note: spend.csv: skipped 2 lines before the header and 2 rows of totals");
    assertThat(spend()).containsExactlyInAnyOrder("a 0 2", "TotalEnergies 0 3");
    JsonNode ledger = new ObjectMapper().readTree(folder.resolve("out/ledger.json").toFile());
    assertThat(ledger.at("/spend/received").asLong()).isEqualTo(2);
    assertThat(ledger.at("/spend/rejected").asLong()).isZero();
  }

  @Test
  void aFileWithoutAKnownColumnEndsWithTwoAndALine() throws IOException {
    write("spend.csv", "ad_id,campaign_id,impressions_\n1,2,3\n", StandardCharsets.UTF_8);

    Outcome outcome = replay();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err())
        .contains(
            "spend.csv: none of its columns (ad_id, campaign_id, impressions_) is known",
            "columns of spend are adGroupId, arrivalTime, breakdown, campaignId,",
            "campaign_id → campaignId");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFileMostlyRefusedEndsWithTheCommonestReasons() throws IOException {
    write(
        "spend.csv",
        HEADER.replace("periodEnd", "period_end")
            + ("a" + DAY + "2,1\n").repeat(3)
            + "a,EMAIL\n".repeat(2)
            + "a,EMAIL,2026-03-03T05:00:00Z,yesterday,x,USD,2,1\n",
        StandardCharsets.UTF_8);
    write(
        "leads.jsonl",
        "{\"eventId\":\"l1\",\"eventTime\":\"2026-03-10T08:00:00Z\",\"leadId\":\"L\","
            + "\"stage\":\"CREATED\"}\nbroken\n",
        StandardCharsets.UTF_8);

    Outcome outcome = replay();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err().lines())
        .hasSize(4)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).isEqualTo("warning: spend.csv: 6 of 6 records were refused");
              assertThat(lines.get(1))
                  .startsWith("  4 × MISSING_FIELD periodEnd, first on line 2: {\"campaignId\"");
              assertThat(lines.get(2))
                  .startsWith("  2 × MALFORMED ")
                  .endsWith("first on line 5: a,EMAIL");
              assertThat(lines.get(3))
                  .isEqualTo(
                      "  fields that are not known, and what they may be: "
                          + "period_end → periodEnd");
            });
  }
}
