package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.DAY;
import static io.campaignpulse.bench.referee.TargetMarket.HOUR;
import static io.campaignpulse.bench.referee.TargetMarket.WEEK;

/**
 * Way in which a campaign misses its target or its orders go missing; minutes are of its change.
 */
enum Deviation {
  /** On target. */
  NONE(1),
  /** A fifth short. */
  MINUS_20(0.8),
  /** Three tenths short. */
  MINUS_30(0.7),
  /** Half of it. */
  MINUS_50(0.5),
  /** Seven tenths short. */
  MINUS_70(0.3),
  /** Falls evenly to half within a week. */
  DECAY(1) {
    @Override
    double rate(int since) {
      return 1 - 0.5 * Math.min(1, (double) since / WEEK);
    }
  },
  /** Half of it for six hours. */
  SIX_HOURS(0.5) {
    @Override
    double rate(int since) {
      return since < 6 * HOUR ? super.rate(since) : 1;
    }
  },
  /** Clicks go on, no order comes in any more. */
  STOP(1) {
    @Override
    boolean loses(int sinceOrder) {
      return sinceOrder >= 0;
    }
  },
  /** Of one day's orders 85 % come in 30 hours late. */
  LATE(1) {
    @Override
    double lateShare(int sinceOrder) {
      return sinceOrder >= 0 && sinceOrder < DAY ? 0.85 : 0;
    }
  };

  /** How late the late orders come in. */
  static final int DELAY = 30 * HOUR;

  private final double factor;

  Deviation(double factor) {
    this.factor = factor;
  }

  /** Conversion rate of clicks after the change, as a share of that before. */
  double rate(int since) {
    return factor;
  }

  /** Whether an order is never reported. */
  boolean loses(int sinceOrder) {
    return false;
  }

  /** Share of the orders of a minute that come in late. */
  double lateShare(int sinceOrder) {
    return 0;
  }

  /** Whether less is bought in the end. */
  boolean isDrop() {
    return this != NONE && this != STOP && this != LATE;
  }
}
