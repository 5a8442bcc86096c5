package io.campaignpulse.bench.referee;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transition of an alert about one campaign, as far as tables need it.
 *
 * @param minute of the market
 */
record Transition(
    String alertId,
    String ruleId,
    String kind,
    String state,
    String cause,
    String reason,
    Severity severity,
    @Nullable Double ratio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh,
    int minute) {

  private static final String RATE = "CONVERSION_RATE";
  private static final Set<String> STATISTICAL =
      Set.of(RATE, "COST_PER", "ROAS", "BASELINE", "REFUND_RATE", "CLEARANCE");
  private static final Set<String> UPWARD = Set.of("COST_PER", "REFUND_RATE");

  static Transition of(Alert alert) {
    return new Transition(
        alert.alertId(),
        alert.ruleId(),
        String.valueOf(alert.kind()),
        alert.state().name(),
        String.valueOf(alert.cause()),
        String.valueOf(alert.reason()),
        alert.severity(),
        alert.ratio(),
        alert.ratioLow(),
        alert.ratioHigh(),
        SeriesRows.minute(alert.updatedAt()));
  }

  boolean isFiring() {
    return state.equals("FIRING") && severity.compareTo(Severity.WARNING) >= 0;
  }

  boolean isCritical() {
    return isFiring() && severity == Severity.CRITICAL;
  }

  boolean isRetracted() {
    return state.equals("RETRACTED");
  }

  /** Whether it rests on evidence. */
  boolean isStatistical() {
    return STATISTICAL.contains(kind);
  }

  boolean isSilence() {
    return kind.equals("DATA_SILENCE");
  }

  boolean isRate() {
    return kind.equals(RATE);
  }

  boolean isTrackingBroken() {
    return isFiring() && cause.equals("TRACKING_BROKEN");
  }

  boolean isDemand() {
    return cause.equals("DEMAND_WEAK");
  }

  boolean isLagsChanged() {
    return reason.equals("LAGS_CHANGED") || cause.equals("LAGS_CHANGED");
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
