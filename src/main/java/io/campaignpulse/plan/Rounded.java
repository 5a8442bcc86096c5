package io.campaignpulse.plan;

/**
 * Results of transcendental functions as results show them: rounded so far that the last bits,
 * which may differ from machine to machine, don't show.
 */
final class Rounded {
  private Rounded() {}

  /** Wholes in millionths, rounded to hundredths. */
  static long micros(double wholes) {
    return Amounts.bounded(Math.multiplyExact(Math.round(bounded(wholes) * 100), 10_000L));
  }

  /** A probability, rounded to ten-thousandths. */
  static double probability(double exact) {
    return Math.round(Math.max(0, Math.min(1, exact)) * 1e4) / 1e4;
  }

  private static double bounded(double wholes) {
    return Math.max(-9e11, Math.min(9e11, wholes));
  }
}
