package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingReplay;
import io.campaignpulse.testing.TestingReplay.Outcome;
import io.campaignpulse.testing.TestingWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The replay command over generated worlds: what its user may rely on. */
class ReplayITCase {

  private static final String AS_OF = "asOf=" + TestingWorld.AS_OF;
  private static final String RULE =
      "{\"ruleId\":\"no-clicks\",\"kind\":\"THRESHOLD\",\"metric\":\"clicks\",\"op\":\"<\","
          + "\"value\":1,\"window\":\"PT6H\",\"for\":\"PT30M\"}\n";

  @TempDir Path folder;

  @Test
  void theLedgerTiesOutAndEveryBadLineIsKeptWithItsReason() throws IOException {
    Path input = folder.resolve("in");
    TestingWorld.generate(7, 30).writeTo(input);
    Files.writeString(
        input.resolve("interactions.jsonl"),
        Files.readString(input.resolve("interactions.jsonl"))
            + "{\"eventId\":\"cut\n"
            + "\n"
            + "{\"eventId\":\"far\",\"eventTime\":\"2099-01-01T00:00:00Z\",\"type\":\"CLICK\",\"visitorId\":\"v\"}\n"
            + "{\"eventId\":\"seconds\",\"eventTime\":1774569600,\"type\":\"CLICK\",\"visitorId\":\"v\"}\n"
            + "{\"eventId\":\"who\",\"eventTime\":\"2026-03-28T00:00:00Z\",\"type\":\"CLICK\"}\n");

    Files.copy(Path.of("docs/examples/calendar.jsonl"), input.resolve("calendar.jsonl"));
    Files.writeString(
        input.resolve("channel-lags.csv"),
        """
        channel,conversionType,shares
        EMAIL,ORDER,"[{""age"":""P1D"",""share"":0.8}]"
        EMAIL,WON_LEAD,"[{""age"":""P1D"",""share"":0.8}]"
        """);

    Map<String, String> files = TestingReplay.filesOf(input, folder.resolve("out"), "--set", AS_OF);

    JsonNode ledger = new ObjectMapper().readTree(files.get("ledger.json"));
    for (JsonNode book : ledger) {
      assertThat(book.get("received").asLong())
          .isEqualTo(
              Stream.of("counted", "duplicate", "rejected", "filtered", "late")
                  .mapToLong(column -> book.get(column).asLong())
                  .sum());
    }
    assertThat(ledger.at("/interactions/rejected").asLong()).isEqualTo(4);
    assertThat(ledger.at("/calendar/counted").asLong()).isEqualTo(4);
    assertThat(ledger.at("/channel-lags/counted").asLong()).isEqualTo(1);
    assertThat(ledger.at("/channel-lags/rejected").asLong()).isEqualTo(1);
    assertThat(files.get("rejected.jsonl"))
        .contains("MALFORMED", "EVENT_TIME_IN_FUTURE", "EVENT_TIME_TOO_OLD", "MISSING_FIELD")
        .contains("{\\\"eventId\\\":\\\"cut");
  }

  @Test
  void creditsAndMetricsTieOutWithEachOther() throws IOException {
    Path input = folder.resolve("in");
    TestingWorld.generate(11, 60).writeTo(input);

    Map<String, String> files =
        TestingReplay.filesOf(
            input,
            folder.resolve("out"),
            "--set",
            AS_OF,
            "--set",
            "reporting.timeZone=Europe/Berlin");

    ObjectMapper json = new ObjectMapper();
    for (String window : List.of("PT1M", "PT1H", "P1D", "LIFE")) {
      for (String basis : List.of("CONVERSION_TIME", "INTERACTION_TIME")) {
        long net = 0;
        for (String line : lines(files, "campaign-metrics.jsonl").toList()) {
          JsonNode row = json.readTree(line);
          if (row.get("window").asText().equals(window)) {
            for (JsonNode entry : row.get("attributed")) {
              if (entry.get("model").asText().equals("LINEAR")
                  && entry.get("basis").asText().equals(basis)) {
                net += micros(entry.get("netRevenue"));
              }
            }
          }
        }
        long credited = 0;
        for (String line : lines(files, "credits.jsonl").toList()) {
          JsonNode credit = json.readTree(line);
          if (credit.get("model").asText().equals("LINEAR")
              && credit.get("conversionType").asText().equals("ORDER")) {
            credited += micros(credit.get("value"));
          }
        }
        assertThat(net).as("%s %s", window, basis).isEqualTo(credited).isPositive();
      }
    }
    assertThat(TestingReplay.booksOf(files.getOrDefault("business-metrics.jsonl", "")))
        .hasSizeGreaterThan(1000)
        .allMatch(TestingReplay::balances)
        .anyMatch(books -> !books.get("ledger").asText().equals("0"));
    assertThat(files.get("alerts.jsonl")).doesNotContain("CONSERVATION");
  }

  /**
   * The example of docs/metrics.md, "Customer value", with a spend of 32 for its four customers.
   */
  @Test
  void customerValueIsThatOfTheDocumentedExample() throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    StringBuilder clicks = new StringBuilder();
    StringBuilder orders = new StringBuilder();
    for (String customer : List.of("a", "b", "c", "d")) {
      int day = customer.compareTo("b") <= 0 ? 1 : 26;
      clicks.append(
          String.format(
              Locale.ROOT,
              "{\"eventId\":\"i%s\",\"eventTime\":\"2026-01-%02dT09:00:00Z\",\"type\":\"CLICK\","
                  + "\"customerId\":\"%s\",\"campaignId\":\"spring\",\"channel\":\"EMAIL\"}%n",
              customer,
              day,
              customer));
      orders.append(order(customer + "1", customer, day));
      if (day == 1) {
        orders.append(order(customer + "2", customer, 11));
      }
    }
    Files.writeString(input.resolve("interactions.jsonl"), clicks);
    Files.writeString(input.resolve("orders.jsonl"), orders);
    Files.writeString(
        input.resolve("spend.jsonl"),
        "{\"eventTime\":\"2026-01-02T00:00:00Z\",\"campaignId\":\"spring\",\"channel\":\"EMAIL\","
            + "\"periodStart\":\"2026-01-01T00:00:00Z\",\"periodEnd\":\"2026-01-02T00:00:00Z\","
            + "\"currency\":\"USD\",\"cost\":32}");

    Map<String, String> files =
        TestingReplay.filesOf(
            input,
            folder.resolve("out"),
            "--set",
            "asOf=2026-01-31T12:00:00Z",
            "--set",
            "windows=P1D,LIFE");

    assertThat(lines(files, "customer-value.jsonl"))
        .hasSize(31)
        .contains(
            value(0, 4, 40, "10.0", "1.25"),
            value(9, 2, 40, "10.0", "1.25"),
            value(10, 2, 60, "20.0", "2.5"),
            value(30, 2, 60, "20.0", "2.5"));
  }

  private static String order(String orderId, String customer, int day) {
    return String.format(
        Locale.ROOT,
        "{\"eventId\":\"%s\",\"eventTime\":\"2026-01-%02dT10:00:00Z\",\"orderId\":\"%s\","
            + "\"status\":\"PLACED\",\"customerId\":\"%s\",\"currency\":\"USD\","
            + "\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":15,\"unitCost\":5}]}%n",
        orderId,
        day,
        orderId,
        customer);
  }

  private static String value(int age, int customers, int margin, String ltv, String ratio) {
    return String.format(
        Locale.ROOT,
        "{\"key\":\"spring|EMAIL|%d\",\"campaignId\":\"spring\",\"channel\":\"EMAIL\",\"ageDays\":%d,"
            + "\"customers\":%d,\"margin\":\"%d\",\"ltv\":%s,\"cac\":8.0,\"ltvToCac\":%s,"
            + "\"paybackDay\":0,\"revision\":1,\"updatedAt\":\"2026-01-31T12:00:00Z\"}",
        age,
        age,
        customers,
        margin,
        ltv,
        ratio);
  }

  @Test
  void alertsAreEvaluatedAtTheMinutesOfTheEvents() throws IOException {
    Path input = folder.resolve("in");
    TestingWorld.generate(5, 40).writeTo(input);
    Files.writeString(input.resolve("rules.jsonl"), RULE);

    Map<String, String> one =
        TestingReplay.filesOf(input, folder.resolve("a"), "--set", AS_OF, "--parallelism", "1");
    Map<String, String> four =
        TestingReplay.filesOf(input, folder.resolve("b"), "--set", AS_OF, "--parallelism", "4");

    assertThat(one).isEqualTo(four);
    assertThat(one.get("alerts.jsonl")).contains("\"state\":\"FIRING\"").contains("no-clicks");
  }

  @Test
  void couponsAndDealersEarnCreditWhereNoTouchDoes() throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(
        input.resolve("campaigns.jsonl"),
        """
        {"campaignId":"spring","name":"Spring","couponCodes":["SPRING10"],"revision":1}
        {"campaignId":"spring","name":"Spring","couponCodes":["OLD"]}
        {"campaignId":"autumn","name":"Autumn","couponCodes":["SPRING10"],"endTime":"2026-01-01T00:00:00Z"}
        {"campaignId":"roadshow","name":"Roadshow","dealerIds":["d1"]}
        """);
    Files.writeString(
        input.resolve("leads.jsonl"),
        """
        {"eventId":"l1","eventTime":"2026-03-10T08:00:00Z","leadId":"L1","stage":"CREATED","dealerId":"d1","owner":"ann"}
        {"eventId":"l2","eventTime":"2026-03-10T09:00:00Z","leadId":"L1","stage":"CREATED","owner":"bob"}
        """);
    Files.writeString(
        input.resolve("orders.jsonl"),
        order("coupon", ",\"couponCode\":\" spring10 \",\"dealerId\":\"d1\"")
            + order("old", ",\"couponCode\":\"OLD\",\"dealerId\":\"d1\"")
            + order("lead", ",\"leadId\":\"L1\"")
            + order("none", ",\"couponCode\":\"XYZ\""));

    Map<String, String> files =
        TestingReplay.filesOf(
            input,
            folder.resolve("out"),
            "--set",
            AS_OF,
            "--set",
            "attribution.models=LAST_TOUCH",
            "--set",
            "windows=LIFE");

    assertThat(lines(files, "credits.jsonl").map(ReplayITCase::who))
        .containsExactly(
            "L1:CREATED|-: roadshow DEALER",
            "coupon|-: spring COUPON",
            "lead|-: roadshow DEALER",
            "none|-: (unattributed) DIRECT",
            "old|-: roadshow DEALER");
    assertThat(new ObjectMapper().readTree(files.get("ledger.json")).get("leads"))
        .hasToString(
            "{\"received\":2,\"counted\":1,\"duplicate\":1,\"rejected\":0,\"filtered\":0,\"late\":0,\"unknownFields\":0}");
    assertThat(lines(files, "campaign-metrics.jsonl"))
        .anyMatch(
            row ->
                row.contains("\"key\":\"LIFE|1970-01-01T00:00:00Z|spring|COUPON\"")
                    && row.contains("\"netRevenue\":\"10"));
  }

  private static String order(String id, String more) {
    return "{\"eventId\":\"%s\",\"eventTime\":\"2026-03-10T10:00:00Z\",\"orderId\":\"%s\",\"status\":\"PLACED\",\"currency\":\"USD\",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":10}]%s}\n"
        .formatted(id, id, more);
  }

  private static String who(String line) {
    try {
      JsonNode credit = new ObjectMapper().readTree(line);
      return credit.get("key").asText().replaceFirst("^[A-Z_]+\\|", "")
          + ": "
          + credit.get("campaignId").asText()
          + " "
          + credit.get("channel").asText();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<List<String>> unusable() {
    return Stream.of(
        List.of("--input", "nowhere", "--output", "out"),
        List.of("--input", ".", "--output", "out"),
        List.of("--output", "out"),
        List.of("--input", "src/test", "--output", "out", "--frobnicate"),
        List.of("--input", "src/test", "--output", "out", "--set", "no.such.setting=1"),
        List.of("--input", "src/test", "--output", "out", "--set", "attribution.models=BEST"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeUsedEndsWithTwoAndALine(List<String> arguments) {
    Outcome outcome = TestingReplay.runAlone(arguments);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"pom.xml,1", "target/never-written,0", "target/never-written,100000"})
  void anOutputOrParallelismThatCannotBeUsedEndsWithTwoAndALine(String output, String parallelism)
      throws IOException {
    Files.writeString(folder.resolve("orders.jsonl"), "{}");

    Outcome outcome =
        TestingReplay.runAlone(
            List.of(
                "--input",
                folder.toString(),
                "--output",
                output,
                "--parallelism",
                parallelism,
                "--set",
                AS_OF));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void aFileThatBreaksOffEndsWithTwoAndALine() throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{}\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() - 12);
    Files.write(input.resolve("orders.jsonl.gz"), half);
    List<String> arguments =
        List.of(
            "--input",
            input.toString(),
            "--output",
            folder.resolve("out").toString(),
            "--set",
            AS_OF);

    Outcome brokenOff = TestingReplay.runAlone(arguments);
    assertThat(brokenOff.exitCode()).isEqualTo(2);
    assertThat(brokenOff.err().lines()).singleElement().asString().contains("orders.jsonl.gz");

    Files.writeString(input.resolve("orders.jsonl.gz"), "{}");
    Outcome noArchive = TestingReplay.runAlone(arguments);
    assertThat(noArchive.exitCode()).isEqualTo(2);
    assertThat(noArchive.err().lines()).singleElement().asString().contains("orders.jsonl.gz");
  }

  private static Stream<String> lines(Map<String, String> files, String name) {
    return files.getOrDefault(name, "").lines();
  }

  private static long micros(JsonNode amount) {
    return new java.math.BigDecimal(amount.asText()).movePointRight(6).longValueExact();
  }
}
