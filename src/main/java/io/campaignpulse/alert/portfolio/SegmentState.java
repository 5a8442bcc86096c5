package io.campaignpulse.alert.portfolio;

import io.campaignpulse.lag.LagCounts;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagShift;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * State of a segment (channel and conversion type): its lags, whether they have changed, and what
 * its clicks bring. A value but for its counts.
 *
 * @param lags as {@link LagCounts#toArray} gave them
 * @param shift detector of lags that become longer
 * @param since since when its lags are learned, epoch milliseconds
 * @param seen conversions since then
 * @param changedAt when its lags were last found changed, epoch milliseconds; null = never
 * @param came conversions, faded
 * @param matured clicks by the share of their conversions that arrived meanwhile, faded likewise
 */
public record SegmentState(
    double[] lags,
    LagShift shift,
    long since,
    double seen,
    @Nullable Long changedAt,
    double came,
    double matured) {

  /** Conversions of mature clicks on which a curve is known. */
  private static final double ENOUGH = 200;

  /** Conversions without which nothing says what a click brings. */
  private static final double ENOUGH_FOR_RATE = 30;

  private static final long KNOWN_AFTER = Duration.ofDays(14).toMillis();
  private static final long HORIZON = Duration.ofDays(30).toMillis();

  /** Conversions that stay of what was counted before a change of lags. */
  private static final double KEPT_AFTER_CHANGE = 20;

  /** A segment nothing is known of. */
  static SegmentState begin(long tick) {
    return new SegmentState(new LagCounts().toArray(), LagShift.NONE, tick, 0, null, 0, 0);
  }

  LagCounts counts() {
    return LagCounts.fromArray(lags);
  }

  /** Conversions per click, 0 until that is known. */
  double rate() {
    return came >= ENOUGH_FOR_RATE && matured > 0 ? came / matured : 0;
  }

  /** The segment after more conversions. */
  SegmentState with(LagCounts counts, double conversions) {
    return new SegmentState(
        counts.toArray(),
        shift,
        since,
        seen + Math.max(0, conversions),
        changedAt,
        came + conversions,
        matured);
  }

  /** The segment once the counts have advanced to a tick. */
  SegmentState advanced(LagCounts counts, LagCounts.Counted counted, LagCurve curve, long tick) {
    LagShift next = shift.with(counted, curve, tick);
    if (next.isFound() && counts.matured() >= ENOUGH) {
      counts.shrink(KEPT_AFTER_CHANGE);
      return new SegmentState(counts.toArray(), next.restarted(), tick, 0, tick, came, matured);
    }
    return new SegmentState(counts.toArray(), next, since, seen, changedAt, came, matured);
  }

  /** The segment after clicks have matured. */
  SegmentState matured(double gained, double kept) {
    return new SegmentState(
        lags, shift, since, seen, changedAt, kept * came, kept * matured + gained);
  }

  /** Whether lags that are known may be becoming longer. */
  boolean isSuspected() {
    return shift.isSuspected() && counts().matured() >= ENOUGH;
  }

  LagKnowledge knowledge(long tick) {
    boolean known =
        (counts().matured() >= ENOUGH && seen >= ENOUGH)
            || (seen >= ENOUGH && tick - since >= KNOWN_AFTER)
            || tick - since >= HORIZON;
    long latest = since + (seen >= ENOUGH ? KNOWN_AFTER : HORIZON);
    return new LagKnowledge(known, isSuspected(), latest, known ? null : changedAt);
  }
}
