package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.DAY;
import static io.campaignpulse.bench.referee.TargetMarket.WEEK;

import io.campaignpulse.simulation.Chance;

/** Traffic and conversion rate of a market, minute by minute, as multiples of a campaign's own. */
final class WeekCourse {

  private final TargetMarket market;
  private final double[] clicks = new double[WEEK];
  private final double[] rates = new double[WEEK];

  WeekCourse(TargetMarket market) {
    this.market = market;
    double traffic = 0;
    double bought = 0;
    for (int minute = 0; minute < WEEK; minute++) {
      clicks[minute] = market.trafficShape(minute);
      rates[minute] = market.rateShape(minute);
      traffic += clicks[minute];
      bought += clicks[minute] * rates[minute];
    }
    for (int minute = 0; minute < WEEK; minute++) {
      clicks[minute] *= WEEK / traffic / DAY;
      rates[minute] *= traffic / bought;
    }
  }

  /** Expected clicks of a minute for one click a day. */
  double clicks(int minute) {
    return clicks[Math.floorMod(minute, WEEK)] * market.trafficFactor(minute);
  }

  /** Conversion rate of the clicks of a minute as a multiple of the target. */
  double rate(int minute) {
    return rates[Math.floorMod(minute, WEEK)];
  }

  /**
   * The minute of an order that would be placed then: while the shop is closed, on its next day.
   */
  int placed(int minute, Chance chance) {
    if (isOpen(minute)) {
      return minute;
    }
    int opening = minute;
    while (!isOpen(opening)) {
      opening++;
    }
    int closing = opening;
    while (isOpen(closing)) {
      closing++;
    }
    return opening + chance.below(closing - opening);
  }

  private boolean isOpen(int minute) {
    return market.isOpen(Math.floorMod(minute, WEEK));
  }
}
