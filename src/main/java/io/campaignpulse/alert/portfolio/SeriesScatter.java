package io.campaignpulse.alert.portfolio;

import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Scatter;
import io.campaignpulse.evidence.ScatterSums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the conversions of a series scatter among six hours of clicks, for what all series share. By
 * the time of the click, of what comes within a day: then nothing hides behind lags, and all hours
 * are alike. A value but for its hours.
 *
 * @param hours clicks, orders and leads by hour of the click, as far as they are not evaluated yet
 * @param evaluatedUntil until when they are, epoch milliseconds
 */
public record SeriesScatter(
    Map<Long, double[]> hours, long evaluatedUntil, Scatter orders, Scatter leads) {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MATURE = Duration.ofDays(1).toMillis();
  private static final long FORGOTTEN = Duration.ofDays(60).toMillis();

  static final int CLICKS = 0;
  static final int ORDERS = 1;
  static final int LEADS = 2;
  private static final int SPECIAL = 3;
  private static final int COLUMNS = 4;

  /** A series nothing is known of. */
  static SeriesScatter begin() {
    return new SeriesScatter(new TreeMap<>(), Long.MIN_VALUE, Scatter.NONE, Scatter.NONE);
  }

  /**
   * Adds a fact.
   *
   * @param arrived when it became known, epoch milliseconds
   * @param special whether a known event is on: then it says nothing of the usual scatter
   * @return how many clicks are new
   */
  double add(PortfolioFact fact, long arrived, boolean special) {
    CreditChange change = fact.change();
    if (change == null) {
      if (fact.time() < evaluatedUntil) {
        return 0;
      }
      double[] hour = hour(fact.time());
      double before = hour[CLICKS] + hour[SPECIAL];
      hour[special ? SPECIAL : CLICKS] = fact.clicks();
      return fact.clicks() - before;
    }
    Long touch = change.touchTime();
    if (!special
        && touch != null
        && touch >= evaluatedUntil
        && Math.max(change.time(), arrived) - touch <= MATURE) {
      if (change.type() == ConversionType.ORDER) {
        hour(touch)[ORDERS] += change.weight();
      } else if (change.type() == ConversionType.LEAD) {
        hour(touch)[LEADS] += change.weight();
      }
    }
    return 0;
  }

  private double[] hour(long time) {
    return hours.computeIfAbsent(Math.floorDiv(time, HOUR) * HOUR, h -> new double[COLUMNS]);
  }

  /**
   * What evaluating mature hours gives.
   *
   * @param after the series afterwards
   * @param evaluated the hours that were evaluated, in their order
   */
  record Evaluated(SeriesScatter after, List<Hour> evaluated) {}

  /**
   * An hour of clicks with what they brought, and what they would have brought at the series'
   * level.
   *
   * @param time its start, epoch milliseconds
   */
  record Hour(
      long time, double orders, double expectedOrders, double leads, double expectedLeads) {}

  /** Evaluates the complete six hours that are a day old by a tick. */
  Evaluated evaluated(long tick, Factors orderFactors, Factors leadFactors) {
    long until = Scatter.bucketOf(tick - MATURE) * Scatter.BUCKET;
    List<Hour> done = new ArrayList<>();
    Map<Long, double[]> buckets = new TreeMap<>();
    for (Map.Entry<Long, double[]> each : hours.entrySet()) {
      long time = each.getKey();
      if (time >= until) {
        break;
      }
      double[] hour = each.getValue();
      done.add(
          new Hour(
              time,
              hour[ORDERS],
              hour[CLICKS] * orders.level(),
              hour[LEADS],
              hour[CLICKS] * leads.level()));
      double[] sums = buckets.computeIfAbsent(Scatter.bucketOf(time), b -> new double[4]);
      sums[0] += hour[ORDERS];
      sums[1] += hour[CLICKS] * orderFactors.at(time);
      sums[2] += hour[LEADS];
      sums[3] += hour[CLICKS] * leadFactors.at(time);
    }
    if (done.isEmpty()) {
      return new Evaluated(this, List.of());
    }
    Scatter ofOrders = orders;
    Scatter ofLeads = leads;
    for (Map.Entry<Long, double[]> each : buckets.entrySet()) {
      double[] sums = each.getValue();
      ofOrders = ofOrders.with(each.getKey(), sums[0], sums[1]);
      ofLeads = ofLeads.with(each.getKey(), sums[2], sums[3]);
    }
    hours.keySet().removeIf(time -> time < until);
    return new Evaluated(new SeriesScatter(hours, until, ofOrders, ofLeads), done);
  }

  /** Whether nothing has come for so long that it says nothing any more. */
  boolean isForgotten(long tick) {
    return hours.isEmpty() && evaluatedUntil < tick - FORGOTTEN;
  }

  /** What it tells of all series. */
  ScatterSums sums() {
    return orders.sums().plus(leads.sums());
  }

  /** Factor by which clicks of an instant bring more than usual. */
  @FunctionalInterface
  interface Factors {
    double at(long instant);
  }
}
