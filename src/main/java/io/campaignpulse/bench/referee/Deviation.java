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
  },
  /** Clicks cost twice as much. */
  CPC_DOUBLE(1) {
    @Override
    double cost(int since) {
      return 2;
    }
  },
  /** Orders are worth about a third. */
  VALUE_DROP(1) {
    @Override
    double orderValue(int since) {
      return 0.35;
    }
  },
  /** Two fifths fewer orders, worth as much together. */
  VALUE_FOR_RATE(0.6) {
    @Override
    double orderValue(int since) {
      return 1.67;
    }
  },
  /** No cost is reported for a day, then all of it. */
  COST_LATE(1) {
    @Override
    boolean withholdsCost(int since) {
      return since >= 0 && since < DAY;
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

  /** Cost of a click after the change, as a multiple of that before. */
  double cost(int since) {
    return 1;
  }

  /** Value of an order by clicks after the change, as a multiple of that before. */
  double orderValue(int since) {
    return 1;
  }

  /** Whether cost is not reported at a minute. */
  boolean withholdsCost(int since) {
    return false;
  }

  /** Whether an order is never reported. */
  boolean loses(int sinceOrder) {
    return false;
  }

  /** Share of the orders of a minute that come in late. */
  double lateShare(int sinceOrder) {
    return 0;
  }
}
