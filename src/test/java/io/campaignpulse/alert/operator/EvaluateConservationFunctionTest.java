package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingSentences;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When books that do not balance are an error, and when credit is only on its way. */
class EvaluateConservationFunctionTest {

  private static final AlertOptions LIVE = options(Emission.ON_CHANGE);

  @Test
  void aDifferenceThatStandsFiresAndResolvesWhenTheBooksBalance() throws Exception {
    try (Harness live = new Harness(LIVE, null)) {
      live.tick(0);
      live.row(minuteRow(0, 100, 90));
      live.ticks(1, 5);
      assertThat(live.alerts()).isEmpty();
      live.tick(6);
      Alert firing = live.alerts().get(0);
      assertThat(firing.state()).isEqualTo(AlertState.FIRING);
      assertThat(firing.kind()).isEqualTo(RuleKind.CONSERVATION);
      assertThat(firing.ruleId()).isEqualTo("conservation");
      assertThat(firing.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(firing.campaignId()).isNull();
      assertThat(firing.channel()).isNull();
      assertThat(firing.startsAt()).isEqualTo(at(6));
      assertThat(firing.metric()).isEqualTo("netRevenue");
      assertThat(firing.expected()).isEqualTo(100.0);
      assertThat(firing.observed()).isEqualTo(90.0);
      assertThat(firing.moneyAtRiskMicros()).isEqualTo(10_000_000);
      assertThat(firing.summary())
          .isEqualTo(
              "Attribution doesn't add up: Net revenue of the minute from 10:00 differs by"
                  + " $10.00. $100.00 was recorded, $90.00 was attributed (last touch, by conversion"
                  + " time).");

      live.ticks(7, 9);
      live.row(minuteRow(0, 100, 100));
      live.tick(10);
      assertThat(live.alerts())
          .extracting(Alert::state)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
      assertThat(live.alerts()).extracting(Alert::alertId).containsOnly(firing.alertId());
      assertThat(live.alerts().get(1).endsAt()).isEqualTo(at(10));
      live.ticks(11, 12);
      assertThat(live.flink.numKeyedStateEntries()).isZero();
      assertThat(live.flink.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aDifferenceThatMovesIsCreditOnItsWay() throws Exception {
    try (Harness live = new Harness(LIVE, null)) {
      for (int m = 0; m < 60; m++) {
        live.row(lifeRow(100 + m, 90 + m - m % 2));
        live.tick(m);
      }
      assertThat(live.alerts()).isEmpty();
    }
  }

  @Test
  void aMinuteThatIsOutIsFoundUnderATotalThatMoves() throws Exception {
    try (Harness live = new Harness(LIVE, null)) {
      for (int m = 0; m < 20; m++) {
        live.row(minuteRow(m, 100, m == 3 ? 90 : 100));
        long ledger = 100L * m;
        live.row(lifeRow(ledger, ledger - m % 3 - (m >= 3 ? 10 : 1)));
        live.tick(m);
      }
      assertThat(live.alerts())
          .extracting(Alert::state, Alert::startsAt)
          .containsExactly(tuple(AlertState.FIRING, at(8)));
    }
  }

  @Test
  void anErrorStaysOneWhileTheTotalMovesOn() throws Exception {
    try (Harness live = new Harness(LIVE, null)) {
      live.tick(0);
      live.row(lifeRow(100, 90));
      live.ticks(1, 8);
      for (int m = 9; m < 30; m++) {
        live.row(lifeRow(100 + m, 90));
        live.tick(m);
      }
      assertThat(live.alerts()).extracting(Alert::state).containsExactly(AlertState.FIRING);
      live.row(lifeRow(200, 200));
      live.tick(30);
      assertThat(live.alerts())
          .extracting(Alert::state)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }
  }

  @Test
  void afterARestartNobodyKnowsHowLongADifferenceStood() throws Exception {
    Snapshot snapshot;
    try (Harness before = new Harness(LIVE, null)) {
      before.tick(0);
      before.row(minuteRow(0, 100, 90));
      before.ticks(1, 4);
      snapshot = before.snapshot();
    }
    try (Harness after = new Harness(LIVE, snapshot)) {
      after.ticks(300, 304);
      assertThat(after.alerts()).isEmpty();
      after.tick(305);
      assertThat(after.alerts()).extracting(Alert::startsAt).containsExactly(at(305));
    }
  }

  @Test
  void aRestoredEpisodeGoesOn() throws Exception {
    Snapshot snapshot;
    try (Harness before = new Harness(LIVE, null)) {
      before.tick(0);
      before.row(minuteRow(0, 100, 90));
      before.ticks(1, 6);
      assertThat(before.alerts()).hasSize(1);
      snapshot = before.snapshot();
    }
    try (Harness after = new Harness(LIVE, snapshot)) {
      after.ticks(7, 9);
      assertThat(after.alerts()).isEmpty();
      after.row(minuteRow(0, 100, 100));
      after.tick(10);
      assertThat(after.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
    }
  }

  @Test
  void aRowOfTheCatalogueReplacesTheBuiltInRule() throws Exception {
    AlertRule patient = rule(20, true, 1);
    try (Harness live = new Harness(options(Emission.ON_CHANGE, patient), null)) {
      live.tick(0);
      live.row(minuteRow(0, 100, 90));
      live.ticks(1, 20);
      assertThat(live.alerts()).isEmpty();
      live.rule(rule(1, true, 2));
      live.tick(21);
      live.rule(rule(1, false, 3));
      live.tick(22);
      assertThat(live.alerts())
          .extracting(Alert::state)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
      assertThat(live.alerts().get(0).targetVersion()).isEqualTo(3);
      assertThat(live.alerts().get(1).reason()).isEqualTo(AlertReason.RULE_CHANGED);
    }
  }

  @Test
  void minutesOfLongAgoAreForgotten() throws Exception {
    try (Harness live = new Harness(LIVE, null)) {
      live.tick(0);
      live.row(minuteRow(0, 100, 90));
      live.ticks(1, 2 * 1440 + 2);
      assertThat(live.flink.numKeyedStateEntries()).isZero();
      assertThat(live.flink.numEventTimeTimers()).isZero();
    }
  }

  private static AlertRule rule(int forMinutes, boolean enabled, long revision) {
    return new AlertRule(
        "conservation",
        RuleKind.CONSERVATION,
        null,
        null,
        null,
        null,
        0,
        forMinutes * MINUTE,
        List.of(),
        null,
        null,
        null,
        null,
        Severity.CRITICAL,
        null,
        null,
        List.of(),
        enabled,
        null,
        null,
        revision,
        "",
        new Origin(0, 0, null, 0));
  }

  private static BusinessMetrics minuteRow(int minute, long ledger, long credited) {
    return row(WindowSize.PT1M, at(minute), at(minute + 1), ledger, credited);
  }

  private static BusinessMetrics lifeRow(long ledger, long credited) {
    return row(WindowSize.LIFE, 0, null, ledger, credited);
  }

  private static BusinessMetrics row(
      WindowSize window, long start, @Nullable Long end, long ledger, long credited) {
    List<Imbalance> unbalanced =
        ledger == credited
            ? List.of()
            : List.of(
                new Imbalance(
                    AttributionModel.LAST_TOUCH,
                    TimeBasis.CONVERSION_TIME,
                    AttributedMeasure.NET_REVENUE,
                    ledger * 1_000_000,
                    credited * 1_000_000));
    return new BusinessMetrics(
        window,
        start,
        end,
        0,
        new long[AttributedMeasure.COUNT],
        new Conservation(ledger * 1_000_000, credited * 1_000_000, unbalanced),
        false,
        1,
        0);
  }

  /** State of the operator and of the lifecycle behind it. */
  private record Snapshot(OperatorSubtaskState evaluator, OperatorSubtaskState lifecycle) {}

  /** The operator and the lifecycle behind it, each on one subtask. */
  private static final class Harness implements AutoCloseable {

    private final KeyedTwoInputStreamOperatorTestHarness<
            String, BusinessMetrics, RuleUpdate, Finding>
        flink;
    private final KeyedOneInputStreamOperatorTestHarness<Boolean, FindingEvent, Alert> lifecycle;
    private int passedOn;

    Harness(AlertOptions options, @Nullable Snapshot state) throws Exception {
      flink =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new CoBroadcastWithKeyedOperator<>(
                  new EvaluateConservationFunction(options),
                  List.of(EvaluateConservationFunction.RULES)),
              row -> "business",
              null,
              Types.STRING);
      lifecycle =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new RunAlertsFunction(options)),
              event -> true,
              Types.BOOLEAN);
      if (state != null) {
        flink.initializeState(state.evaluator());
        lifecycle.initializeState(state.lifecycle());
      }
      flink.open();
      lifecycle.open();
    }

    void row(BusinessMetrics row) throws Exception {
      flink.processElement1(new StreamRecord<>(row));
    }

    void rule(AlertRule rule) throws Exception {
      flink.processElement2(new StreamRecord<>(RuleUpdate.of(rule)));
    }

    void tick(int minute) throws Exception {
      time(at(minute));
    }

    void ticks(int first, int last) throws Exception {
      for (int minute = first; minute <= last; minute++) {
        tick(minute);
      }
    }

    private void time(long instant) throws Exception {
      flink.processBothWatermarks(new Watermark(instant));
      List<Finding> findings = flink.extractOutputValues();
      for (; passedOn < findings.size(); passedOn++) {
        TestingSentences.assertWritten(findings.get(passedOn));
        lifecycle.processElement(new StreamRecord<>(FindingEvent.of(findings.get(passedOn))));
      }
      lifecycle.processWatermark(new Watermark(instant));
    }

    Snapshot snapshot() throws Exception {
      return new Snapshot(flink.snapshot(1, 1), lifecycle.snapshot(1, 1));
    }

    List<Alert> alerts() {
      return lifecycle.extractOutputValues();
    }

    @Override
    public void close() {
      try {
        flink.close();
        lifecycle.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
