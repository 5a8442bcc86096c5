package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.RunningScatter;
import io.campaignpulse.evidence.Scatter;
import io.campaignpulse.evidence.ScatterSums;
import io.campaignpulse.evidence.ShiryaevRoberts;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Watch of the share of orders with a flaw against its own past, by the detector of too many: the
 * flawed orders that came against those that the usual share of all orders would have, a fifth
 * more, both divided by their overdispersion. A sound business reaches R ≥ 1/α at most α times a
 * week. The usual share is learned with a half-life of four weeks, from the orders in which nothing
 * is suspected; it is known after a week and 100 orders. What lasts for two weeks is learned anew.
 * A value.
 *
 * @param orders orders learned from, fading
 * @param flawed those of them with the flaw
 * @param learnedMillis time in which they came
 * @param scatter scatter of flawed orders
 * @param test state of the detector; null before enough is known
 * @param allSince orders since the excursion of the detector began
 */
public record FlawWatch(
    double orders,
    double flawed,
    long learnedMillis,
    RunningScatter scatter,
    @Nullable TargetState test,
    double allSince) {

  private static final double HALF_LIFE = Duration.ofDays(28).toMillis();
  private static final long LEAST_MILLIS = Duration.ofDays(7).toMillis();
  private static final double LEAST_ORDERS = 100;

  /** A jump that lasts for longer is what is usual now. */
  private static final long LONGEST = Duration.ofDays(14).toMillis();

  /** Shares that differ by that may be those of one business. */
  private static final double MARGIN = .2;

  /** Usual relative standard deviation of a share from day to day. */
  private static final double DAILY_VARIATION = .05;

  private static final Dispersion USUAL = Dispersion.of(ScatterSums.NONE, DAILY_VARIATION);

  private static final long HORIZON = Duration.ofDays(7).toMillis();
  private static final double CAP = 1e4;

  private static final TargetTest TEST =
      new TargetTest(ShiryaevRoberts.TOO_MANY, MARGIN, HORIZON, CAP);

  /** Watch before the first order. */
  public static final FlawWatch UNKNOWN = new FlawWatch(0, 0, 0, RunningScatter.NONE, null, 0);

  /** Returns the usual share; half a flawed order is added, so that it is never 0. */
  public double share() {
    return orders > 0 ? (flawed + .5) / (orders + 1) : 0;
  }

  /** Returns whether a week and 100 orders were learned, so that a jump can be detected. */
  public boolean isKnown() {
    return learnedMillis >= LEAST_MILLIS && orders >= LEAST_ORDERS;
  }

  /** Returns whether the detector's evidence R is at least 1. */
  public boolean isSuspected() {
    return test != null && test.evidence() >= 1;
  }

  /**
   * Whether the share has jumped.
   *
   * @param alpha false alarms in a week
   */
  public boolean hasJumped(double alpha) {
    return test != null && test.fired(1 / alpha);
  }

  /** The state of the detector; null before enough is known. */
  public @Nullable TargetState evidence() {
    return test;
  }

  /**
   * The watch after the minutes from one to another.
   *
   * @param counts of all of them that have any
   */
  public FlawWatch after(long from, long end, SortedMap<Long, long[]> counts, OrderFlaw flaw) {
    FlawWatch watch = this;
    long until = from;
    for (Map.Entry<Long, long[]> minute : counts.subMap(from, end).entrySet()) {
      double all = WatchedSource.wholes(minute.getValue()[WatchedSource.ORDERS.ordinal()]);
      double withFlaw = WatchedSource.wholes(minute.getValue()[flaw.index()]);
      if (all > 0 || withFlaw > 0) {
        // Time without orders says nothing, but it passes.
        long next = Math.min(end, minute.getKey() + Minutes.MINUTE);
        watch = watch.after(next, next - until, all, withFlaw);
        until = next;
      }
    }
    return until < end ? watch.after(end, end - until, 0, 0) : watch;
  }

  /**
   * The watch after a stretch of time.
   *
   * @param end its end, epoch milliseconds; stretches come in order
   * @param millis its length
   * @param all orders of it
   * @param withFlaw those of them with the flaw
   */
  FlawWatch after(long end, long millis, double all, double withFlaw) {
    if (!isKnown()) {
      return learned(millis, all, withFlaw).scattered(end, withFlaw, share() * all);
    }
    double expected = share() * all;
    TargetState before = test == null ? TEST.startLater(end - millis) : test;
    double unit = phi();
    TargetState next = TEST.step(before, withFlaw, expected, unit, end, millis);
    FlawWatch tested =
        new FlawWatch(
            orders, flawed, learnedMillis, scatter, next, next.evidence() < 1 ? 0 : allSince + all);
    if (end - next.since() > LONGEST) {
      return UNKNOWN;
    }
    return next.evidence() < 1
        ? tested.learned(millis, all, withFlaw).scattered(end, withFlaw, expected)
        : tested;
  }

  /**
   * Returns the overdispersion φ. The learned share is an estimate: its variance grows with the
   * orders tested ÷ the orders it was learned from.
   */
  private double phi() {
    double perBucket = share() * orders / Math.max(1, learnedMillis / (double) Scatter.BUCKET);
    double uncertainty = 1 + allSince / Math.max(1, orders);
    return uncertainty * USUAL.phi(scatter.complete(), perBucket);
  }

  private FlawWatch learned(long millis, double all, double withFlaw) {
    double kept = StrictMath.pow(.5, millis / HALF_LIFE);
    return new FlawWatch(
        kept * orders + all,
        kept * flawed + withFlaw,
        learnedMillis + millis,
        scatter,
        test,
        allSince);
  }

  private FlawWatch scattered(long end, double withFlaw, double expected) {
    return new FlawWatch(
        orders, flawed, learnedMillis, scatter.after(end, withFlaw, expected), test, allSince);
  }
}
