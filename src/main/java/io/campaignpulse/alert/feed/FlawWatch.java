package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.evidence.Dispersion;
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
 * @param scatter how flawed orders scatter
 * @param bucket running six hours of it
 * @param bucketFlawed flawed orders of these
 * @param bucketExpected what was expected of them
 * @param test state of the detector; null before enough is known
 * @param allSince orders since the excursion of the detector began
 */
public record FlawWatch(
    double orders,
    double flawed,
    long learnedMillis,
    Scatter scatter,
    long bucket,
    double bucketFlawed,
    double bucketExpected,
    @Nullable TargetState test,
    double allSince) {

  private static final double HALF_LIFE = Duration.ofDays(28).toMillis();
  private static final long LEAST_MILLIS = Duration.ofDays(7).toMillis();
  private static final double LEAST_ORDERS = 100;

  /** A jump that lasts for longer is what is usual now. */
  private static final long LONGEST = Duration.ofDays(14).toMillis();

  /** Shares that differ by that may be those of one business. */
  private static final double MARGIN = .2;

  /** How much shares usually differ from day to day, relatively. */
  private static final double DAILY_VARIATION = .05;

  private static final Dispersion USUAL = Dispersion.of(ScatterSums.NONE, DAILY_VARIATION);

  private static final long HORIZON = Duration.ofDays(7).toMillis();
  private static final double CAP = 1e4;

  private static final TargetTest TEST =
      new TargetTest(ShiryaevRoberts.TOO_MANY, MARGIN, HORIZON, CAP);

  /** Nothing is known. */
  public static final FlawWatch UNKNOWN =
      new FlawWatch(0, 0, 0, Scatter.NONE, Long.MIN_VALUE, 0, 0, null, 0);

  /** The usual share: what is known of none is taken to be half an order's. */
  public double share() {
    return orders > 0 ? (flawed + .5) / (orders + 1) : 0;
  }

  /** Whether enough is known to find a jump. */
  public boolean isKnown() {
    return learnedMillis >= LEAST_MILLIS && orders >= LEAST_ORDERS;
  }

  /** Whether there may be a jump: R ≥ 1. */
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
            orders,
            flawed,
            learnedMillis,
            scatter,
            bucket,
            bucketFlawed,
            bucketExpected,
            next,
            next.evidence() < 1 ? 0 : allSince + all);
    if (end - next.since() > LONGEST) {
      return UNKNOWN;
    }
    return next.evidence() < 1
        ? tested.learned(millis, all, withFlaw).scattered(end, withFlaw, expected)
        : tested;
  }

  /** What a share is known by is itself chance: as many orders again add their own variance. */
  private double phi() {
    double perBucket = share() * orders / Math.max(1, learnedMillis / (double) Scatter.BUCKET);
    double doubt = 1 + allSince / Math.max(1, orders);
    return doubt * USUAL.phi(scatter, perBucket);
  }

  private FlawWatch learned(long millis, double all, double withFlaw) {
    double kept = StrictMath.pow(.5, millis / HALF_LIFE);
    return new FlawWatch(
        kept * orders + all,
        kept * flawed + withFlaw,
        learnedMillis + millis,
        scatter,
        bucket,
        bucketFlawed,
        bucketExpected,
        test,
        allSince);
  }

  private FlawWatch scattered(long end, double withFlaw, double expected) {
    long current = Scatter.bucketOf(end - 1);
    boolean same = current == bucket;
    Scatter next =
        same || bucket == Long.MIN_VALUE
            ? scatter
            : scatter.with(bucket, bucketFlawed, bucketExpected);
    return new FlawWatch(
        orders,
        flawed,
        learnedMillis,
        next,
        current,
        (same ? bucketFlawed : 0) + withFlaw,
        (same ? bucketExpected : 0) + expected,
        test,
        allSince);
  }
}
