package io.campaignpulse.alert.portfolio;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.DispersionShare;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of all series together: how late conversions come, how much more than chance
 * they scatter, how orders differ in size. A series that nothing is known of begins with it.
 *
 * @param asOf the tick it was learned at, epoch milliseconds
 * @param lags lag curves as they are
 * @param dispersion how much counts scatter beyond chance
 * @param orderSize ρ₂ of alerting.md: E[R²] ÷ E[R] of the order values × 1.2, in wholes of the
 *     reporting currency
 * @param costDelay how long the next report of cost is waited for with four series of five at most,
 *     milliseconds; null where that is not known
 */
public record Portfolio(
    long asOf,
    LagCurves lags,
    DispersionShare dispersion,
    double orderSize,
    @Nullable Double costDelay) {

  /** How much longer lags are taken to be for alerting: rather late than wrong. */
  public static final double STRETCH = 1.25;

  /** What an order is worth before one was seen. */
  private static final double UNKNOWN_ORDER = 100;

  /** What is known before anything was seen. */
  public static final Portfolio UNKNOWN =
      new Portfolio(Long.MIN_VALUE, LagCurves.NONE, DispersionShare.NONE, UNKNOWN_ORDER, null);

  /** The curve that expectations for alerts follow. */
  public LagCurve alertingCurve(String channel, ConversionType type) {
    return lags.curve(channel, type.name()).stretched(STRETCH);
  }

  /** Relative variance of the counts of a series, for its overdispersion. */
  public double variance() {
    return dispersion.variance();
  }
}
