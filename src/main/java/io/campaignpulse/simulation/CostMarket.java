package io.campaignpulse.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A made-up channel whose platforms report cost late: campaigns of many sizes, some of which begin
 * in the middle. It is drawn from none of the distributions a nowcast assumes: what a click costs
 * drifts from hour to hour, has a day of its own and sometimes jumps, single clicks scatter by the
 * logarithm, and reports of an hour, six hours or a day come hours late and are restated.
 */
public final class CostMarket {

  /** How long a market is watched, hours. */
  public static final int HOURS = 14 * 24;

  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final long FIRST = Instant.parse("2025-01-06T00:00:00Z").toEpochMilli();
  private static final double[] CLICKS_AN_HOUR = {2, 20, 200};
  private static final double[] DRIFTS_A_DAY = {0.03, 0.1, 0.2};
  private static final int[] REPORT_HOURS = {1, 6, DAY};
  private static final int CAMPAIGNS = 6;

  private final long seed;

  /** The market of a seed. */
  public CostMarket(long seed) {
    this.seed = seed;
  }

  /**
   * A campaign.
   *
   * @param clicks of each hour
   * @param costMicros of each hour
   * @param clicksAnHour how many it has on average
   * @param reportHours how long the period of a report is
   */
  public record Campaign(
      String id, long[] clicks, long[] costMicros, int clicksAnHour, int reportHours, int begins) {

    /** What hours [from, until) cost, micros. */
    public long cost(int from, int until) {
      long sum = 0;
      for (int hour = Math.max(0, from); hour < until; hour++) {
        sum += costMicros[hour];
      }
      return sum;
    }

    /** How many clicks hours [from, until) had. */
    public long clicks(int from, int until) {
      long sum = 0;
      for (int hour = Math.max(0, from); hour < until; hour++) {
        sum += clicks[hour];
      }
      return sum;
    }
  }

  /**
   * A report that has come.
   *
   * @param reportedAt epoch milliseconds
   * @param from its first hour
   * @param until the hour it ends at
   * @param costMicros what it says
   */
  public record Report(
      Campaign campaign, long reportedAt, int from, int until, long costMicros, int revision) {}

  /** The start of an hour, epoch milliseconds. */
  public static long hour(int hour) {
    return FIRST + hour * HOUR;
  }

  /** All reports, in the order in which they come. */
  public List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    Chance market = Chance.of(seed, 10, 0);
    double level = market.logNormal(800_000, 0.7);
    for (int i = 0; i < CAMPAIGNS; i++) {
      Chance chance = Chance.of(seed, 11, i);
      Campaign campaign = campaign("c" + i, chance, level);
      for (int from = campaign.begins; from < HOURS; from += campaign.reportHours) {
        report(campaign, from, chance, reports);
      }
    }
    reports.sort(
        Comparator.comparingLong(Report::reportedAt).thenComparing(r -> r.campaign().id()));
    return reports;
  }

  private static void report(Campaign campaign, int from, Chance chance, List<Report> reports) {
    int until = Math.min(from + campaign.reportHours, HOURS);
    long cost = campaign.cost(from, until);
    long first = hour(until) + (long) (chance.between(2, 8) * HOUR);
    boolean restated = chance.happens(0.3);
    double early = restated ? chance.between(0.92, 1.02) : 1;
    reports.add(new Report(campaign, first, from, until, Math.round(cost * early), 1));
    if (restated) {
      reports.add(new Report(campaign, first + DAY * HOUR, from, until, cost, 2));
    }
  }

  private static Campaign campaign(String id, Chance chance, double level) {
    double size = CLICKS_AN_HOUR[chance.below(CLICKS_AN_HOUR.length)];
    double drift = DRIFTS_A_DAY[chance.below(DRIFTS_A_DAY.length)];
    int reportHours = REPORT_HOURS[chance.below(REPORT_HOURS.length)];
    int begins = chance.happens(0.3) ? DAY * (1 + chance.below(10)) : 0;
    double night = chance.between(0, 0.8);
    double dear = chance.between(-0.15, 0.15);
    double cpc = chance.logNormal(level, 0.4);
    long[] clicks = new long[HOURS];
    long[] cost = new long[HOURS];
    for (int hour = begins; hour < HOURS; hour++) {
      double course = StrictMath.sin(2 * Math.PI * (hour % DAY - 8) / DAY);
      clicks[hour] = chance.poisson(size * (1 + night * course));
      cpc *= chance.logNormal(1, drift / StrictMath.sqrt(DAY));
      if (chance.happens(0.002)) {
        cpc *= chance.between(0.75, 1.3);
      }
      for (long click = 0; click < clicks[hour]; click++) {
        cost[hour] += Math.round(chance.logNormal(cpc * (1 + dear * course), 0.6));
      }
    }
    return new Campaign(id, clicks, cost, (int) size, reportHours, begins);
  }
}
