package io.campaignpulse.plan;

import java.time.Duration;

/** How much what was learned still counts: half after 4 weeks, nothing after 26. */
final class Recency {

  static final int WEEKS = 26;

  private static final double HALF_LIFE_WEEKS = 4;
  private static final double WEEK = Duration.ofDays(7).toMillis();

  private Recency() {}

  /** The weight of something of that age in milliseconds; 1 for what is yet to come. */
  static double weight(long age) {
    return weight(age / WEEK);
  }

  /** The weight of something of that age in weeks. */
  static double weight(double weeks) {
    return weeks > WEEKS ? 0 : StrictMath.pow(0.5, Math.max(0, weeks) / HALF_LIFE_WEEKS);
  }
}
