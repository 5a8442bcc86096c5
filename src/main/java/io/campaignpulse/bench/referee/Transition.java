package io.campaignpulse.bench.referee;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transition of an alert about one campaign, as far as tables need it.
 *
 * @param group whether it is about many series
 * @param remedy key of the recommended action; null where there is none
 * @param minute of the market
 */
record Transition(
    String alertId,
    String ruleId,
    RuleKind kind,
    AlertState state,
    boolean group,
    @Nullable AlertCause cause,
    @Nullable AlertReason reason,
    @Nullable String remedy,
    Severity severity,
    @Nullable Double ratio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh,
    int minute) {

  private static final Set<RuleKind> UPWARD = Set.of(RuleKind.COST_PER, RuleKind.REFUND_RATE);

  static Transition of(Alert alert) {
    return new Transition(
        alert.alertId(),
        alert.ruleId(),
        alert.kind(),
        alert.state(),
        !alert.members().isEmpty(),
        alert.cause(),
        alert.reason(),
        alert.actionMessage() == null ? null : alert.actionMessage().key(),
        alert.severity(),
        alert.ratio(),
        alert.ratioLow(),
        alert.ratioHigh(),
        SeriesRows.minute(alert.updatedAt()));
  }

  boolean isFiring() {
    return state == AlertState.FIRING && severity.compareTo(Severity.WARNING) >= 0;
  }

  boolean isCritical() {
    return isFiring() && severity == Severity.CRITICAL;
  }

  boolean isRetracted() {
    return state == AlertState.RETRACTED;
  }

  /** Whether it rests on evidence. */
  boolean isStatistical() {
    return kind.proof() == RuleKind.Proof.EVIDENCE;
  }

  boolean isSilence() {
    return kind == RuleKind.DATA_SILENCE;
  }

  boolean isRate() {
    return kind == RuleKind.CONVERSION_RATE;
  }

  boolean isTrackingBroken() {
    return isFiring() && cause == AlertCause.TRACKING_BROKEN;
  }

  boolean isDemand() {
    return cause == AlertCause.DEMAND_WEAK;
  }

  boolean isLagsChanged() {
    return reason == AlertReason.LAGS_CHANGED || cause == AlertCause.LAGS_CHANGED;
  }

  /** Whether the target lies outside of the interval shown, on the good side. */
  boolean excludesTarget() {
    return UPWARD.contains(kind)
        ? ratioLow != null && ratioLow > 1
        : ratioHigh != null && ratioHigh < 1;
  }

  /** Whether the interval shown holds a ratio; true where it is empty of a bound. */
  boolean holds(double truth) {
    return (ratioLow == null || ratioLow <= truth) && (ratioHigh == null || truth <= ratioHigh);
  }
}
