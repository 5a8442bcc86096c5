package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.DAY;
import static io.campaignpulse.bench.referee.TargetMarket.HOUR;

import io.campaignpulse.simulation.Chance;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * One campaign on one channel, minute by minute: its clicks, their cost, which is reported once an
 * hour, and the orders they bring.
 */
final class CampaignSeries {

  /** Clicks cost 1 and orders are worth 60 on average. */
  static final double ORDER_VALUE = 60;

  /** Conversion rate of campaigns on target. */
  static final double TARGET = 0.03;

  private static final double COST_SIGMA = 0.5;
  private static final double VALUE_SIGMA = 1;
  private static final double HOUR_CORRELATION = 0.9;
  private static final int LONGEST_DELAY_OF_REPORT = 15;

  /** Cost of the hour that ended at a minute. */
  private record HourCost(int end, double cost) {}

  /** An order on its way: when its click was, when it is placed, when it is reported. */
  private record Order(int click, int placed, int reported, long number, double value) {}

  private final MeasuredCampaign campaign;
  private final Deviation deviation;
  private final WeekCourse course;
  private final TargetMarket market;
  private final Chance chance;
  private final double volume;
  private final int reportDelay;
  private final SeriesRows rows;
  private final PriorityQueue<Order> orders =
      new PriorityQueue<>(
          Comparator.comparingInt(Order::reported).thenComparingLong(Order::number));

  private double day = 1;
  private double hour = 1;
  private double drift;
  private double due;
  private long ordered;
  private long clicked;
  private double cost;
  private final Deque<HourCost> unreported = new ArrayDeque<>();

  CampaignSeries(
      MeasuredCampaign campaign, int channel, WeekCourse course, long seed, SeriesRows rows) {
    this.campaign = campaign;
    this.deviation = campaign.deviation(channel);
    this.course = course;
    this.market = campaign.scenario().market();
    this.chance = campaign.chance(seed, channel);
    this.volume = (double) campaign.volume() / campaign.channels().size();
    this.reportDelay = 1 + chance.below(LONGEST_DELAY_OF_REPORT);
    this.rows = rows;
    this.drift = gaussian();
    this.due = chance.exponential(1);
  }

  /** What happens in a minute, as the alerts job receives it by the end of it. */
  void minute(int minute, Consumer<MarketFact> out) {
    if (minute == campaign.start() || Math.floorMod(minute, HOUR) == 0) {
      beginHour(minute);
    }
    int clicks = chance.poisson(volume * course.clicks(minute));
    clicked += clicks;
    int since = minute - campaign.change();
    double price = since < 0 ? 1 : deviation.cost(since);
    for (int click = 0; click < clicks; click++) {
      cost += price * spread(COST_SIGMA);
    }
    due -= clicks * rate(minute);
    for (; due <= 0; due += chance.exponential(1)) {
      buy(minute);
    }
    int arrived = 0;
    for (Order order = orders.peek();
        order != null && order.reported <= minute;
        order = orders.peek()) {
      orders.remove();
      rows.order(order.click, order.placed, order.number, order.value, out);
      arrived++;
    }
    rows.minute(minute, clicks, arrived, out);
    if (Math.floorMod(minute, HOUR) == reportDelay
        && minute - reportDelay > campaign.start()
        && !deviation.withholdsCost(since)) {
      unreported.forEach(each -> rows.report(each.end, each.cost, out));
      unreported.clear();
    }
  }

  /** What the clicks so far bring in the end. */
  Outcome outcome() {
    return new Outcome(clicked, ordered, orders.size());
  }

  private void beginHour(int minute) {
    if (minute > campaign.start()) {
      unreported.add(new HourCost(minute, cost));
    }
    cost = 0;
    if (minute == campaign.start() || Math.floorMod(minute, DAY) == 0) {
      day = level(market.daySd(), gaussian());
    }
    drift =
        HOUR_CORRELATION * drift
            + StrictMath.sqrt(1 - HOUR_CORRELATION * HOUR_CORRELATION) * gaussian();
    hour = level(market.hourSd(), drift);
  }

  /** Clicks of a minute that begin to buy. */
  private double rate(int minute) {
    double changed = minute < campaign.change() ? 1 : deviation.rate(minute - campaign.change());
    return TARGET * course.rate(minute) * day * hour * changed / market.ordersPerBuyer();
  }

  private void buy(int click) {
    int bought = 1;
    while (chance.unit() >= 1.0 / market.ordersPerBuyer()) {
      bought++;
    }
    int sinceClick = click - campaign.change();
    double worth = sinceClick < 0 ? 1 : deviation.orderValue(sinceClick);
    for (int i = 0; i < bought; i++) {
      int placed = course.placed(click + (int) market.lags(click).draw(chance), chance);
      int since = placed - campaign.change();
      boolean late = chance.happens(deviation.lateShare(since));
      double value = ORDER_VALUE * worth * spread(VALUE_SIGMA);
      if (!deviation.loses(since)) {
        orders.add(
            new Order(click, placed, late ? placed + Deviation.DELAY : placed, ordered++, value));
      }
    }
  }

  /** A lognormal level of mean 1. */
  private static double level(double sd, double gaussian) {
    double variance = StrictMath.log1p(sd * sd);
    return StrictMath.exp(StrictMath.sqrt(variance) * gaussian - variance / 2);
  }

  private double spread(double sigma) {
    return chance.logNormal(StrictMath.exp(-sigma * sigma / 2), sigma);
  }

  private double gaussian() {
    return StrictMath.log(chance.logNormal(1, 1));
  }
}
