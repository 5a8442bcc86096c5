package io.campaignpulse.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts as results can hold them: millionths of at most eighteen digits. What is larger is shown
 * as the largest there is; a plan over more than a billion billions is no plan, and no reason to
 * stop a job.
 */
final class Amounts {
  /** The largest amount of a result, in millionths. */
  static final long MAX = 999_999_999_999_999_999L;

  private Amounts() {}

  /** The sum, within bounds. */
  static long plus(long a, long b) {
    long bounded = bounded(a) + bounded(b);
    return bounded(bounded);
  }

  /** The amount, within bounds. */
  static long bounded(long micros) {
    return Math.max(-MAX, Math.min(MAX, micros));
  }

  /** The amount times a rate, rounded half-even, within bounds. */
  static long times(long micros, BigDecimal rate) {
    return bounded(BigDecimal.valueOf(micros).multiply(rate));
  }

  /** What units in millionths are worth at a price, rounded half-even, within bounds. */
  static long worth(long unitsMicros, long priceMicros) {
    return bounded(BigDecimal.valueOf(unitsMicros).multiply(BigDecimal.valueOf(priceMicros, 6)));
  }

  /** The amount times part ÷ whole, rounded half-even, within bounds. */
  static long portion(long amount, long part, long whole) {
    return bounded(
        BigDecimal.valueOf(amount)
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN));
  }

  private static long bounded(BigDecimal micros) {
    BigDecimal most = BigDecimal.valueOf(MAX);
    return micros.setScale(0, RoundingMode.HALF_EVEN).min(most).max(most.negate()).longValueExact();
  }
}
