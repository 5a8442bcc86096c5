package io.campaignpulse.alert.portfolio;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.WeekProfile;
import io.campaignpulse.lag.LagCurves;
import java.util.Map;
import java.util.TreeMap;

/**
 * Totals of a {@link PortfolioState} that have no key. A value but for its maps.
 *
 * @param arrivals what arrived in each hour of the week, by conversion type
 * @param clicks what clicks of each hour of the week brought, likewise
 * @param sizes of orders
 * @param curves the lag curves last published
 * @param seen conversions, faded
 * @param at the last tick, epoch milliseconds; 0 before any
 * @param publishedSeen {@code seen} when the portfolio was last published
 * @param publishedAt when that was, epoch milliseconds; 0 = never
 * @param costDelayPublished whether it held a delay of cost reports
 */
public record PortfolioTotals(
    Map<String, WeekProfile> arrivals,
    Map<String, WeekProfile> clicks,
    OrderSizes sizes,
    LagCurves curves,
    double seen,
    long at,
    double publishedSeen,
    long publishedAt,
    boolean costDelayPublished) {

  /** Nothing was learned. */
  public static PortfolioTotals begin() {
    return new PortfolioTotals(
        new TreeMap<>(), new TreeMap<>(), OrderSizes.begin(), LagCurves.NONE, 0, 0, 0, 0, false);
  }

  PortfolioTotals at(long tick, double conversions) {
    return new PortfolioTotals(
        arrivals,
        clicks,
        sizes,
        curves,
        conversions,
        tick,
        publishedSeen,
        publishedAt,
        costDelayPublished);
  }

  PortfolioTotals published(LagCurves lags, boolean withCostDelay) {
    return new PortfolioTotals(arrivals, clicks, sizes, lags, seen, at, seen, at, withCostDelay);
  }

  WeekProfile arrivalsOf(ConversionType type) {
    return arrivals.getOrDefault(type.name(), WeekProfile.NONE);
  }

  WeekProfile clicksOf(ConversionType type) {
    return clicks.getOrDefault(type.name(), WeekProfile.NONE);
  }
}
