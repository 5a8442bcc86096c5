package io.campaignpulse.alert.portfolio;

import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.DispersionShare;
import io.campaignpulse.lag.LagCounts;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.lag.LagSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where what all series share is learned: lags, scatter, the size of orders, and how late cost is
 * reported.
 */
public final class PortfolioBook {

  /** No name of a conversion type has one. */
  private static final char SEPARATOR = '|';

  private static final int REVENUE = 0;
  private static final int SQUARES = 1;
  private static final int WEIGHT = 2;
  private static final int AT = 3;
  private static final int TOLD_WEIGHT = 4;
  private static final int TOLD_AT = 5;
  private static final int COST_DELAY_TOLD = 6;
  private static final int SIZE = 7;

  private static final double HALF_LIFE = Duration.ofDays(21).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Orders differ more than the past has shown: alerting.md, ρ₂. */
  private static final double RESERVE = 1.2;

  private static final double ENOUGH_ORDERS = 5;
  private static final double FIRST_NEWS = 20;
  private static final double GROWTH = 1.1;

  private static final int ENOUGH_REPORTED = 5;
  private static final double FOUR_OF_FIVE = 0.8;
  private static final long ENDED = Duration.ofDays(7).toMillis();

  private final Shelf<double[]> lags;
  private final Shelf<SeriesScatter> scatter;
  private final Shelf<CostReports> reports;
  private final double[] sums;

  /** Where things are kept, by key. */
  public record Shelf<T>(Get<T> get, Put<T> put, All<T> all) {}

  /** Takes what is kept under a key; null if nothing is. */
  @FunctionalInterface
  public interface Get<T> {
    /** See above. */
    @Nullable T of(String key) throws Exception;
  }

  /** Keeps something under a key. */
  @FunctionalInterface
  public interface Put<T> {
    /** See above. */
    void at(String key, T value) throws Exception;
  }

  /** Everything that is kept. */
  @FunctionalInterface
  public interface All<T> {
    /** See above. */
    Iterable<Map.Entry<String, T>> entries() throws Exception;
  }

  /**
   * A book.
   *
   * @param lags arrays of {@link LagCounts} by channel and type
   * @param scatter by series
   * @param reports by series
   * @param sums as {@link #sums} gave them; null at the beginning
   */
  public PortfolioBook(
      Shelf<double[]> lags,
      Shelf<SeriesScatter> scatter,
      Shelf<CostReports> reports,
      double @Nullable [] sums) {
    this.lags = lags;
    this.scatter = scatter;
    this.reports = reports;
    this.sums = sums == null ? new double[SIZE] : sums.clone();
  }

  /** Everything to keep beside the shelves. */
  public double[] sums() {
    return sums;
  }

  /** Learns what arrived in the minute that ends with a tick, in any order. */
  public void learn(List<PortfolioFact> facts, long tick) throws Exception {
    forget(tick);
    Map<String, SeriesScatter> touched = new TreeMap<>();
    Map<String, LagCounts> counts = new TreeMap<>();
    for (PortfolioFact fact : facts) {
      SeriesScatter series = touched.get(fact.series());
      if (series == null) {
        series = scatter.get().of(fact.series());
        series = series == null ? SeriesScatter.begin() : series;
        touched.put(fact.series(), series);
      }
      series.add(fact);
      learnReports(fact, tick);
      CreditChange change = fact.change();
      if (change != null) {
        learn(change, fact.channel(), counts, tick);
      }
    }
    for (Map.Entry<String, SeriesScatter> each : touched.entrySet()) {
      scatter.put().at(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, LagCounts> each : counts.entrySet()) {
      lags.put().at(each.getKey(), each.getValue().toArray());
    }
  }

  private void learnReports(PortfolioFact fact, long tick) throws Exception {
    if (fact.costReportedUntil() == null) {
      return;
    }
    CostReports known = reports.get().of(fact.series());
    CostReports now =
        (known == null ? CostReports.NONE : known).seen(fact.costReportedUntil(), tick);
    if (!now.equals(known)) {
      reports.put().at(fact.series(), now);
    }
  }

  private void learn(CreditChange change, String channel, Map<String, LagCounts> counts, long tick)
      throws Exception {
    if (change.type() == ConversionType.ORDER && change.weight() > 0 && change.revenue() > 0) {
      double size = change.revenue() / change.weight();
      sums[REVENUE] += change.revenue();
      sums[SQUARES] += change.revenue() * size;
    }
    Long touch = change.touchTime();
    if (touch == null || change.weight() == 0) {
      return;
    }
    String segment = channel + SEPARATOR + change.type().name();
    LagCounts known = counts.get(segment);
    if (known == null) {
      double[] array = lags.get().of(segment);
      known = array == null ? new LagCounts() : LagCounts.fromArray(array);
      known.advance(tick);
      counts.put(segment, known);
    }
    // What is taken back was added when it happened, not when it is taken back.
    long arrived =
        change.weight() < 0 ? change.time() : Math.max(change.time(), tick - Minutes.MINUTE);
    known.add(touch, Math.max(0, arrived - touch), change.weight());
    sums[WEIGHT] += Math.max(0, change.weight());
  }

  private void forget(long tick) {
    double kept = sums[AT] == 0 ? 1 : StrictMath.pow(2, -(tick - sums[AT]) / HALF_LIFE);
    sums[REVENUE] *= kept;
    sums[SQUARES] *= kept;
    sums[WEIGHT] *= kept;
    sums[AT] = tick;
  }

  /** What is known, where that is news; else null. */
  public @Nullable Portfolio news(long tick) throws Exception {
    boolean more = sums[WEIGHT] >= Math.max(FIRST_NEWS, GROWTH * sums[TOLD_WEIGHT]);
    boolean dayOver = sums[TOLD_AT] != 0 && tick - sums[TOLD_AT] >= DAY;
    Double costDelay = more || dayOver || sums[COST_DELAY_TOLD] == 0 ? costDelay(tick) : null;
    boolean costDelayLearned = costDelay != null && sums[COST_DELAY_TOLD] == 0;
    if (!more && !dayOver && !costDelayLearned) {
      return null;
    }
    sums[TOLD_WEIGHT] = sums[WEIGHT];
    sums[TOLD_AT] = tick;
    sums[COST_DELAY_TOLD] = costDelay == null ? 0 : 1;
    return new Portfolio(tick, curves(tick), dispersion(tick), orderSize(), costDelay);
  }

  /**
   * Series that have yet to report count with their present wait: some report once a day. Who has
   * not reported for a week has ended.
   */
  private @Nullable Double costDelay(long tick) throws Exception {
    List<Double> waits = new ArrayList<>();
    int reported = 0;
    Iterator<Map.Entry<String, CostReports>> all = reports.all().entries().iterator();
    while (all.hasNext()) {
      CostReports each = all.next().getValue();
      if (tick - each.until() > ENDED) {
        all.remove();
      } else {
        waits.add(each.longestWait(tick));
        reported += each.reports() > 0 ? 1 : 0;
      }
    }
    if (reported < ENOUGH_REPORTED) {
      return null;
    }
    Collections.sort(waits);
    return waits.get((int) Math.ceil(FOUR_OF_FIVE * waits.size()) - 1);
  }

  private LagCurves curves(long tick) throws Exception {
    Map<LagSegment, LagCounts> counts = new HashMap<>();
    for (Map.Entry<String, double[]> each : lags.all().entries()) {
      int type = each.getKey().lastIndexOf(SEPARATOR);
      LagCounts known = LagCounts.fromArray(each.getValue());
      known.advance(tick);
      counts.put(
          new LagSegment(each.getKey().substring(0, type), each.getKey().substring(type + 1)),
          known);
    }
    return LagCurves.of(counts);
  }

  private DispersionShare dispersion(long tick) throws Exception {
    Map<String, SeriesScatter> judged = new TreeMap<>();
    for (Map.Entry<String, SeriesScatter> each : scatter.all().entries()) {
      judged.put(each.getKey(), each.getValue().judged(tick));
    }
    DispersionShare all = DispersionShare.NONE;
    for (Map.Entry<String, SeriesScatter> each : judged.entrySet()) {
      scatter.put().at(each.getKey(), each.getValue());
      all = all.plus(each.getValue().share());
    }
    return all;
  }

  private double orderSize() {
    return sums[REVENUE] > 0 && sums[WEIGHT] >= ENOUGH_ORDERS
        ? RESERVE * sums[SQUARES] / sums[REVENUE]
        : Portfolio.UNKNOWN.orderSize();
  }
}
