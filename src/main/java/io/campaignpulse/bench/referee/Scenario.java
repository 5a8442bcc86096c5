package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.DAY;
import static io.campaignpulse.bench.referee.TargetMarket.HOUR;
import static io.campaignpulse.bench.referee.TargetMarket.WEEK;

import io.campaignpulse.simulation.Chance;
import java.util.List;
import java.util.Locale;

/** Campaigns of a market that are measured, on target or with one deviation. */
enum Scenario {
  PLAIN(TargetMarket.PLAIN, "plain"),
  WEEKENDS(TargetMarket.WEEKENDS, "weekends −30 % / +12 %"),
  NIGHTS(TargetMarket.NIGHTS, "nights −50 %"),
  DAYS_15(TargetMarket.DAYS_15, "days of their own level, sd 15 %"),
  DAYS_25(TargetMarket.DAYS_25, "days of their own level, sd 25 %"),
  DRIFT(TargetMarket.DRIFT, "drift by the hour, sd 50 %"),
  CLUMPS(TargetMarket.CLUMPS, "clumps of 3 orders"),
  MIDWEEK(TargetMarket.MIDWEEK, "traffic doubles midweek"),
  LAGS_3(TargetMarket.LAGS_3, "lags × 3 from day 3"),
  LAGS_20(TargetMarket.LAGS_20, "lags × 20 from day 3"),
  FRESH_SLOW(TargetMarket.FRESH_SLOW, "slow lags, fresh installation"),
  FRESH_SLOWER(TargetMarket.FRESH_SLOWER, "very slow lags, fresh installation"),
  LONG_TAIL(TargetMarket.LONG_TAIL, "long tail of lags"),
  CLOSED(TargetMarket.CLOSED, "closed at night and on Sundays"),
  QUARTER_PLAIN(TargetMarket.PLAIN, "plain, a quarter"),
  QUARTER_WEEKENDS(TargetMarket.WEEKENDS, "weekends, a quarter"),
  BESIDE_DROPS(TargetMarket.PLAIN, "plain, beside campaigns that deviate"),
  DROP_20_START(Deviation.MINUS_20, "−20 % from the start"),
  DROP_30_START(Deviation.MINUS_30, "−30 % from the start"),
  DROP_50_START(Deviation.MINUS_50, "−50 % from the start"),
  DROP_70_START(Deviation.MINUS_70, "−70 % from the start"),
  DROP_20_LATER(Deviation.MINUS_20, "−20 % after 3 good days"),
  DROP_30_LATER(Deviation.MINUS_30, "−30 % after 3 good days"),
  DROP_50_LATER(Deviation.MINUS_50, "−50 % after 3 good days"),
  DROP_70_LATER(Deviation.MINUS_70, "−70 % after 3 good days"),
  DECAY(Deviation.DECAY, "falls to half within the week"),
  ONE_CHANNEL(Deviation.MINUS_50, "−50 % on one of two channels"),
  SIX_HOURS(Deviation.SIX_HOURS, "−50 % for 6 hours"),
  STOP(Deviation.STOP, "conversions stop"),
  LATE(Deviation.LATE, "85 % of a day's orders 30 h late"),
  CPC_DOUBLE(Deviation.CPC_DOUBLE, "clicks cost × 2"),
  VALUE_DROP(Deviation.VALUE_DROP, "order value × 0.35"),
  VALUE_FOR_RATE(Deviation.VALUE_FOR_RATE, "cvr −40 %, order value × 1.67"),
  COST_LATE(Deviation.COST_LATE, "cost reported a day late"),
  DIP(Deviation.MINUS_50, "−50 % of all 30 campaigns at once"),
  FEED_SILENT(TargetMarket.FEED_SILENT, "nothing is received for 4 hours");

  private static final List<Integer> VOLUMES = List.of(5, 50, 450, 1_000, 5_000, 20_000);
  private static final List<String> CHANNELS = List.of("PAID_SEARCH", "PAID_SOCIAL");
  private static final int QUARTER = 13;

  private final TargetMarket market;
  private final Deviation deviation;
  private final String label;

  Scenario(TargetMarket market, String label) {
    this(market, Deviation.NONE, label);
  }

  Scenario(Deviation deviation, String label) {
    this(TargetMarket.PLAIN, deviation, label);
  }

  Scenario(TargetMarket market, Deviation deviation, String label) {
    this.market = market;
    this.deviation = deviation;
    this.label = label;
  }

  /**
   * The scenario of an option.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Scenario named(String option) {
    return valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  TargetMarket market() {
    return market;
  }

  Deviation deviation() {
    return deviation;
  }

  String label() {
    return label;
  }

  /**
   * How many campaigns of each volume are measured where a scenario on target has so many: a
   * quarter is long, a campaign that deviates needs nine that don't, and some have no bar to reach.
   */
  int count(int campaigns) {
    return switch (this) {
      case DROP_20_START, DROP_20_LATER, DROP_30_START, DROP_30_LATER -> (campaigns + 9) / 10;
      case DECAY, ONE_CHANNEL, SIX_HOURS, FEED_SILENT -> (campaigns + 9) / 10;
      case CPC_DOUBLE, VALUE_DROP, VALUE_FOR_RATE, COST_LATE -> (campaigns + 4) / 5;
      default -> isOnTarget() && !isQuarter() ? campaigns : (campaigns + 1) / 2;
    };
  }

  /** Whether a campaign is short of its target by the same share as long as it runs. */
  boolean isFromStart() {
    return switch (this) {
      case DROP_20_START, DROP_30_START, DROP_50_START, DROP_70_START -> true;
      default -> false;
    };
  }

  boolean isOnTarget() {
    return deviation == Deviation.NONE;
  }

  private boolean isQuarter() {
    return this == QUARTER_PLAIN || this == QUARTER_WEEKENDS;
  }

  /** Sizes of its campaigns, in clicks a day. */
  List<Integer> volumes() {
    return switch (this) {
      case QUARTER_PLAIN, QUARTER_WEEKENDS -> List.of(450, 5_000);
      case DROP_50_START, DROP_50_LATER, DIP, FEED_SILENT -> List.of(450, 1_000, 5_000);
      case DROP_20_START, DROP_20_LATER, DROP_30_START, DROP_30_LATER, LATE ->
          List.of(1_000, 5_000);
      case CPC_DOUBLE, VALUE_DROP, VALUE_FOR_RATE -> List.of(1_000, 5_000);
      case COST_LATE, DROP_70_START, DROP_70_LATER, DECAY, ONE_CHANNEL, SIX_HOURS -> List.of(1_000);
      // 0.1, 1, 10 and 100 orders an hour at the target.
      case STOP -> List.of(80, 800, 8_000, 80_000);
      // They are there to be many, and of a size that says what is usual.
      case BESIDE_DROPS -> List.of(50, 450, 1_000);
      default -> VOLUMES;
    };
  }

  /** How many minutes of a campaign are measured. */
  int measured() {
    return (isQuarter() ? QUARTER : 1) * WEEK;
  }

  /** The first measured minute of a campaign. */
  int measuredFrom(Chance chance) {
    return this == DIP ? 0 : chance.below(12 * HOUR);
  }

  /** How long a campaign has run before it is measured. */
  int history(int volume) {
    return switch (this) {
      // Thirty orders have to have come, and more than that where they are rare.
      case STOP -> volume < 100 ? 3 * WEEK : volume < 1_000 ? 5 * DAY : 2 * DAY;
      case LATE -> 4 * DAY;
      // Its company has no others from whom lags are known.
      case DIP -> 10 * DAY;
      default -> 0;
    };
  }

  /** The minute since it is measured at which a campaign changes. */
  int change(Chance chance) {
    return switch (this) {
      case DROP_20_LATER, DROP_30_LATER, DROP_50_LATER, DROP_70_LATER, ONE_CHANNEL, SIX_HOURS ->
          3 * DAY + chance.below(12 * HOUR);
      case CPC_DOUBLE, VALUE_DROP, VALUE_FOR_RATE, COST_LATE -> 2 * DAY + chance.below(12 * HOUR);
      case DIP -> 3 * DAY;
      case STOP, LATE -> chance.below(DAY);
      default -> 0;
    };
  }

  /** The channels of a campaign; only the last deviates. */
  List<String> channels(int number) {
    return this == ONE_CHANNEL ? CHANNELS : List.of(CHANNELS.get(number % CHANNELS.size()));
  }
}
