package io.campaignpulse.alert.lifecycle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.AlertTransition.From;
import io.campaignpulse.alert.lifecycle.AlertTransition.Trigger;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingFinding;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state and every trigger, through findings. */
class AlertTransitionTest {

  private static final long MINUTE = 60_000;
  private static final long HELD = 2 * MINUTE;

  private final AlertLifecycle lifecycle =
      new AlertLifecycle(Emission.AT_END, ZoneOffset.UTC, "USD");
  private final Map<String, ActiveFinding> entries = new HashMap<>();
  private long tick = 60 * MINUTE;

  @ParameterizedTest
  @CsvSource({
    "OK, HOLDS, PENDING,",
    "OK, HELD, FIRING,",
    "PENDING, HELD, FIRING,",
    "PENDING, WORSENED, FIRING,",
    "PENDING, CLEARED, RESOLVED, CLEARED_BEFORE_FIRING",
    "PENDING, UNEVALUABLE, RESOLVED, CLEARED_BEFORE_FIRING",
    "PENDING, CORRECTED, RESOLVED, CLEARED_BEFORE_FIRING",
    "PENDING, ENDED_CORRECTED, RESOLVED, CLEARED_BEFORE_FIRING",
    "PENDING, SUSPENDED, RESOLVED, CLEARED_BEFORE_FIRING",
    "PENDING, RULE_CHANGED, RESOLVED, RULE_CHANGED",
    "PENDING, EXPIRED, RESOLVED, ENDED",
    "PENDING, INHIBITED, RESOLVED, INHIBITED",
    "FIRING, WORSENED, FIRING,",
    "FIRING, SUSPENDED, PAUSED, CALENDAR",
    "FIRING, CORRECTED, RETRACTED, LATE_CONVERSIONS",
    "FIRING, ENDED_CORRECTED, RETRACTED, LATE_CONVERSIONS",
    "FIRING, CLEARED, RESOLVED,",
    "FIRING, UNEVALUABLE, RESOLVED, TOO_LITTLE_DATA",
    "FIRING, RULE_CHANGED, RESOLVED, RULE_CHANGED",
    "FIRING, EXPIRED, RESOLVED, ENDED",
    "FIRING, INHIBITED, RESOLVED, INHIBITED",
    "PAUSED, HOLDS, FIRING,",
    "PAUSED, HELD, FIRING,",
    "PAUSED, WORSENED, FIRING,",
    "PAUSED, CORRECTED, RETRACTED, LATE_CONVERSIONS",
    "PAUSED, ENDED_CORRECTED, RETRACTED, LATE_CONVERSIONS",
    "PAUSED, CLEARED, RESOLVED,",
    "PAUSED, UNEVALUABLE, RESOLVED, TOO_LITTLE_DATA",
    "PAUSED, RULE_CHANGED, RESOLVED, RULE_CHANGED",
    "PAUSED, EXPIRED, RESOLVED, ENDED",
    "PAUSED, INHIBITED, RESOLVED, INHIBITED",
    "ENDED, HOLDS, PENDING,",
    "ENDED, HELD, FIRING,",
    "ENDED, ENDED_CORRECTED, RETRACTED, LATE_CONVERSIONS"
  })
  void aTriggerLeadsToAState(From from, Trigger on, AlertState to, @Nullable AlertReason reason) {
    Alert before = enter(from);
    List<Alert> after = trigger(on);

    assertThat(after).extracting(Alert::state).containsExactly(to);
    Alert alert = after.get(0);
    assertThat(alert.reason()).isEqualTo(reason);
    boolean isNew = from == From.OK || (from == From.ENDED && to != AlertState.RETRACTED);
    if (isNew) {
      assertThat(alert.revision()).isEqualTo(1);
      assertThat(alert.startsAt()).isEqualTo(tick);
    } else {
      assertThat(alert.alertId()).isEqualTo(requireNonNull(before).alertId());
      assertThat(alert.revision()).isEqualTo(before.revision() + 1);
    }
    assertThat(AlertTransition.of(from, on)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("pairsWithoutTransition")
  void whatHasNoRowChangesNothing(From from, Trigger on) {
    enter(from);
    assertThat(trigger(on)).isEmpty();
  }

  static Stream<Arguments> pairsWithoutTransition() {
    return Stream.of(From.values())
        .flatMap(from -> Stream.of(Trigger.values()).map(on -> Map.entry(from, on)))
        .filter(pair -> AlertTransition.of(pair.getKey(), pair.getValue()) == null)
        // Without an open alert nothing can be worse than it; what fires has held.
        .filter(pair -> pair.getValue() != Trigger.WORSENED)
        // Of groups only: AlertGroupingTest.
        .filter(pair -> pair.getValue() != Trigger.REGROUPED)
        .filter(pair -> pair.getKey() != From.FIRING || pair.getValue() != Trigger.HOLDS)
        .map(pair -> Arguments.of(pair.getKey(), pair.getValue()));
  }

  @Test
  void anEndedEpisodeIsRetractedWithinThirtyDays() {
    Alert ended = requireNonNull(enter(From.ENDED));
    tick = requireNonNull(ended.endsAt()) + Duration.ofDays(30).toMillis() - MINUTE;
    Alert retracted = trigger(Trigger.ENDED_CORRECTED).get(0);

    assertThat(retracted.state()).isEqualTo(AlertState.RETRACTED);
    assertThat(retracted.endsAt()).isEqualTo(ended.endsAt());
    assertThat(retracted.updatedAt()).isEqualTo(tick);
    assertThat(entries).isEmpty();
  }

  @Test
  void anAlertThatExpiredWithItsCampaignIsRetracted() {
    enter(From.FIRING);
    assertThat(trigger(Trigger.EXPIRED)).extracting(Alert::state).containsOnly(AlertState.RESOLVED);
    tick += MINUTE;
    Finding late =
        finding(RuleKind.ROAS)
            .corrected(AlertReason.LATE_CONVERSIONS)
            .retractsEnded()
            .ended()
            .at(tick);
    assertThat(accept(late)).extracting(Alert::state).containsExactly(AlertState.RETRACTED);
  }

  @Test
  void afterThirtyDaysAnEndedEpisodeStays() {
    Alert ended = requireNonNull(enter(From.ENDED));
    tick = requireNonNull(ended.endsAt()) + Duration.ofDays(30).toMillis();
    assertThat(lifecycle.advance(entries, List.of(), 0, tick, 0)).isEmpty();
    assertThat(entries).isEmpty();
    assertThat(trigger(Trigger.ENDED_CORRECTED)).isEmpty();
  }

  @Test
  void whatNeverFiredIsNotRetracted() {
    enter(From.PENDING);
    trigger(Trigger.CLEARED);
    assertThat(entries).isEmpty();
    assertThat(trigger(Trigger.ENDED_CORRECTED)).isEmpty();
  }

  @Test
  void onlyEvidenceIsKeptAfterItsEnd() {
    accept(finding(RuleKind.THRESHOLD).holds(Severity.WARNING).at(tick));
    tick += MINUTE;
    accept(finding(RuleKind.THRESHOLD).at(tick));
    assertThat(entries).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LAGS_CHANGED", "CALENDAR", "LEARNING", "SOURCE_SILENT"})
  void aPauseHasAReasonAndEndsInFiring(AlertReason reason) {
    enter(From.FIRING);
    Alert paused =
        accept(finding(RuleKind.ROAS).holds(Severity.WARNING).paused(reason).at(tick)).get(0);
    assertThat(paused.state()).isEqualTo(AlertState.PAUSED);
    assertThat(paused.reason()).isEqualTo(reason);
    tick += MINUTE;
    assertThat(accept(finding(RuleKind.ROAS).paused(reason).at(tick))).isEmpty();
    tick += MINUTE;
    assertThat(accept(finding(RuleKind.ROAS).holds(Severity.WARNING).at(tick)))
        .extracting(Alert::state)
        .containsExactly(AlertState.FIRING);
  }

  @Test
  void isCriticalOnlyWhileTheIntervalShownLeavesTheTargetOut() {
    assertThat(accept(finding(RuleKind.ROAS).holds(Severity.CRITICAL).proven(1.1).at(tick)))
        .extracting(Alert::severity)
        .containsExactly(Severity.WARNING);
    tick += MINUTE;
    assertThat(accept(finding(RuleKind.ROAS).holds(Severity.CRITICAL).proven(0.9).at(tick)))
        .extracting(Alert::severity)
        .containsExactly(Severity.CRITICAL);
    tick += MINUTE;
    accept(
        finding(RuleKind.ROAS)
            .holds(Severity.CRITICAL)
            .proven(1.1)
            .paused(AlertReason.CALENDAR)
            .at(tick));
    tick += MINUTE;
    assertThat(accept(finding(RuleKind.ROAS).holds(Severity.CRITICAL).proven(1.1).at(tick)))
        .extracting(Alert::state, Alert::severity)
        .containsExactly(tuple(AlertState.FIRING, Severity.WARNING));
  }

  private @Nullable Alert enter(From from) {
    Alert last = null;
    if (from == From.PENDING) {
      last = accept(finding(RuleKind.ROAS).holds(Severity.WARNING).held(HELD).at(tick)).get(0);
    } else if (from != From.OK) {
      last = accept(finding(RuleKind.ROAS).holds(Severity.WARNING).at(tick)).get(0);
    }
    tick += MINUTE;
    if (from == From.PAUSED) {
      last =
          accept(
                  finding(RuleKind.ROAS)
                      .holds(Severity.WARNING)
                      .paused(AlertReason.LAGS_CHANGED)
                      .at(tick))
              .get(0);
      tick += MINUTE;
    } else if (from == From.ENDED) {
      last = accept(finding(RuleKind.ROAS).at(tick)).get(0);
      tick += MINUTE;
    }
    return last;
  }

  private List<Alert> trigger(Trigger on) {
    TestingFinding finding = finding(RuleKind.ROAS);
    return switch (on) {
      case HOLDS -> accept(finding.holds(Severity.WARNING).held(HELD * 10).at(tick));
      case HELD -> {
        tick += HELD;
        yield accept(finding.holds(Severity.WARNING).at(tick));
      }
      case WORSENED -> {
        tick += HELD;
        yield accept(finding.holds(Severity.CRITICAL).at(tick));
      }
      case REGROUPED -> throw new IllegalArgumentException("of groups only");
      case CLEARED -> accept(finding.at(tick));
      case UNEVALUABLE -> accept(finding.notEvaluable().at(tick));
      case CORRECTED -> accept(finding.corrected(AlertReason.LATE_CONVERSIONS).at(tick));
      case ENDED_CORRECTED ->
          accept(finding.corrected(AlertReason.LATE_CONVERSIONS).retractsEnded().at(tick));
      case RULE_CHANGED -> accept(finding.corrected(AlertReason.RULE_CHANGED).at(tick));
      case EXPIRED -> accept(finding.ended().at(tick));
      case SUSPENDED ->
          accept(finding.holds(Severity.WARNING).paused(AlertReason.CALENDAR).at(tick));
      case INHIBITED -> {
        Finding source =
            new TestingFinding(
                    RuleKind.STOCK_OUT, new AlertSubject("summer", null, null, null, "sku"))
                .holds(Severity.WARNING)
                .paused(AlertReason.CALENDAR)
                .cause(AlertCause.OUT_OF_STOCK)
                .at(tick);
        entries.put(ActiveFinding.keyOf(source), new ActiveFinding(source, null, tick));
        yield accept(finding.holds(Severity.WARNING).at(tick));
      }
    };
  }

  private List<Alert> accept(Finding finding) {
    entries.compute(
        ActiveFinding.keyOf(finding), (key, before) -> ActiveFinding.after(before, finding));
    return lifecycle.advance(entries, List.of(), 0, tick, 0);
  }

  private static TestingFinding finding(RuleKind kind) {
    return new TestingFinding(kind, AlertSubject.ofSeries("summer", "EMAIL", null, null));
  }
}
