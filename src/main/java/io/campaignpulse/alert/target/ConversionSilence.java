package io.campaignpulse.alert.target;

import io.campaignpulse.evidence.ArrivalGaps;

/**
 * State of the conversions of one type of a series as a stream: whether they have stopped while
 * clicks go on. A value.
 *
 * @param gaps between arrivals
 * @param matured clicks by the share of their conversions that had arrived at the last step
 * @param curveAsOf portfolio whose lag curve that follows
 * @param lastAt tick of the last conversion, epoch milliseconds
 * @param broken whether tracking is taken for broken
 */
public record ConversionSilence(
    ArrivalGaps gaps, double matured, long curveAsOf, long lastAt, boolean broken) {

  /** From so many expected since the last one on, nothing is blamed on the campaign. */
  private static final double SUSPECT = 5;

  /** Scatter below which it is taken for chance. */
  private static final double CHANCE = 1.2;

  private static final double MILLIS_PER_WEEK = 7 * 86_400_000.0;

  /** A series nothing is known of. */
  static ConversionSilence begin(double matured, long asOf, long tick) {
    return new ConversionSilence(ArrivalGaps.NONE, matured, asOf, tick, false);
  }

  /**
   * The state after a step.
   *
   * @param conversions that came in it, those of an earlier outage left out
   * @param anyCame whether any came at all
   * @param maturedNow clicks by arrived shares
   * @param asOf portfolio whose lag curve that follows; a new one says nothing of this step
   * @param factor on what is expected of this hour
   * @param phi overdispersion of the series
   * @param explained whether something else may explain a gap: then none is found
   */
  ConversionSilence step(
      long tick,
      long millis,
      double conversions,
      boolean anyCame,
      double maturedNow,
      long asOf,
      double factor,
      double phi,
      boolean explained) {
    double gained = asOf == curveAsOf ? factor * Math.max(0, maturedNow - matured) : 0;
    double weeks = millis / MILLIS_PER_WEEK;
    if (anyCame) {
      ArrivalGaps before = broken ? gaps.resumed() : gaps;
      return new ConversionSilence(
          before.with(conversions, broken ? 0 : gained, weeks), maturedNow, asOf, tick, false);
    }
    ArrivalGaps open = gaps.with(0, gained, weeks);
    boolean stopped = !explained && gained > 0 && open.isStopped(phi < CHANCE ? 1 : phi, gained);
    return new ConversionSilence(open, maturedNow, asOf, lastAt, broken || stopped);
  }

  /** The state after a time that says nothing, as when the feed of all conversions stood still. */
  ConversionSilence skipped(double maturedNow, long asOf) {
    return new ConversionSilence(gaps.resumed(), maturedNow, asOf, lastAt, broken);
  }

  /** Conversions to be expected since the last one, at the series' own rate. */
  double expectedSince() {
    return gaps.expected();
  }

  /** Whether so much is lacking since the last one that it may well be broken. */
  boolean isSuspect() {
    return broken || gaps.expected() >= SUSPECT;
  }

  /** Whether it is worth knowing how the series scatters. */
  boolean mayHaveStopped() {
    return gaps.expected() >= SUSPECT;
  }
}
