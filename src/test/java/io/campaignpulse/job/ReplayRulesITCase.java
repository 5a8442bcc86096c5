package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingArrivals;
import io.campaignpulse.testing.TestingReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules in a replay: alerts as they were when each event was seen only once it had arrived. */
class ReplayRulesITCase {

  private static final String CVR =
      """
      {"ruleId":"cvr","kind":"THRESHOLD","metric":"cvr","op":"<","value":0.05,"window":"PT2H","minCount":40}""";
  private static final String CLICKS =
      """
      {"ruleId":"clicks","kind":"THRESHOLD","metric":"clicks","op":">","value":3,"window":"PT10M"}""";
  private static final String FEW_CLICKS =
      """
      {"ruleId":"few-clicks","kind":"THRESHOLD","metric":"clicks","op":"<","value":3,"window":"PT10M","for":"PT3M"}""";
  private static final String CPC =
      """
      {"ruleId":"cpc","kind":"THRESHOLD","metric":"cpc","op":">","value":0.3,"window":"PT1H","severity":"CRITICAL"}""";

  private static final String CONVERSION_RATE =
      """
      {"ruleId":"conversion-rate","kind":"CONVERSION_RATE","metric":"cvr","target":0.6}""";
  private static final String COST_PER =
      """
      {"ruleId":"cost-per","kind":"COST_PER","metric":"cpa","target":0.5}""";

  private static final String LAGS =
      """
      {"channel":"PAID_SEARCH","conversionType":"ORDER","shares":[{"age":"PT1H","share":0.9},{"age":"P1D","share":1}]}
      """;

  @TempDir Path folder;

  @Test
  void theSameArrivalsGiveTheSameBytesInAnyOrderOfLines() throws IOException {
    TestingArrivals shop =
        TestingArrivals.random(7, 120, Duration.ofHours(3), Duration.ofMinutes(40));
    List.of(CVR, CLICKS, FEW_CLICKS, CPC, CONVERSION_RATE, COST_PER)
        .forEach(rule -> shop.rule(rule, null));
    shop.writeTo(folder.resolve("in"));
    shop.writeShuffledTo(folder.resolve("shuffled"), 11);
    for (String input : List.of("in", "shuffled")) {
      Files.writeString(folder.resolve(input).resolve("channel-lags.jsonl"), LAGS);
    }

    // Nothing is known of the shop's scatter, so it is told: three hours show none.
    String steady = "alerts.dailyVariation=0.01";
    Map<String, String> one = replay("in", "a", "--parallelism", "1", "--set", steady);
    Map<String, String> other = replay("shuffled", "b", "--parallelism", "4", "--set", steady);

    assertThat(other.get("alerts.jsonl")).isEqualTo(one.get("alerts.jsonl"));
    assertThat(one.getOrDefault("alerts.jsonl", "").lines())
        .hasSizeGreaterThan(30)
        .isSortedAccordingTo((a, b) -> text(a, "updatedAt").compareTo(text(b, "updatedAt")));
    for (String rule : List.of("clicks", "few-clicks", "cpc", "conversion-rate")) {
      assertThat(states(one, rule)).as(rule).anyMatch(state -> state.endsWith("FIRING"));
    }
  }

  /**
   * A visitor's click takes another way to attribution than the order of the customer the visitor
   * is, and both come in one minute: credit that is given before the click is there is corrected.
   */
  @Test
  void creditThatIsCorrectedWithinItsMinuteLeavesTheSameBytesEachTime() throws IOException {
    TestingArrivals shop = new TestingArrivals();
    for (int person = 0; person < 200; person++) {
      int minute = 2 + person % 10;
      shop.link("v" + person, "k" + person, 0, 0);
      shop.click("i" + person, "v" + person, "c" + person % 3, minute, 0);
      shop.order("o" + person, "k" + person, minute, 0);
    }
    shop.rule(FEW_CLICKS, null);
    shop.writeTo(folder.resolve("in"));
    shop.writeShuffledTo(folder.resolve("shuffled"), 11);

    String asOf = "asOf=2026-03-02T08:40:00Z";
    Map<String, String> one = replay("in", "a", "--parallelism", "1", "--set", asOf);

    assertThat(replay("shuffled", "b", "--parallelism", "4", "--set", asOf)).isEqualTo(one);
    assertThat(replay("shuffled", "c", "--parallelism", "2", "--set", asOf)).isEqualTo(one);
    assertThat(one.get("alerts.jsonl"))
        .contains("PAID_SEARCH")
        .as("every order follows a click")
        .doesNotContain("DIRECT");
  }

  @Test
  void rulesChangeNoFileThatNeedsNone() throws IOException {
    TestingArrivals shop =
        TestingArrivals.random(8, 20, Duration.ofHours(1), Duration.ofMinutes(20));
    shop.writeTo(folder.resolve("in"));
    Map<String, String> without = replay("in", "a");
    shop.rule(CLICKS, null);
    shop.writeTo(folder.resolve("in"));

    Map<String, String> with = replay("in", "b");

    assertThat(without.get("alerts.jsonl")).isEmpty();
    assertThat(without.get("campaign-outlook.jsonl")).isNotEmpty();
    assertThat(with.get("campaign-outlook.jsonl")).isNotEmpty();
    for (String file :
        List.of(
            "ledger.json", "alerts.jsonl", "campaign-outlook.jsonl", "projection-scores.jsonl")) {
      without.remove(file);
    }
    assertThat(with).containsAllEntriesOf(without);
  }

  @Test
  void minutesInWhichNothingCanChangeAreSkipped() throws IOException {
    TestingArrivals shop = new TestingArrivals();
    int later = 60 * 24 * 40;
    for (int i = 0; i < 5; i++) {
      shop.click("i" + i, "v", "spring", 0, 0);
      shop.click("j" + i, "v", "spring", later, 0);
    }
    shop.rule(CLICKS, null);
    shop.rule(FEW_CLICKS, null);
    shop.writeTo(folder.resolve("in"));

    Map<String, String> files = replay("in", "a", "--set", "asOf=2026-04-11T08:30:00Z");

    assertThat(states(files, "clicks"))
        .containsExactly(
            "2026-03-02T08:01:00Z 1 FIRING",
            "2026-03-02T08:11:00Z 2 RESOLVED",
            "2026-04-11T08:01:00Z 1 FIRING",
            "2026-04-11T08:11:00Z 2 RESOLVED");
    assertThat(states(files, "few-clicks"))
        .containsExactly(
            "2026-03-02T08:11:00Z 1 PENDING",
            "2026-03-02T08:14:00Z 2 FIRING",
            "2026-04-11T08:01:00Z 3 RESOLVED",
            "2026-04-11T08:11:00Z 1 PENDING",
            "2026-04-11T08:14:00Z 2 FIRING");
  }

  @Test
  void conversionsThatArriveLateFireAnAlertAndResolveIt() throws IOException {
    TestingArrivals shop = new TestingArrivals();
    for (int i = 0; i < 50; i++) {
      shop.click("i" + i, "v" + i, "spring", i, 0);
    }
    for (int i = 0; i < 5; i++) {
      shop.link("v" + i, "k" + i, i, 0);
      shop.order("o" + i, "k" + i, i + 1, 80);
    }
    shop.rule(CVR, null);
    shop.writeTo(folder.resolve("in"));
    String asOf = "asOf=2026-03-02T10:00:00Z";

    Map<String, String> files = replay("in", "a", "--set", asOf);

    // The fortieth click is the first that makes 40. Of 50 clicks 5 % are three orders: the third
    // arrives a second after 9:23.
    assertThat(states(files, "cvr"))
        .containsExactly("2026-03-02T08:40:00Z 1 FIRING", "2026-03-02T09:23:00Z 2 RESOLVED");
  }

  @Test
  void aRuleIsJudgedFromTheFirstTickThatIsToldAfterItsArrival() throws IOException {
    TestingArrivals shop = new TestingArrivals();
    for (int i = 0; i < 50; i++) {
      shop.click("i" + i, "v" + i, "spring", i, 0);
    }
    shop.rule(CLICKS, 20);
    shop.rule(CLICKS.replace("\"value\":3", "\"value\":5").replace("}", ",\"revision\":1}"), 30);
    shop.writeTo(folder.resolve("in"));

    Map<String, String> files = replay("in", "a", "--set", "asOf=2026-03-02T08:40:00Z");

    assertThat(states(files, "clicks"))
        .containsExactlyInAnyOrder(
            "2026-03-02T08:20:00Z 1 FIRING",
            "2026-03-02T08:30:00Z 2 RESOLVED",
            "2026-03-02T08:30:00Z 1 FIRING");
  }

  private Map<String, String> replay(String input, String output, String... more)
      throws IOException {
    return TestingReplay.filesOf(folder.resolve(input), folder.resolve(output), more);
  }

  /** When each transition of a rule was, its revision and its state. */
  private static List<String> states(Map<String, String> files, String rule) {
    return files
        .getOrDefault("alerts.jsonl", "")
        .lines()
        .filter(line -> text(line, "ruleId").equals(rule))
        .map(
            line ->
                text(line, "updatedAt") + " " + text(line, "revision") + " " + text(line, "state"))
        .toList();
  }

  private static String text(String line, String field) {
    try {
      JsonNode alert = new ObjectMapper().readTree(line);
      return alert.get(field).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
