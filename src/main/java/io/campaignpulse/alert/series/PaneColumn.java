package io.campaignpulse.alert.series;

import io.campaignpulse.event.ConversionType;

/** What is kept of the clicks of a series by the time of the click. */
public enum PaneColumn {
  /** Valid clicks. */
  CLICKS,
  /** Money spent, in wholes of the reporting currency. */
  COST,
  /** Orders, fractional. */
  ORDERS,
  /** Leads, fractional. */
  LEADS,
  /** Qualified leads, fractional. */
  QUALIFIED_LEADS,
  /** Orders of new customers, fractional. */
  NEW_CUSTOMERS,
  /** Gross revenue, in wholes of the reporting currency. */
  REVENUE,
  /**
   * What came back, in wholes of the reporting currency; of one return at most one order's size.
   */
  REFUNDS,
  /** Σ of the squares of order sizes, without what was returned: how few orders make the money. */
  SQUARES;

  /** How many there are. */
  public static final int COUNT = values().length;

  /** The conversions whose lags this column's arrivals follow. */
  public ConversionType lagsOf() {
    return switch (this) {
      case LEADS -> ConversionType.LEAD;
      case QUALIFIED_LEADS -> ConversionType.QUALIFIED_LEAD;
      default -> ConversionType.ORDER;
    };
  }
}
