package io.campaignpulse.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * Campaigns whose true conversion rate is known, to referee rules about targets with: a quarter
 * each of 50, 200, 1,000 and 5,000 clicks a day that come and go by 80 % over the day, a target
 * conversion rate of 3 %, and conversions of which 60 % take some 15 minutes, 25 % some 6 hours and
 * 15 % some 2 days. Clicks cost 1 on average and orders are worth 1 on average, both scattered by
 * the logarithm.
 */
public final class TargetMarket {

  /** The conversion rate campaigns are to have. */
  public static final double TARGET = 0.03;

  /** The first minute of a campaign, epoch milliseconds. */
  public static final long START = Instant.parse("2025-01-06T00:00:00Z").toEpochMilli();

  /** Minutes of a day. */
  public static final int DAY = 24 * 60;

  private static final int[] CLICKS_PER_DAY = {50, 200, 1_000, 5_000};
  private static final double TRAFFIC_SWING = 0.8;
  private static final int SIX_HOURS = 6 * 60;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final double COST_VARIANCE = 0.25;
  private static final double VALUE_SIGMA = 1;
  private static final double[] LAG_SHARES = {0.60, 0.25};
  private static final Duration[] LAG_MEANS = {
    Duration.ofMinutes(15), Duration.ofHours(6), Duration.ofDays(2)
  };

  private final long seed;
  private final TargetScenario scenario;
  private final int minutes;
  private final boolean money;

  /**
   * The market of a seed.
   *
   * @param days how long a campaign runs
   * @param money whether clicks cost and orders are worth something; both take time to draw
   */
  public TargetMarket(long seed, TargetScenario scenario, int days, boolean money) {
    this.seed = seed;
    this.scenario = scenario;
    this.minutes = days * DAY;
    this.money = money;
  }

  /**
   * A campaign, by minutes since its start.
   *
   * @param clicks of each minute
   * @param cost of the clicks of each minute; empty without money
   * @param converted conversions of the clicks of each minute, whenever they arrive
   * @param arrived conversions that arrive in each minute
   * @param value what these are worth; empty without money
   * @param clickTimes of each conversion, epoch milliseconds
   * @param lags of each conversion, milliseconds
   */
  public record Campaign(
      int clicksPerDay,
      int[] clicks,
      double[] cost,
      int[] converted,
      int[] arrived,
      double[] value,
      long[] clickTimes,
      long[] lags) {}

  /** The sizes of campaigns, clicks a day. */
  public static int[] clicksPerDay() {
    return CLICKS_PER_DAY.clone();
  }

  /** What Σ R² ÷ Σ R of order values is. */
  public static double valuePerEffectiveOrder() {
    return StrictMath.exp(VALUE_SIGMA * VALUE_SIGMA);
  }

  /** A campaign by its number, the same one at any time and whatever was drawn before. */
  public Campaign campaign(int number) {
    Chance chance = Chance.of(seed, 20, number);
    int perDay = CLICKS_PER_DAY[number % CLICKS_PER_DAY.length];
    double[] traffic = course(chance.unit(), TRAFFIC_SWING);
    double[] buying = course(chance.unit(), scenario.swing());
    int[] clicks = new int[minutes];
    int[] converted = new int[minutes];
    double[] cost = new double[money ? minutes : 0];
    double[] rates = rates(chance, buying);
    int conversions = 0;
    // Conversions thin out clicks: one falls due whenever the rates have added up to a draw.
    double due = chance.exponential(1);
    for (int minute = 0; minute < minutes; minute++) {
      clicks[minute] = chance.poisson(perDay * traffic[minute % DAY] / DAY);
      for (int click = 0; money && click < clicks[minute]; click++) {
        cost[minute] += spread(chance, StrictMath.log1p(COST_VARIANCE));
      }
      due -= clicks[minute] * rates[minute];
      for (; due <= 0; due += chance.exponential(1)) {
        converted[minute]++;
        conversions++;
      }
    }
    return arrivals(chance, perDay, clicks, cost, converted, conversions);
  }

  private double[] rates(Chance chance, double[] buying) {
    double[] rates = new double[minutes];
    double variance = StrictMath.log1p(scenario.scatter() * scenario.scatter());
    double scattered = 1;
    for (int minute = 0; minute < minutes; minute++) {
      if (minute % SIX_HOURS == 0 && variance > 0) {
        scattered = spread(chance, variance);
      }
      double factor = minute < scenario.changesAt() ? 1 : scenario.factor();
      rates[minute] = TARGET * factor * scattered * buying[minute % DAY];
    }
    return rates;
  }

  private Campaign arrivals(
      Chance chance, int perDay, int[] clicks, double[] cost, int[] converted, int conversions) {
    int[] arrived = new int[minutes];
    double[] value = new double[money ? minutes : 0];
    long[] clickTimes = new long[conversions];
    long[] lags = new long[conversions];
    int next = 0;
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < converted[minute]; i++) {
        long offset = minute * MINUTE + chance.below((int) MINUTE);
        long lag = lag(chance);
        clickTimes[next] = START + offset;
        lags[next++] = lag;
        double worth = money ? spread(chance, VALUE_SIGMA * VALUE_SIGMA) : 0;
        long at = (offset + lag) / MINUTE;
        if (at < minutes) {
          arrived[(int) at]++;
          if (money) {
            value[(int) at] += worth;
          }
        }
      }
    }
    return new Campaign(perDay, clicks, cost, converted, arrived, value, clickTimes, lags);
  }

  private long lag(Chance chance) {
    double drawn = chance.unit();
    int kind = drawn < LAG_SHARES[0] ? 0 : drawn < LAG_SHARES[0] + LAG_SHARES[1] ? 1 : 2;
    return Math.round(chance.exponential(LAG_MEANS[kind].toMillis() * scenario.lagFactor()));
  }

  /** A draw of mean 1 whose logarithm has a variance. */
  private static double spread(Chance chance, double variance) {
    return chance.logNormal(StrictMath.exp(-variance / 2), StrictMath.sqrt(variance));
  }

  /** The course of a day, by minute: around 1 by a swing, beginning somewhere in it. */
  private static double[] course(double phase, double swing) {
    double[] course = new double[DAY];
    for (int minute = 0; minute < DAY; minute++) {
      course[minute] =
          swing == 0
              ? 1
              : 1 + swing * StrictMath.sin(2 * Math.PI * ((double) minute / DAY - phase));
    }
    return course;
  }
}
