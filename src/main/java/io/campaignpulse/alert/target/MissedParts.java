package io.campaignpulse.alert.target;

import io.campaignpulse.event.Decomposition;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a miss: logarithms of what came ÷ what was to be expected, each as sure as its evidence.
 * Null is a part that nothing can be compared with.
 *
 * @param all of the whole miss
 * @param traffic of the clicks that money buys
 * @param conversion of conversions per click
 * @param orderValue of money per conversion
 */
record MissedParts(
    double all,
    @Nullable Estimate traffic,
    @Nullable Estimate conversion,
    @Nullable Estimate orderValue) {

  private static final double MOSTLY = 0.5;

  /** The part that explains most of a miss. */
  enum Part {
    TRAFFIC,
    CONVERSION,
    ORDER_VALUE
  }

  /** A logarithm with the variance of its estimate. */
  record Estimate(double value, double variance) {

    static final Estimate NONE = new Estimate(0, 0);

    /** The shortfall that the evidence holds: the positive-part James–Stein estimate. */
    double shortfall() {
      return value >= 0 || value * value <= variance ? 0 : value - variance / value;
    }
  }

  /** A miss that is one of conversions per click alone. */
  static MissedParts ofConversion(double all) {
    return new MissedParts(all, Estimate.NONE, new Estimate(all, 0), Estimate.NONE);
  }

  /**
   * Returns the part that is more than half of the shortfall; null where none is known to be. What
   * is left of a miss beside known parts counts against them.
   */
  @Nullable Part main() {
    double clicks = shortfall(traffic);
    double rate = shortfall(conversion);
    double value = shortfall(orderValue);
    double least = MOSTLY * (clicks + rate + value + Math.min(0, rest()));
    if (rate < least) {
      return Part.CONVERSION;
    }
    if (clicks < least) {
      return Part.TRAFFIC;
    }
    return value < least ? Part.ORDER_VALUE : null;
  }

  /**
   * Returns the parts with the whole miss as their sum; null where one isn't known. Conversions
   * arrive later than their clicks and scatter most: what doesn't add up is put to them.
   */
  @Nullable Decomposition decomposition() {
    return traffic == null || conversion == null || orderValue == null
        ? null
        : new Decomposition(
            traffic.value, all - traffic.value - orderValue.value, orderValue.value, 0);
  }

  /** What is left for the parts that aren't known; 0 where all are. */
  private double rest() {
    boolean whole = traffic != null && conversion != null && orderValue != null;
    return whole ? 0 : all - value(traffic) - value(conversion) - value(orderValue);
  }

  private static double value(@Nullable Estimate part) {
    return part == null ? 0 : part.value;
  }

  private static double shortfall(@Nullable Estimate part) {
    return part == null ? 0 : part.shortfall();
  }
}
