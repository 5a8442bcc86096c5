package io.campaignpulse.bench.referee;

import java.time.Duration;

/**
 * Market of one company. On average over a week its campaigns have the traffic they are given and
 * convert at target. Minute 0 is the beginning of the measured time, a Monday 00:00 UTC.
 */
enum TargetMarket {
  /** Traffic ±80 % over the day, nothing else. */
  PLAIN,
  /** Conversion rates −30 % at weekends, +12 % on the other days. */
  WEEKENDS {
    @Override
    double rateShape(int minuteOfWeek) {
      return minuteOfWeek >= 5 * DAY ? 0.70 : 1.12;
    }
  },
  /** Half the conversion rate at night, as much more by day. */
  NIGHTS {
    @Override
    double rateShape(int minuteOfWeek) {
      return isBetween(minuteOfWeek % DAY, 8, 20) ? 1.5 : 0.5;
    }
  },
  /** Each day has a level of its own, sd 15 %. */
  DAYS_15 {
    @Override
    double daySd() {
      return 0.15;
    }
  },
  /** Each day has a level of its own, sd 25 %. */
  DAYS_25 {
    @Override
    double daySd() {
      return 0.25;
    }
  },
  /** The rate drifts from hour to hour, sd 50 %. */
  DRIFT {
    @Override
    double hourSd() {
      return 0.5;
    }
  },
  /** A click that converts brings three orders on average. */
  CLUMPS {
    @Override
    int ordersPerBuyer() {
      return 3;
    }
  },
  /** Traffic doubles on the fourth measured day. */
  MIDWEEK {
    @Override
    double trafficFactor(int minute) {
      return minute >= CHANGE ? 2 : 1;
    }
  },
  /** Lags are three times as long from the fourth measured day on. */
  LAGS_3 {
    @Override
    LagMixture lags(int minute) {
      return minute >= CHANGE ? LAGS_TIMES_3 : LagMixture.USUAL;
    }
  },
  /** Lags are twenty times as long from the fourth measured day on. */
  LAGS_20 {
    @Override
    LagMixture lags(int minute) {
      return minute >= CHANGE ? LAGS_TIMES_20 : LagMixture.USUAL;
    }
  },
  /** A channel with slow lags on an installation that knows nothing yet. */
  FRESH_SLOW {
    @Override
    LagMixture lags(int minute) {
      return SLOW;
    }

    @Override
    boolean isFresh() {
      return true;
    }
  },
  /** A channel with very slow lags on an installation that knows nothing yet. */
  FRESH_SLOWER {
    @Override
    LagMixture lags(int minute) {
      return SLOWER;
    }

    @Override
    boolean isFresh() {
      return true;
    }
  },
  /** The slowest orders take ten days. */
  LONG_TAIL {
    @Override
    LagMixture lags(int minute) {
      return TAIL;
    }
  },
  /** The shop sells from 8 to 20 h, not on Sundays; a fifth of the traffic goes on. */
  CLOSED {
    @Override
    double trafficShape(int minuteOfWeek) {
      return (isOpen(minuteOfWeek) ? 1 : 0.2) * super.trafficShape(minuteOfWeek);
    }

    @Override
    double rateShape(int minuteOfWeek) {
      return isOpen(minuteOfWeek) ? 1 : 0;
    }

    @Override
    boolean isOpen(int minuteOfWeek) {
      return minuteOfWeek < 6 * DAY && isBetween(minuteOfWeek % DAY, 8, 20);
    }
  },
  /** Nothing is received from 10 to 14 h of the fourth measured day, then all of it at once. */
  FEED_SILENT {
    @Override
    boolean isSilent(int minute) {
      return minute >= CHANGE + 10 * HOUR && minute < CHANGE + 14 * HOUR;
    }
  };

  static final int HOUR = 60;
  static final int DAY = 24 * HOUR;
  static final int WEEK = 7 * DAY;

  private static final int CHANGE = 3 * DAY;
  private static final int PEAK = 15 * HOUR;
  private static final double SWING = 0.8;
  private static final LagMixture LAGS_TIMES_3 = LagMixture.USUAL.times(3);
  private static final LagMixture LAGS_TIMES_20 = LagMixture.USUAL.times(20);
  private static final LagMixture SLOW =
      LagMixture.of(0.25, Duration.ofHours(3), Duration.ofHours(60));
  private static final LagMixture SLOWER =
      LagMixture.of(0.10, Duration.ofHours(6), Duration.ofHours(96));
  private static final LagMixture TAIL = LagMixture.withTail(Duration.ofDays(10));

  private static boolean isBetween(int minuteOfDay, int fromHour, int untilHour) {
    return minuteOfDay >= fromHour * HOUR && minuteOfDay < untilHour * HOUR;
  }

  /** Traffic over the week, in any unit. */
  double trafficShape(int minuteOfWeek) {
    return 1 + SWING * StrictMath.cos(2 * Math.PI * (minuteOfWeek - PEAK) / DAY);
  }

  /** Conversion rate over the week, in any unit. */
  double rateShape(int minuteOfWeek) {
    return 1;
  }

  /** Change of traffic that comes once. */
  double trafficFactor(int minute) {
    return 1;
  }

  /** Standard deviation of the level of a campaign's day. */
  double daySd() {
    return 0;
  }

  /** Standard deviation of the level of a campaign's hour. */
  double hourSd() {
    return 0;
  }

  /** Average number of orders of a click that converts. */
  int ordersPerBuyer() {
    return 1;
  }

  /** Lags of the clicks of a minute. */
  LagMixture lags(int minute) {
    return LagMixture.USUAL;
  }

  /** Whether orders come in at all; those of a closed shop come on its next day. */
  boolean isOpen(int minuteOfWeek) {
    return true;
  }

  /** Whether nothing of the company is received. */
  boolean isSilent(int minute) {
    return false;
  }

  /** Whether the installation has seen nothing before the measured time. */
  boolean isFresh() {
    return false;
  }
}
