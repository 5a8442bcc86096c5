package io.campaignpulse.bench;

import io.campaignpulse.alert.series.CohortProjections;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.bench.Calibration.Outcome;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagGrid;
import io.campaignpulse.simulation.ClickMarket;
import io.campaignpulse.simulation.MarketWeather;
import java.util.Locale;

/**
 * The calibration of what the clicks of a day will have brought after 7 and 29 days: the product's
 * own class projects at the end of each day of simulated series, knowing only what has come.
 */
final class CohortCalibration {

  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final int SIX_HOURS = 6;
  private static final double[] VOLUMES = {50, 450, 1000, 5000};
  private static final double MANY_TO_COME = 20;

  private final Calibration calibration = new Calibration();
  private final MarketWeather weather;
  private final boolean withDispersion;

  /**
   * Calibrates on markets of one kind.
   *
   * @param withDispersion whether intervals know the overdispersion of the series
   */
  CohortCalibration(MarketWeather weather, boolean withDispersion) {
    this.weather = weather;
    this.withDispersion = withDispersion;
  }

  Calibration calibration() {
    return calibration;
  }

  /** A series of each volume. */
  void market(long seed) {
    for (double volume : VOLUMES) {
      series(new ClickMarket(seed, volume, weather));
    }
  }

  private void series(ClickMarket market) {
    double phi = withDispersion ? dispersion(market) : 1;
    double[] shares = new double[LagGrid.BUCKETS + 1];
    for (int edge = 0; edge < shares.length; edge++) {
      shares[edge] = ClickMarket.arrived(LagGrid.edge(edge) / (double) HOUR);
    }
    LagCurve curve = LagCurve.of(shares);
    Series series = Series.with(null, "c", "EMAIL", market.time(0), null);
    AgedPanes panes = new AgedPanes(PaneColumn.values().length);
    CohortProjections kept = CohortProjections.NONE;
    double[] toCome = new double[market.hours() / DAY + 1];
    for (int hour = 0; hour < market.hours(); hour++) {
      long now = market.time(hour);
      panes.advance(now);
      if (hour % DAY == 0) {
        toCome[hour / DAY] = hour == 0 ? 0 : market.toCome(hour - DAY, hour);
        CohortProjections.Said said = kept.tick(series, panes, curve, phi, now, 0);
        kept = said.after();
        for (ProjectionScore score : said.scores()) {
          int day = (int) (hour / DAY - score.horizonMillis() / HOUR / DAY);
          add(score, toCome[day], market.volume());
        }
      }
      panes.add(now, PaneColumn.CLICKS.ordinal(), market.clicks(hour));
      market.arrivals(hour).forEach((of, orders) -> add(panes, market.time(of), orders));
    }
  }

  private static void add(AgedPanes panes, long minute, int orders) {
    panes.add(minute, PaneColumn.ORDERS.ordinal(), orders);
  }

  private void add(ProjectionScore score, double toCome, double volume) {
    double realised = score.realised() == null ? 0 : score.realised();
    double low = score.low() == null ? 0 : score.low();
    double high = score.high() == null ? 0 : score.high();
    calibration.add(
        new Outcome(score.projected(), low, high, realised, Math.max(1, realised), null),
        "all",
        toCome >= MANY_TO_COME ? "20 and more to come" : "fewer to come",
        String.format(Locale.ROOT, "after %d days", score.horizonMillis() / HOUR / DAY),
        String.format(Locale.ROOT, "%,.0f clicks a day", volume));
  }

  /** From what neighbouring buckets of six hours differ by, as the product learns it. */
  private static double dispersion(ClickMarket market) {
    double sum = 0;
    double count = 0;
    double rate = market.rate();
    for (int hour = 2 * SIX_HOURS; hour <= ClickMarket.LEARNED; hour += SIX_HOURS) {
      double here = market.clicks(hour - SIX_HOURS, hour);
      double before = market.clicks(hour - 2 * SIX_HOURS, hour - SIX_HOURS);
      if (here > 0 && before > 0) {
        double off =
            market.orders(hour - SIX_HOURS, hour) / here
                - market.orders(hour - 2 * SIX_HOURS, hour - SIX_HOURS) / before;
        sum += off * off / (rate * (1 / here + 1 / before));
        count++;
      }
    }
    return Math.max(1, sum / count);
  }
}
