package io.campaignpulse.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;

/**
 * The true week of a simulated market: two humps by day, of random place, width and height, and a
 * strength of each weekday. Nobody who forecasts it is told.
 */
final class MarketWeek {

  private static final int DAY = 24;

  private final ZoneId zone;
  private final double[] ofHour = new double[DAY];
  private final double[] ofDay = new double[7];

  private MarketWeek(ZoneId zone) {
    this.zone = zone;
  }

  /** A week with a rhythm. */
  static MarketWeek of(Chance chance, ZoneId zone) {
    MarketWeek week = new MarketWeek(zone);
    double noon = chance.between(9, 14);
    double evening = chance.between(18, 22);
    double width = chance.between(1.5, 3.5);
    double share = chance.between(0.3, 0.7);
    double night = chance.between(0.02, 0.2);
    for (int hour = 0; hour < DAY; hour++) {
      week.ofHour[hour] =
          night
              + share * hump(hour + 0.5 - noon, width)
              + (1 - share) * hump(hour + 0.5 - evening, width);
    }
    for (int day = 0; day < 7; day++) {
      week.ofDay[day] = chance.logNormal(day < 5 ? 1 : 1.2, 0.2);
    }
    return week;
  }

  /** A week without any rhythm. */
  static MarketWeek flat(ZoneId zone) {
    MarketWeek week = new MarketWeek(zone);
    Arrays.fill(week.ofHour, 1);
    Arrays.fill(week.ofDay, 1);
    return week;
  }

  /** A week like this one in which each hour of the day and each weekday is a little different. */
  MarketWeek varied(Chance chance, double sigma) {
    MarketWeek week = new MarketWeek(zone);
    for (int hour = 0; hour < DAY; hour++) {
      week.ofHour[hour] = ofHour[hour] * chance.logNormal(1, sigma);
    }
    for (int day = 0; day < 7; day++) {
      week.ofDay[day] = ofDay[day] * chance.logNormal(1, sigma / 2);
    }
    return week;
  }

  /** The strength of the hour that begins then. */
  double strength(long hour) {
    ZonedDateTime local = Instant.ofEpochMilli(hour).atZone(zone);
    return ofHour[local.getHour()] * ofDay[local.getDayOfWeek().getValue() - 1];
  }

  private static double hump(double distance, double width) {
    double around = Math.min(Math.abs(distance), DAY - Math.abs(distance));
    return StrictMath.exp(-around * around / (2 * width * width));
  }

  /** The strengths of hours one after the other. */
  double[] strengths(long from, int hours) {
    double[] strengths = new double[hours];
    for (int hour = 0; hour < hours; hour++) {
      strengths[hour] = strength(from + hour * 3_600_000L);
    }
    return strengths;
  }
}
