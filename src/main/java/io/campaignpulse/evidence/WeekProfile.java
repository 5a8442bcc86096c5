package io.campaignpulse.evidence;

import java.util.Arrays;

/**
 * Profile of a week learned from what came and what was to be expected without it, hour by hour:
 * nights, weekends and closed hours as factors whose mean, weighted by what was expected, is 1. A
 * value; its arrays belong to it.
 *
 * @param counts what came in each hour of the week, faded
 * @param expected what was to be expected in it by a flat rate, faded likewise
 */
public record WeekProfile(double[] counts, double[] expected) {

  /** Hours of a week. */
  public static final int HOURS = WeekRates.HOURS;

  /** Weeks until what was learned counts half. */
  private static final double HALF_LIFE_WEEKS = 4;

  /** Arrivals from which on a profile says something. */
  private static final double ENOUGH = 500;

  /**
   * Hours of the week from which on it does: what only the first hours of an installation differ in
   * is an incident as well as their time of the day.
   */
  private static final int ENOUGH_HOURS = 24;

  /** Nothing is known. */
  public static final WeekProfile NONE = new WeekProfile(new double[HOURS], new double[HOURS]);

  /** The profile after a step that lies in one hour of the week, {@link WeekHours#of}. */
  public WeekProfile with(int hour, double came, double awaited) {
    double[] nextCounts = counts.clone();
    double[] nextExpected = expected.clone();
    nextCounts[hour] += came;
    nextExpected[hour] += awaited;
    return new WeekProfile(nextCounts, nextExpected);
  }

  /** The profile after steps in many hours of the week. */
  public WeekProfile plus(double[] came, double[] awaited) {
    double[] nextCounts = counts.clone();
    double[] nextExpected = expected.clone();
    for (int hour = 0; hour < HOURS; hour++) {
      nextCounts[hour] += came[hour];
      nextExpected[hour] += awaited[hour];
    }
    return new WeekProfile(nextCounts, nextExpected);
  }

  /** The profile after some weeks. */
  public WeekProfile faded(double weeks) {
    double kept = StrictMath.pow(0.5, weeks / HALF_LIFE_WEEKS);
    double[] nextCounts = counts.clone();
    double[] nextExpected = expected.clone();
    for (int hour = 0; hour < HOURS; hour++) {
      nextCounts[hour] *= kept;
      nextExpected[hour] *= kept;
    }
    return new WeekProfile(nextCounts, nextExpected);
  }

  /** The factor of each hour of the week; all 1 until enough has come in enough of them. */
  public double[] factors() {
    double[] factors = new double[HOURS];
    double all = WeekRates.sum(counts);
    long hours = Arrays.stream(expected).filter(awaited -> awaited > 0).count();
    if (!(all >= ENOUGH) || hours < ENOUGH_HOURS) {
      Arrays.fill(factors, 1);
      return factors;
    }
    double level = all / WeekRates.sum(expected);
    double[] rates = WeekRates.of(counts, expected, 1);
    for (int hour = 0; hour < factors.length; hour++) {
      factors[hour] = rates[hour] / level;
    }
    return factors;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeekProfile profile
        && Arrays.equals(counts, profile.counts)
        && Arrays.equals(expected, profile.expected);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Arrays.hashCode(expected);
  }

  @Override
  public String toString() {
    return "WeekProfile[counts=%s]".formatted(Arrays.toString(counts));
  }
}
