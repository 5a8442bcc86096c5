package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.minute;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingMinuteRows.row;
import static io.campaignpulse.testing.TestingMinuteRows.rule;
import static io.campaignpulse.testing.TestingMinuteRows.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Emission;
import io.campaignpulse.testing.TestingAlertOperators;
import io.campaignpulse.testing.TestingRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** State, timers and rules that change while the operator runs. */
class EvaluateSeriesFunctionTest {

  /** When the oldest panes drop out. */
  private static final long HORIZON = java.time.Duration.ofDays(31).toMillis();

  private static final AlertRule BURST = threshold("burst", "clicks", ">", 5, 1, 0, 2);

  @Test
  void judgesOnlyWhenAMinuteHasPassed() throws Exception {
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.row(minute(0, 9, 0));
      assertThat(live.alerts()).isEmpty();
      live.tick(1);
      assertThat(live.alerts()).extracting(Alert::state).containsExactly(AlertState.PENDING);
    }
  }

  @Test
  void earlyResultsAreReplacedByRevision() throws Exception {
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.row(row("summer", 0, 2, 0, 0, null, 2));
      live.row(row("summer", 0, 9, 0, 0, null, 1));
      live.tick(1);
      assertThat(live.alerts()).isEmpty();
      live.row(row("summer", 0, 9, 0, 0, null, 3));
      live.row(minute(1, 9, 0));
      live.tick(2);
      assertThat(live.alerts()).extracting(Alert::startsAt).containsExactly(at(2));
    }
  }

  @Test
  void aSilentSeriesIsStillJudged() throws Exception {
    AlertRule silence = threshold("silence", "clicks", "<", 1, 3, 0, 0);
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, silence))) {
      live.row(minute(0, 9, 0));
      for (int m = 1; m <= 5; m++) {
        live.tick(m);
      }
      assertThat(live.alerts()).extracting(Alert::updatedAt).containsExactly(at(4));
    }
  }

  @Test
  void whatWasTakenBackBeforeItsTickBeginsNoSeries() throws Exception {
    AlertRule silence = threshold("silence", "clicks", "<", 1, 1, 0, 0);
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, silence))) {
      live.row(row("summer", 0, 0, 1, 0, null, 1));
      live.row(row("summer", 0, 0, 0, 0, null, 2));
      live.tick(1);
      live.tick(2);
      assertThat(live.alerts()).isEmpty();
      assertThat(live.stateEntries()).isZero();
      live.row(minute(2, 9, 0));
      live.tick(3);
      live.tick(4);
      assertThat(live.alerts()).extracting(Alert::startsAt).containsExactly(at(4));
    }
  }

  @Test
  void aChangedConditionClosesTheEpisode() throws Exception {
    AlertRule first = rule("burst", "clicks", ">", 5, 40, 0, 0, List.of(), true, 1);
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, first))) {
      live.row(minute(0, 9, 0));
      live.tick(1);
      live.rule(rule("burst", "clicks", ">", 7, 40, 0, 0, List.of(), true, 2));
      live.tick(15);
      live.rule(rule("burst", "clicks", ">", 7, 40, 0, 0, List.of(), false, 3));
      live.tick(30);

      List<Alert> alerts = live.alerts();
      assertThat(alerts)
          .extracting(Alert::state)
          .containsExactly(
              AlertState.FIRING, AlertState.RESOLVED, AlertState.FIRING, AlertState.RESOLVED);
      assertThat(alerts)
          .extracting(Alert::reason)
          .containsExactly(null, AlertReason.RULE_CHANGED, null, AlertReason.RULE_CHANGED);
      assertThat(alerts).extracting(Alert::targetVersion).containsExactly(1, 1, 2, 2);
      assertThat(alerts.get(2).alertId()).isNotEqualTo(alerts.get(0).alertId());
    }
  }

  @Test
  void aRuleThatArrivesLaterIsEvaluatedFromTheNextQuarterOfAnHourOn() throws Exception {
    try (TestingAlertOperators live = new TestingAlertOperators(options(Emission.ON_CHANGE))) {
      live.row(minute(0, 9, 0));
      live.tick(1);
      live.rule(threshold("burst", "clicks", ">", 5, 20, 0, 0));
      live.tick(2);
      assertThat(live.alerts()).isEmpty();
      live.tick(15);
      assertThat(live.alerts()).extracting(Alert::startsAt).containsExactly(at(15));
    }
  }

  @Test
  void aRestoredEpisodeGoesOn() throws Exception {
    AlertOptions options = options(Emission.ON_CHANGE, BURST);
    TestingAlertOperators.Snapshot snapshot;
    String alertId;
    try (TestingAlertOperators before = new TestingAlertOperators(options)) {
      before.row(minute(0, 9, 0));
      before.row(minute(1, 9, 0));
      before.tick(1);
      before.rule(rule("other", "clicks", ">", 5, 1, 0, 0, List.of(), true, 4));
      alertId = before.alerts().get(0).alertId();
      snapshot = before.snapshot();
    }
    try (TestingAlertOperators after = new TestingAlertOperators(options, snapshot)) {
      after.row(minute(2, 9, 0));
      after.tick(3);
      assertThat(after.alerts())
          .filteredOn(alert -> alert.ruleId().equals("burst"))
          .extracting(Alert::state, Alert::alertId)
          .containsExactly(tuple(AlertState.FIRING, alertId));
      assertThat(after.alerts()).extracting(Alert::ruleId).contains("other");
    }
  }

  @Test
  void aRowBelowTheJudgedTimeIsJudgedWithTheNextTick() throws Exception {
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.tick(5);
      live.row(minute(4, 9, 0));
      assertThat(live.alerts()).isEmpty();
      live.tick(6);
      assertThat(live.alerts()).isEmpty();
      live.row(minute(6, 9, 0));
      live.tick(7);
      assertThat(live.alerts()).extracting(Alert::updatedAt).containsExactly(at(7));
    }
  }

  @Test
  void minutesThatWereMissedAreNotJudged() throws Exception {
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.row(minute(0, 9, 0));
      live.row(minute(9, 9, 0));
      live.tick(10);
      assertThat(live.alerts()).extracting(Alert::updatedAt).containsExactly(at(10));
    }
  }

  @Test
  void stateGoesBackToNothing() throws Exception {
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.row(minute(0, 9, 0));
      live.row(minute(7, 9, 0));
      live.time(at(8) + HORIZON);
      assertThat(live.stateEntries()).isZero();
      assertThat(live.timers()).isZero();
    }
  }

  @Test
  void aMinuteCorrectedAsItIsClearedAwayDoesNotStay() throws Exception {
    int end = (int) (EvaluateSeriesFunction.RETENTION / MINUTE) + 1;
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.row(minute(0, 1, 0));
      live.row(minute(end - 1, 1, 0));
      live.tick(end);
      live.row(row("summer", 0, 2, 0, 0, null, 9));
      live.time(at(2 * end) + HORIZON);
      assertThat(live.stateEntries()).isZero();
    }
  }

  @Test
  void aConditionChangesAtTheMinuteAtWhichTheWindowHasEmptied() throws Exception {
    AlertRule silence = threshold("silence", "clicks", "<", 1, 3, 0, 30);
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, silence))) {
      live.row(minute(0, 9, 0));
      for (int m = 1; m <= 36; m++) {
        live.tick(m);
      }
      live.row(minute(36, 9, 0));
      for (int m = 37; m <= 41; m++) {
        live.tick(m);
      }
      assertThat(live.alerts())
          .extracting(Alert::state, Alert::updatedAt)
          .containsExactly(
              tuple(AlertState.PENDING, at(4)),
              tuple(AlertState.FIRING, at(34)),
              tuple(AlertState.RESOLVED, at(37)),
              tuple(AlertState.PENDING, at(40)));
    }
  }

  @Test
  void aSeriesInWhichNothingCanChangeSleepsUntilTheNextQuarterOfAnHour() throws Exception {
    AlertRule rate =
        TestingRules.of("{ruleId: r, kind: CONVERSION_RATE, metric: cvr, target: 0.02}");
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, rate))) {
      live.row(minute(0, 9, 0));
      live.tick(1);
      for (int m = 2; m <= 45; m++) {
        assertThat(live.timers()).isEqualTo(1);
        live.tick(m);
      }
      assertThat(live.outlooks())
          .extracting(CampaignOutlook::asOf)
          .containsExactly(at(1), at(30), at(45));
    }
  }

  @Test
  void nothingIsEvaluatedAtTheEndOfTime() throws Exception {
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST))) {
      live.row(minute(0, 9, 0));
      live.tick(1);
      live.end();
      assertThat(live.alerts()).extracting(Alert::state).containsExactly(AlertState.PENDING);
    }
  }

  @Property(tries = 60)
  void theOrderOfArrivalWithinAMinuteDoesNotMatter(
      @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 12) Integer> clicks, @ForAll long seed)
      throws Exception {
    List<CampaignMetrics> rows = new ArrayList<>();
    for (int m = 0; m < clicks.size(); m++) {
      rows.add(row("summer", m / 2, clicks.get(m), 0, 0, null, m % 2 + 1));
      rows.add(row("winter", m, clicks.get(m), 0, 0, null, 1));
    }
    List<CampaignMetrics> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(alerts(shuffled)).isEqualTo(alerts(rows));
  }

  /** Alerts where rows come in some order within each minute. */
  private static List<Alert> alerts(List<CampaignMetrics> rows) throws Exception {
    AlertRule low = threshold("low", "clicks", "<", 4, 3, 0, 1);
    try (TestingAlertOperators live =
        new TestingAlertOperators(options(Emission.ON_CHANGE, BURST, low))) {
      for (int m = 0; m < 30; m++) {
        for (CampaignMetrics row : rows) {
          if (row.windowStart() == at(m)) {
            live.row(row);
          }
        }
        live.tick(m + 1);
      }
      return live.alerts();
    }
  }
}
