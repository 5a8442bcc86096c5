package io.campaignpulse.plan;

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

  /** An amount of wholes in millionths, rounded, within bounds. */
  static long micros(double wholes) {
    return bounded(Math.round(wholes * 1e6));
  }
}
