package io.campaignpulse.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as people write them, and what they are told when they slip. */
class RulesFileTest {

  private static final String GOOD =
      """
      rules:
        - id: failing
          kind: THRESHOLD
          metric: cvr
          op: "<"
          value: 0.005
          window: PT30M
          minCount: 200
          for: PT2M
          match: {department: growth, channel: [PAID_SEARCH, paid social]}
          severity: CRITICAL
      """;

  @Test
  void readsARule() {
    AlertRule rule = RulesFile.parse("r.yaml", GOOD).rules().get(0);

    assertThat(rule.ruleId()).isEqualTo("failing");
    assertThat(rule.value()).isEqualTo(0.005);
    assertThat(rule.window()).isEqualTo(1_800_000);
    assertThat(rule.forMillis()).isEqualTo(120_000);
    assertThat(rule.minCount()).isEqualTo(200);
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.match())
        .containsExactly(
            new LabelMatch("channel", List.of("PAID_SEARCH", "PAID_SOCIAL")),
            new LabelMatch("department", List.of("growth")));
  }

  @Test
  void givesEachRuleAsARecordOfItsTopic() {
    assertThat(RulesFile.parse("r.yaml", GOOD).json())
        .containsExactly(
            "{\"id\":\"failing\",\"kind\":\"THRESHOLD\",\"metric\":\"cvr\",\"op\":\"<\","
                + "\"value\":0.005,\"window\":\"PT30M\",\"minCount\":200,\"for\":\"PT2M\","
                + "\"match\":{\"department\":\"growth\","
                + "\"channel\":[\"PAID_SEARCH\",\"paid social\"]},\"severity\":\"CRITICAL\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric: cvr|metric: cvrr|rule 1 (failing): metric:",
        "PT30M|P2D|rule 1 (failing): window:",
        "window: PT30M|windw: PT30M|rule 1 (failing): windw: no rule has such a field (UNKNOWN_FIELD)",
        "window: PT30M|enabled: true|window: is missing (MISSING_FIELD)",
        "value: 0.005|value: lots|value: ",
        "department: growth|region: north|match: expected",
        "metric: cvr|\"me\\ntric\": cvr|rule 1 (failing): me\uFFFDtric: no rule",
        "minCount: 200|target: 0.03|target: means nothing to rules of kind THRESHOLD",
        "rules:|rule:|expected a list named rules",
        "kind: THRESHOLD|kind: [|not YAML"
      })
  void namesRuleAndField(String right, String wrong, String message) {
    assertThatThrownBy(() -> RulesFile.parse("r.yaml", GOOD.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("r.yaml: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesTheSameIdTwice() {
    assertThatThrownBy(
            () -> RulesFile.parse("r.yaml", GOOD + GOOD.substring(GOOD.indexOf("  - id"))))
        .hasMessageContaining("rule 2: id: failing is there twice");
  }

  @Test
  void theShippedRulesAreUsable() throws Exception {
    Path shipped = Path.of("jobs/default-rules.yaml");

    assertThat(RulesFile.parse(shipped.toString(), Files.readString(shipped)).rules())
        .extracting(AlertRule::ruleId)
        .contains("conversion-rate", "data-silence");
  }
}
