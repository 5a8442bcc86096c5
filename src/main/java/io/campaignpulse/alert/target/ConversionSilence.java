package io.campaignpulse.alert.target;

import java.util.Map;

/**
 * Whether the conversions of a series have stopped while clicks go on: it is taken for broken
 * tracking once so much was to be expected since the last one that a gap like that comes about once
 * in a hundred weeks, expected ≥ ln(expected per week ÷ α). A value.
 *
 * @param seen conversions, forgotten with a half-life of a week
 * @param matured clicks by arrived shares, likewise: with {@code seen} the series' own rate
 * @param expectedSince conversions to be expected at that rate since the last one
 * @param lastAt tick of the last one, epoch milliseconds
 * @param broken whether tracking is taken for broken
 * @param watchesThen the watches as they stood at the last conversion
 */
public record ConversionSilence(
    double seen,
    double matured,
    double expectedSince,
    long lastAt,
    boolean broken,
    Map<String, WatchState> watchesThen) {

  static final ConversionSilence NONE = new ConversionSilence(0, 0, 0, 0, false, Map.of());

  /** Share of weeks in which a sound series may be taken for broken. */
  private static final double ALPHA = 0.01;

  /** Whoever had fewer conversions has no rate of its own yet. */
  private static final double ENOUGH = 30;

  /** From so many expected since the last one on, nothing is blamed on the campaign. */
  private static final double SUSPECT = 3;

  private static final double MINUTES_PER_WEEK = 10_080;
  private static final double MILLIS_PER_MINUTE = 60_000;

  /**
   * The silence after a step.
   *
   * @param conversions that came in it
   * @param gain clicks by the share that arrived in it
   * @param watches as they stand after it
   */
  ConversionSilence step(
      long tick, long millis, double conversions, double gain, Map<String, WatchState> watches) {
    double minutes = millis / MILLIS_PER_MINUTE;
    double kept = StrictMath.pow(2, -minutes / MINUTES_PER_WEEK);
    if (conversions > 0) {
      return new ConversionSilence(
          seen * kept + conversions, matured * kept + gain, 0, tick, false, watches);
    }
    double rate = matured > 0 ? seen / matured : 0;
    double since = expectedSince + gain * rate;
    // Clicks of a silent time say nothing of the rate they would have had.
    return new ConversionSilence(
        seen, matured, since, lastAt, broken || isBroken(rate, since, gain, minutes), watchesThen);
  }

  private boolean isBroken(double rate, double since, double gain, double minutes) {
    double perWeek = rate * gain / Math.max(minutes, 1) * MINUTES_PER_WEEK;
    return seen >= ENOUGH && gain > 0 && since >= StrictMath.log(Math.max(perWeek, 1) / ALPHA);
  }

  /** Whether so much is lacking since the last one that it may well be broken. */
  boolean isSuspect() {
    return broken || (seen >= ENOUGH && expectedSince >= SUSPECT);
  }
}
