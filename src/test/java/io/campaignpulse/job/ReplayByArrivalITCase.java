package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingArrivals;
import io.campaignpulse.testing.TestingReplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay by arrival: the alerts of somebody who saw each event only once it had arrived. */
class ReplayByArrivalITCase {

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

  @TempDir Path folder;

  @Test
  void theSameArrivalsGiveTheSameBytesInAnyOrderOfLines() throws IOException {
    TestingArrivals shop =
        TestingArrivals.random(7, 120, Duration.ofHours(3), Duration.ofMinutes(40));
    List.of(CVR, CLICKS, FEW_CLICKS, CPC, CONVERSION_RATE, COST_PER)
        .forEach(rule -> shop.rule(rule, null));
    shop.writeTo(folder.resolve("in"));
    shop.writeShuffledTo(folder.resolve("shuffled"), 11);

    Map<String, String> one = replay("in", "a", "--parallelism", "1");
    Map<String, String> other = replay("shuffled", "b", "--parallelism", "4");

    assertThat(other.get("alerts.jsonl")).isEqualTo(one.get("alerts.jsonl"));
    assertThat(one.getOrDefault("alerts.jsonl", "").lines())
        .hasSizeGreaterThan(30)
        .isSortedAccordingTo((a, b) -> text(a, "updatedAt").compareTo(text(b, "updatedAt")));
    for (String rule : List.of("clicks", "few-clicks", "cpc", "conversion-rate")) {
      assertThat(states(one, rule)).as(rule).anyMatch(state -> state.endsWith("FIRING"));
    }
  }

  @Test
  void otherFilesAreThoseOfAnyReplay() throws IOException {
    TestingArrivals shop =
        TestingArrivals.random(8, 20, Duration.ofHours(1), Duration.ofMinutes(20));
    shop.rule(CLICKS, null);
    shop.writeTo(folder.resolve("in"));

    Map<String, String> byArrival = replay("in", "a");
    Map<String, String> plain = TestingReplay.filesOf(folder.resolve("in"), folder.resolve("b"));

    plain.remove("alerts.jsonl");
    assertThat(byArrival).containsAllEntriesOf(plain).hasSize(plain.size() + 1);
  }

  @Test
  void whereNothingComesLateItsAlertsAreThoseOfAnyReplay() throws IOException {
    // A report of cost is there only after its hour, however promptly it arrives.
    TestingArrivals shop =
        TestingArrivals.random(9, 80, Duration.ofHours(2), Duration.ZERO).without("spend");
    shop.rule(CLICKS, null);
    shop.rule(FEW_CLICKS, null);
    shop.writeTo(folder.resolve("in"));
    String asOf = "asOf=2026-03-02T10:30:00Z";

    Map<String, String> byArrival = replay("in", "a", "--set", asOf);
    Map<String, String> plain =
        TestingReplay.filesOf(folder.resolve("in"), folder.resolve("b"), "--set", asOf);

    assertThat(byArrival.get("alerts.jsonl")).isEqualTo(plain.get("alerts.jsonl"));
    assertThat(states(plain, "few-clicks")).anyMatch(state -> state.endsWith("FIRING"));
    assertThat(states(plain, "clicks")).anyMatch(state -> state.endsWith("RESOLVED"));
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

    Map<String, String> byArrival = replay("in", "a", "--set", asOf);
    Map<String, String> plain =
        TestingReplay.filesOf(folder.resolve("in"), folder.resolve("b"), "--set", asOf);

    assertThat(plain.get("alerts.jsonl")).isEmpty();
    // The fortieth click is the first that makes 40. Of 50 clicks 5 % are three orders: the third
    // arrives a second after 9:23.
    assertThat(states(byArrival, "cvr"))
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
    String[] arguments = Arrays.copyOf(more, more.length + 1);
    arguments[more.length] = "--by-arrival";
    return TestingReplay.filesOf(folder.resolve(input), folder.resolve(output), arguments);
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
