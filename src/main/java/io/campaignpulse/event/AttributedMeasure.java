package io.campaignpulse.event;

/** The additive measures that follow credit: one vector for each model and time basis. */
public enum AttributedMeasure {
  LEADS(Unit.NANOS),
  QUALIFIED_LEADS(Unit.NANOS),
  ACCEPTED_LEADS(Unit.NANOS),
  OPPORTUNITIES(Unit.NANOS),
  WON_LEADS(Unit.NANOS),
  LOST_LEADS(Unit.NANOS),
  ORDERS(Unit.NANOS),
  NEW_CUSTOMERS(Unit.NANOS),
  UNITS(Unit.NANOS),
  GROSS_REVENUE(Unit.MICROS),
  DISCOUNTS(Unit.MICROS),
  REFUNDS(Unit.MICROS),
  NET_REVENUE(Unit.MICROS),
  /** Known cost of goods. */
  COGS(Unit.MICROS),
  /** Units whose cost nobody told: while it isn't 0 the margin is unknown. */
  UNITS_WITHOUT_COST(Unit.NANOS);

  /** What one whole is counted in. */
  public enum Unit {
    /** Billionths: fractional counts stay exact sums, since weights are whole billionths. */
    NANOS,
    /** Millionths of the reporting currency. */
    MICROS
  }

  /** How many there are: the length of a vector indexed by ordinal. */
  public static final int COUNT = values().length;

  private final Unit unit;

  AttributedMeasure(Unit unit) {
    this.unit = unit;
  }

  /** What one whole is counted in. */
  public Unit unit() {
    return unit;
  }
}
