package io.campaignpulse.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * A made-up series of clicks and the orders they bring, hour by hour: nights and weekends with
 * fewer clicks, three in a hundred clicks with an order, half of these within hours and the rest
 * within days. What is rough about a market changes how many clicks bring an order.
 */
public final class ClickMarket {

  /** How many hours have passed before anything is projected. */
  public static final int LEARNED = 21 * 24;

  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final int HOURS = LEARNED + 51 * DAY;
  private static final long START = 1_767_571_200_000L;
  private static final double RATE = 0.03;
  private static final double[] PARTS = {0.5, 0.3, 0.2};
  private static final double[] MEAN_HOURS = {2, 24, 96};

  private final double volume;
  private final int[] clicks = new int[HOURS];
  private final int[] orders = new int[HOURS];
  private final int[] late = new int[HOURS];
  private final Map<Integer, Map<Integer, Integer>> arrivals = new HashMap<>();

  /**
   * The series of a seed.
   *
   * @param volume clicks a day
   */
  public ClickMarket(long seed, double volume, MarketWeather weather) {
    this.volume = volume;
    Chance chance = Chance.of(seed, 7, (long) volume);
    double[] levels = weather.levels(chance, HOURS);
    double today = 1;
    for (int hour = 0; hour < HOURS; hour++) {
      if (hour % DAY == 0 && weather.days() > 0) {
        today = chance.logNormal(1, weather.days());
      }
      double ofDay = hour / DAY % 7 < 5 ? 1.12 : 0.7;
      double ofHour = hour % DAY < 8 ? 0.5 : 1.25;
      clicks[hour] = chance.poisson(volume / DAY * ofDay * ofHour);
      int groups = chance.poisson(clicks[hour] * RATE * levels[hour] * today / weather.clump());
      for (int group = 0; group < groups; group++) {
        order(chance, hour, weather.clump());
      }
    }
  }

  private void order(Chance chance, int hour, int count) {
    double draw = chance.unit();
    int part = draw < PARTS[0] ? 0 : draw < PARTS[0] + PARTS[1] ? 1 : 2;
    int at = hour + (int) (chance.unit() + chance.exponential(MEAN_HOURS[part]));
    orders[hour] += count;
    if (at / DAY > hour / DAY) {
      late[hour] += count;
    }
    arrivals.computeIfAbsent(at, any -> new HashMap<>()).merge(hour, count, Integer::sum);
  }

  /** The share of orders that comes within some hours of the click. */
  public static double arrived(double hours) {
    double share = 0;
    for (int part = 0; part < PARTS.length; part++) {
      share += PARTS[part] * (1 - StrictMath.exp(-hours / MEAN_HOURS[part]));
    }
    return share;
  }

  /** Clicks a day. */
  public double volume() {
    return volume;
  }

  /** How many hours there are. */
  public int hours() {
    return HOURS;
  }

  /** When an hour begins, epoch milliseconds; the first begins a UTC day. */
  public long time(int hour) {
    return START + hour * HOUR;
  }

  /** Clicks of an hour. */
  public int clicks(int hour) {
    return clicks[hour];
  }

  /** Clicks of hours, the last one exclusive. */
  public double clicks(int from, int to) {
    return sum(clicks, from, to);
  }

  /** Orders of the clicks of hours. */
  public double orders(int from, int to) {
    return sum(orders, from, to);
  }

  /** Orders of the clicks of hours of a day that came after it. */
  public double toCome(int from, int to) {
    return sum(late, from, to);
  }

  /** Orders per click of the hours before anything is projected. */
  public double rate() {
    return orders(0, LEARNED) / clicks(0, LEARNED);
  }

  /** Orders that come in an hour, by the hour of their click. */
  public Map<Integer, Integer> arrivals(int hour) {
    return arrivals.getOrDefault(hour, Map.of());
  }

  private static double sum(int[] of, int from, int to) {
    double sum = 0;
    for (int hour = from; hour < to; hour++) {
      sum += of[hour];
    }
    return sum;
  }
}
