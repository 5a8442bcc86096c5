package io.campaignpulse.alert.portfolio;

import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.DispersionShare;
import io.campaignpulse.evidence.Overdispersion;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the conversions of a series scatter among six hours of clicks, for what all series share. By
 * the time of the click, a day later: then nearly all have come. A value but for its hours.
 *
 * @param hours clicks, orders and leads by hour of the click, as far as they are not judged yet
 * @param judgedUntil until when they are, epoch milliseconds
 */
public record SeriesScatter(
    Map<Long, double[]> hours, long judgedUntil, Overdispersion orders, Overdispersion leads) {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MATURE = Duration.ofDays(1).toMillis();

  /** A series nothing is known of. */
  static SeriesScatter begin() {
    return new SeriesScatter(
        new TreeMap<>(), Long.MIN_VALUE, Overdispersion.NONE, Overdispersion.NONE);
  }

  /** Takes up a fact. */
  void add(PortfolioFact fact) {
    CreditChange change = fact.change();
    if (change == null) {
      if (fact.time() >= judgedUntil) {
        hour(fact.time())[0] = fact.clicks();
      }
      return;
    }
    Long touch = change.touchTime();
    if (touch == null || touch < judgedUntil) {
      return;
    }
    if (change.type() == ConversionType.ORDER) {
      hour(touch)[1] += change.weight();
    } else if (change.type() == ConversionType.LEAD) {
      hour(touch)[2] += change.weight();
    }
  }

  private double[] hour(long time) {
    return hours.computeIfAbsent(Math.floorDiv(time, HOUR) * HOUR, h -> new double[3]);
  }

  /** The series once the six hours that are a day old by a tick are judged. */
  SeriesScatter judged(long tick) {
    long until = Math.floorDiv(tick - MATURE, Overdispersion.BUCKET) * Overdispersion.BUCKET;
    Map<Long, double[]> buckets = new TreeMap<>();
    hours.forEach(
        (hour, amounts) -> {
          if (hour < until) {
            long bucket = Math.floorDiv(hour, Overdispersion.BUCKET) * Overdispersion.BUCKET;
            double[] sums = buckets.computeIfAbsent(bucket, b -> new double[3]);
            for (int i = 0; i < sums.length; i++) {
              sums[i] += amounts[i];
            }
          }
        });
    if (buckets.isEmpty()) {
      return this;
    }
    Overdispersion ofOrders = orders;
    Overdispersion ofLeads = leads;
    for (double[] sums : buckets.values()) {
      ofOrders = ofOrders.with(sums[1], sums[0]);
      ofLeads = ofLeads.with(sums[2], sums[0]);
    }
    hours.keySet().removeIf(hour -> hour < until);
    return new SeriesScatter(hours, until, ofOrders, ofLeads);
  }

  /** What it tells of all series. */
  DispersionShare share() {
    // By the time of the click nothing hides behind lags.
    return orders.share(1).plus(leads.share(1));
  }
}
