package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * Cause of bad numbers, in the order in which causes are ruled out: faults of the data or the goods
 * come before those of a campaign (docs/alerting.md, "Cause first").
 */
public enum AlertCause {
  /** Nothing comes from a source at all. */
  FEED_STALLED,
  /** Clicks continue and conversions have stopped. */
  TRACKING_BROKEN,
  /** Conversions take longer than they did. */
  LAGS_CHANGED,
  /** Cost is not reported when it usually is. */
  COST_LATE,
  /** Events are refused because no exchange rate of their currency is known. */
  FX_RATE_MISSING,
  /** The share of orders without any touch has jumped. */
  TRACKING_PARTIAL,
  /** A campaign's clicks arrive without its name while its cost goes on. */
  TAGGING_LOST,
  /** Orders arrive twice under other ids. */
  TRACKING_DOUBLE,
  /** Cost was reported anew and differs. */
  COST_RESTATED,
  /** There is nothing left to sell. */
  OUT_OF_STOCK,
  /** Crawlers and bots click. */
  INVALID_TRAFFIC,
  /** People want less of it than expected. */
  DEMAND_WEAK,
  /** It costs more than expected. */
  EFFICIENCY_LOW,
  /** More is spent than the budget allows. */
  BUDGET_OVERSPENT,
  /** The budget is heading to stay unspent. */
  BUDGET_UNDERSPENT,
  /** Sales don't answer. */
  RESPONSE_SLOW,
  /** Too much comes back. */
  RETURNS_HIGH;

  /** Family of causes: series that fall together have causes of one family. */
  public enum Family {
    /** Data are missing, late or wrong. */
    DATA,
    /** Goods are missing. */
    GOODS,
    /** Those who click aren't people. */
    TRAFFIC,
    /** People buy less, or at a higher cost. */
    PERFORMANCE,
    /** What is spent or done isn't what was planned. */
    OPERATION,
    UNKNOWN
  }

  /** Returns the family of a cause. */
  public static Family familyOf(@Nullable AlertCause cause) {
    if (cause == null) {
      return Family.UNKNOWN;
    }
    return switch (cause) {
      case FEED_STALLED,
          TRACKING_BROKEN,
          LAGS_CHANGED,
          COST_LATE,
          FX_RATE_MISSING,
          TRACKING_PARTIAL,
          TAGGING_LOST,
          TRACKING_DOUBLE,
          COST_RESTATED ->
          Family.DATA;
      case OUT_OF_STOCK -> Family.GOODS;
      case INVALID_TRAFFIC -> Family.TRAFFIC;
      case DEMAND_WEAK, EFFICIENCY_LOW, RETURNS_HIGH -> Family.PERFORMANCE;
      case BUDGET_OVERSPENT, BUDGET_UNDERSPENT, RESPONSE_SLOW -> Family.OPERATION;
    };
  }
}
