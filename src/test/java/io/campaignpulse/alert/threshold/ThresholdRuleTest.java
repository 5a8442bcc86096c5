package io.campaignpulse.alert.threshold;

import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.minute;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingMinuteRows.row;
import static io.campaignpulse.testing.TestingMinuteRows.rule;
import static io.campaignpulse.testing.TestingMinuteRows.threshold;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.ThresholdCheck;
import io.campaignpulse.alert.series.MinuteTotals;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LabelMatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judgement of one rule at one tick. */
class ThresholdRuleTest {

  @ParameterizedTest
  @CsvSource({
    "<, 0.1, false",
    "<, 0.2, true",
    "<=, 0.1, true",
    ">, 0.1, false",
    ">, 0.05, true",
    ">=, 0.1, true",
    ">=, 0.11, false"
  })
  void comparesTheRatioOfSums(String op, double value, boolean holds) throws Exception {
    // (1 + 3) ÷ (10 + 30), not the mean of the minutes' ratios.
    Verdict verdict =
        evaluate(threshold("r", "cvr", op, value, 2, 0, 0), 2, minute(0, 10, 1), minute(1, 30, 3));

    assertThat(verdict.observed()).isEqualTo(0.1);
    assertThat(verdict.holds()).isEqualTo(holds);
  }

  @Test
  void looksAtWholeMinutesThatEndedAtTheTick() throws Exception {
    AlertRule rule = threshold("r", "clicks", ">", 0, 2, 0, 0);
    CampaignMetrics[] rows = {minute(0, 1, 0), minute(1, 10, 0), minute(2, 100, 0)};

    assertThat(evaluate(rule, 1, rows).observed()).isEqualTo(1);
    assertThat(evaluate(rule, 2, rows).observed()).isEqualTo(11);
    assertThat(evaluate(rule, 3, rows).observed()).isEqualTo(110);
    assertThat(evaluate(rule, 5, rows).observed()).isEqualTo(0);
  }

  @Test
  void needsTheLeastDenominator() throws Exception {
    AlertRule rule = threshold("r", "cvr", "<", 0.5, 5, 100, 0);

    assertThat(evaluate(rule, 1, minute(0, 99, 0)).evaluable()).isFalse();
    assertThat(evaluate(rule, 1, minute(0, 99, 0)).holds()).isFalse();
    assertThat(evaluate(rule, 1, minute(0, 100, 0)).holds()).isTrue();
  }

  @Test
  void nothingBelowTheLineCannotBeJudged() throws Exception {
    Verdict verdict = evaluate(threshold("r", "cvr", "<", 0.5, 5, 0, 0), 1, minute(0, 0, 0));

    assertThat(verdict.observed()).isNull();
    assertThat(verdict.evaluable()).isFalse();
  }

  @Test
  void tooFewIsNotSaidBeforeTheSeriesIsOneWindowOld() throws Exception {
    AlertRule few = threshold("few", "clicks", "<", 10, 3, 0, 0);
    AlertRule many = threshold("many", "clicks", ">", 1, 3, 0, 0);

    assertThat(evaluate(few, 2, minute(0, 3, 0)).evaluable()).isFalse();
    assertThat(evaluate(few, 3, minute(0, 3, 0)).holds()).isTrue();
    assertThat(evaluate(many, 1, minute(0, 3, 0)).holds()).isTrue();
  }

  @Test
  void costIsJudgedUpToWhereItIsReported() throws Exception {
    AlertRule rule = threshold("r", "cpa", ">", 10, 2, 1, 0);
    CampaignMetrics[] rows = {
      row("summer", 0, 0, 1, 30, 2, 1),
      row("summer", 1, 0, 1, 20, 2, 1),
      row("summer", 5, 0, 9, 0, 2, 1)
    };

    Verdict verdict = evaluate(rule, 6, rows);

    assertThat(verdict.observed()).isEqualTo(25.0);
    assertThat(verdict.evaluatedUntil()).isEqualTo(at(2));
    assertThat(verdict.moneyAtRiskMicros()).isEqualTo(30_000_000);
  }

  @Test
  void costNobodyReportedIsNotJudged() throws Exception {
    Verdict verdict = evaluate(threshold("r", "roas", "<", 10, 2, 0, 0), 1, minute(0, 5, 1));

    assertThat(verdict.evaluable()).isFalse();
  }

  @Test
  void lackingRevenueIsMoneyAtRisk() throws Exception {
    Verdict verdict =
        evaluate(threshold("r", "roas", "<", 2, 2, 0, 0), 1, row("summer", 0, 5, 1, 100, 1, 1));

    assertThat(verdict.observed()).isEqualTo(0.5);
    assertThat(verdict.moneyAtRiskMicros()).isEqualTo(150_000_000);
    assertThat(verdict.spendMicros()).isEqualTo(100_000_000);
  }

  @Test
  void matchesLabels() {
    ThresholdRule rule =
        compiled(
            rule(
                "r",
                "cvr",
                "<",
                1,
                1,
                0,
                0,
                List.of(
                    new LabelMatch("channel", List.of("EMAIL", "SMS")),
                    new LabelMatch("department", List.of("growth"))),
                true,
                0));

    assertThat(rule.match().matches("any", "SMS", "growth")).isTrue();
    assertThat(rule.match().matches("any", "SMS", "brand")).isFalse();
    assertThat(rule.match().matches("any", "SMS", null)).isFalse();
    assertThat(rule.match().matches("any", "DISPLAY", "growth")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "reach, <, 5, metric",
    "nonsense, <, 5, metric",
    "mer, <, 5, metric",
    "cvr, =, 5, op",
    "cvr, <, 0, window",
    "cvr, <, 1441, window"
  })
  void saysWhatCannotBeJudged(String metric, String op, int windowMinutes, String field) {
    AlertRule rule = threshold("r", metric, op, 1, windowMinutes, 0, 0);

    assertThat(requireNonNull(ThresholdCheck.problem(rule)).field()).isEqualTo(field);
    assertThat(ThresholdRule.of(new RuleVersion(rule, 1), options(Emission.ON_CHANGE))).isNull();
  }

  private static Verdict evaluate(AlertRule rule, int tick, CampaignMetrics... rows)
      throws Exception {
    Map<Long, MinuteTotals> minutes = new HashMap<>();
    Series series = null;
    for (CampaignMetrics row : rows) {
      minutes.put(row.windowStart(), MinuteTotals.of(row));
      series =
          Series.with(
              series, row.campaignId(), row.channel(), row.windowStart(), row.spendReportedUntil());
    }
    return compiled(rule).evaluate(requireNonNull(series), new Minutes(minutes::get), at(tick));
  }

  private static ThresholdRule compiled(AlertRule rule) {
    return requireNonNull(
        ThresholdRule.of(new RuleVersion(rule, 1), options(Emission.ON_CHANGE, rule)));
  }
}
