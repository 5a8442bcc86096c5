package io.campaignpulse.alert.lifecycle;

import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.minute;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingMinuteRows.threshold;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.MinuteTotals;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.threshold.ThresholdFinding;
import io.campaignpulse.alert.threshold.ThresholdRule;
import io.campaignpulse.alert.threshold.Verdict;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Emission;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One rule, one series, minute by minute. */
class AlertLifecycleTest {

  @Test
  void firesAtOnceWithoutFor() throws Exception {
    List<Alert> alerts = run(threshold("r", "clicks", ">", 5, 1, 0, 0), 1, 9, 9, 1);

    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    assertThat(alerts).extracting(Alert::updatedAt).containsExactly(at(2), at(4));
    assertThat(alerts).extracting(Alert::reason).containsOnlyNulls();
  }

  @Test
  void firesWhenTheConditionHeldForTheTimeAsked() throws Exception {
    List<Alert> alerts = run(threshold("r", "clicks", ">", 5, 1, 0, 2), 9, 9, 9, 9, 1);

    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
    assertThat(alerts).extracting(Alert::updatedAt).containsExactly(at(1), at(3), at(5));
    assertThat(alerts).extracting(Alert::startsAt).containsOnly(at(1));
    assertThat(alerts).extracting(Alert::endsAt).containsExactly(null, null, at(5));
    assertThat(alerts).extracting(Alert::revision).containsExactly(1L, 2L, 3L);
    assertThat(alerts).extracting(Alert::alertId).hasSize(3).containsOnly(alerts.get(0).alertId());
  }

  @Test
  void aPendingAlertThatClearsIsClosed() throws Exception {
    List<Alert> alerts = run(threshold("r", "clicks", ">", 5, 1, 0, 3), 9, 9, 1);

    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(AlertState.PENDING, AlertState.RESOLVED);
    assertThat(alerts.get(1).reason()).isEqualTo(AlertReason.CLEARED_BEFORE_FIRING);
  }

  @Test
  void tooLittleDataEndsAnEpisode() throws Exception {
    List<Alert> alerts = run(threshold("r", "cvr", "<", 0.5, 1, 5, 0), 9, 1);

    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    assertThat(alerts.get(1).reason()).isEqualTo(AlertReason.TOO_LITTLE_DATA);
    assertThat(alerts.get(1).summary()).contains("too little data");
  }

  @Test
  void anotherEpisodeIsAnotherAlert() throws Exception {
    List<Alert> alerts = run(threshold("r", "clicks", ">", 5, 1, 0, 0), 9, 1, 9);

    assertThat(alerts).hasSize(3);
    assertThat(alerts.get(2).alertId()).isNotEqualTo(alerts.get(0).alertId());
    assertThat(alerts.get(2).alertId().split(":")[0])
        .isEqualTo(alerts.get(0).alertId().split(":")[0]);
    assertThat(alerts.get(2).revision()).isEqualTo(1);
  }

  @Test
  void saysItInAHeadlineAndPlainSentences() throws Exception {
    List<Alert> alerts = run(threshold("r", "cvr", "<", 0.005, 30, 5, 0), 9, 1);

    assertThat(alerts.get(0).headline())
        .isEqualTo("Conversion rate below limit: summer (Paid search)");
    assertThat(alerts.get(0).headlineZh()).isEqualTo("转化率低于限值：summer（付费搜索）");
    assertThat(alerts.get(0).summary())
        .isEqualTo(
            "Conversion rate of \"summer\" (Paid search) was 0% over 30 minutes until 10:01, below"
                + " the limit of 0.5%. Spend in that time: $0.00.");
    assertThat(alerts.get(0).summaryZh())
        .isEqualTo("活动“summer”（付费搜索）截至今天 10:01的 30 分钟内转化率为 0%，低于限值 0.5%。同期花费 US$0.00。");
    assertThat(alerts.get(0).ratio()).isEqualTo(0.0);
  }

  @Test
  void saysWhetherTheLimitItselfIsMeant() throws Exception {
    Alert low = run(threshold("r", "clicks", "<=", 9, 1, 0, 0), 9).get(0);
    Alert high = run(threshold("r", "clicks", ">=", 9, 1, 0, 0), 9).get(0);

    assertThat(low.summary()).contains("was 9 over").contains("at or below the limit of 9.");
    assertThat(low.summaryZh()).contains("为 9，不高于限值 9。");
    assertThat(high.summary()).contains("at or above the limit of 9.");
    assertThat(high.summaryZh()).contains("不低于限值 9。");
  }

  @Test
  void liveRevisionsNeverGoBelowTheClock() throws Exception {
    List<Alert> alerts =
        run(Emission.ON_CHANGE, threshold("r", "clicks", ">", 5, 1, 0, 0), 1_000, 9, 1);

    assertThat(alerts).extracting(Alert::revision).containsExactly(1_000L, 1_001L);
  }

  /** Judges a rule at the end of each minute with so many clicks. */
  private static List<Alert> run(AlertRule rule, int... clicks) throws Exception {
    return run(Emission.AT_END, rule, 7, clicks);
  }

  private static List<Alert> run(Emission emission, AlertRule rule, long now, int... clicks)
      throws Exception {
    AlertOptions options = options(emission, rule);
    AlertLifecycle lifecycle = new AlertLifecycle(emission, ZoneOffset.UTC, "USD");
    ThresholdRule compiled = requireNonNull(ThresholdRule.of(new RuleVersion(rule, 1), options));
    Series series = Series.with(null, "summer", "PAID_SEARCH", at(0), null);
    Map<Long, MinuteTotals> minutes = new HashMap<>();
    List<Alert> alerts = new ArrayList<>();
    Map<String, ActiveFinding> entries = new HashMap<>();
    for (int i = 0; i < clicks.length; i++) {
      minutes.put(at(i), MinuteTotals.of(minute(i, clicks[i], 0)));
      Verdict verdict = compiled.evaluate(series, new Minutes(minutes::get), at(i + 1));
      Finding finding =
          ThresholdFinding.of(
              compiled, series, verdict, at(i + 1), new CampaignLabels(Map.of()), "USD");
      entries.compute(
          ActiveFinding.keyOf(finding), (key, before) -> ActiveFinding.after(before, finding));
      alerts.addAll(lifecycle.advance(entries, List.of(), 0, at(i + 1), now));
    }
    return alerts;
  }
}
