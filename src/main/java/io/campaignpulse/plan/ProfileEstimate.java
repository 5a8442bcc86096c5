package io.campaignpulse.plan;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The estimate of an hour-of-week profile from the sums of many weeks. An hour is expected to bring
 * the level of its week times the profile of its hour of the week. Both are fitted in turn (the
 * maximum likelihood of a Poisson model of that form), so a strong week of which only some days are
 * known doesn't make those days look strong. The fit is shrunk by pseudo-counts: days of the week
 * and hours of the day towards flat, each hour of the week towards the product of its day and its
 * hour.
 */
final class ProfileEstimate {

  private static final int HOURS = HourOfWeekProfile.HOURS;
  private static final int DAY = 24;
  private static final int DAYS = HOURS / DAY;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final int ROUNDS = 6;

  /** Facts each hour of the day and each day of the week is taken to have had, as if flat. */
  private static final double PSEUDO_FACTS = 10;

  /** Facts each hour of the week is taken to have had, as if its day and its hour said all. */
  private static final double PSEUDO_FACTS_OF_HOUR = 40;

  /** In the order of time, so that doubles are always summed in the same order. */
  private final List<Week> weeks;

  private final double[] weights = new double[HOURS];

  /** Amount and facts by hour, recent weeks counting more, and what a flat profile expects. */
  private final double[] amount = new double[HOURS];

  private final double[] expected = new double[HOURS];
  private double facts;

  /**
   * A week that counts.
   *
   * @param observed how often each of its hours was lived through; 0 or 2 where clocks change
   */
  private record Week(WeekSums sums, double recency, int[] observed) {

    double amount(int hour) {
      return observed[hour] == 0 ? 0 : Math.max(0, sums.micros()[hour]);
    }

    double level(double[] profile) {
      double brought = 0;
      double expected = 0;
      for (int hour = 0; hour < HOURS; hour++) {
        brought += amount(hour);
        expected += observed[hour] * profile[hour];
      }
      return expected > 0 ? brought / expected : 0;
    }
  }

  /** The profile as of a time; flat when nothing is known. */
  static HourOfWeekProfile profile(Map<Long, WeekSums> sums, long now, ZoneId zone) {
    return new ProfileEstimate(observed(sums, now, zone)).estimate();
  }

  private ProfileEstimate(List<Week> weeks) {
    this.weeks = weeks;
  }

  /** The weeks that count, and which of their hours have passed since the first fact. */
  private static List<Week> observed(Map<Long, WeekSums> sums, long now, ZoneId zone) {
    long running = WeekHour.of(now, zone).week();
    TreeMap<Long, Week> weeks = new TreeMap<>();
    sums.forEach(
        (number, week) -> {
          long age = running - number;
          if (age >= 0 && age <= Recency.WEEKS && week.firstHour() < HOURS) {
            weeks.put(number, new Week(week, Recency.weight((double) age), new int[HOURS]));
          }
        });
    Map.Entry<Long, Week> first = weeks.firstEntry();
    if (first != null) {
      long from = new WeekHour(first.getKey(), first.getValue().sums().firstHour()).start(zone);
      for (long hour = from; hour + HOUR_MILLIS <= now; hour += HOUR_MILLIS) {
        WeekHour at = WeekHour.of(hour, zone);
        Week week = weeks.get(at.week());
        if (week != null) {
          week.observed()[at.hour()]++;
        }
      }
    }
    return new ArrayList<>(weeks.values());
  }

  private HourOfWeekProfile estimate() {
    Arrays.fill(weights, 1);
    for (int round = 0; round < ROUNDS; round++) {
      fit();
    }
    double total = Arrays.stream(amount).sum();
    if (!(total > 0) || !(facts > 0)) {
      return HourOfWeekProfile.flat();
    }
    double perFact = total / facts;
    for (int hour = 0; hour < HOURS; hour++) {
      amount[hour] /= perFact;
      expected[hour] /= perFact;
    }
    return HourOfWeekProfile.of(shrunk());
  }

  /** One round: levels of the weeks by the profile so far, then the profile by these levels. */
  private void fit() {
    Arrays.fill(amount, 0);
    Arrays.fill(expected, 0);
    facts = 0;
    for (Week week : weeks) {
      double level = week.level(weights);
      for (int hour = 0; hour < HOURS; hour++) {
        if (week.observed()[hour] > 0) {
          amount[hour] += week.recency() * week.amount(hour);
          expected[hour] += week.recency() * level * week.observed()[hour];
          facts += week.recency() * Math.max(0, week.sums().facts()[hour]);
        }
      }
    }
    for (int hour = 0; hour < HOURS; hour++) {
      weights[hour] = expected[hour] > 0 ? amount[hour] / expected[hour] : 1;
    }
  }

  private double[] shrunk() {
    double[] ofDay = new double[DAYS];
    double[] ofHour = new double[DAY];
    for (int day = 0; day < DAYS; day++) {
      ofDay[day] = margin(day * DAY, 1, DAY);
    }
    for (int hour = 0; hour < DAY; hour++) {
      ofHour[hour] = margin(hour, DAY, DAYS);
    }
    double[] shrunk = new double[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      double prior = ofDay[hour / DAY] * ofHour[hour % DAY];
      shrunk[hour] =
          (amount[hour] + PSEUDO_FACTS_OF_HOUR * prior) / (expected[hour] + PSEUDO_FACTS_OF_HOUR);
    }
    return shrunk;
  }

  /** The weight of several hours together, shrunk towards 1. */
  private double margin(int first, int step, int count) {
    double brought = PSEUDO_FACTS;
    double awaited = PSEUDO_FACTS;
    for (int i = 0; i < count; i++) {
      brought += amount[first + i * step];
      awaited += expected[first + i * step];
    }
    return brought / awaited;
  }
}
