package io.campaignpulse.event;

import java.math.BigDecimal;

/** The additive measures that follow credit: one vector for each model and time basis. */
public enum AttributedMeasure {
  LEADS("leads", Unit.NANOS),
  QUALIFIED_LEADS("qualifiedLeads", Unit.NANOS),
  ACCEPTED_LEADS("acceptedLeads", Unit.NANOS),
  OPPORTUNITIES("opportunities", Unit.NANOS),
  WON_LEADS("wonLeads", Unit.NANOS),
  LOST_LEADS("lostLeads", Unit.NANOS),
  ORDERS("orders", Unit.NANOS),
  NEW_CUSTOMERS("newCustomers", Unit.NANOS),
  UNITS("units", Unit.NANOS),
  GROSS_REVENUE("grossRevenue", Unit.MICROS),
  DISCOUNTS("discounts", Unit.MICROS),
  REFUNDS("refunds", Unit.MICROS),
  NET_REVENUE("netRevenue", Unit.MICROS),
  /** Known cost of goods. */
  COGS("cogs", Unit.MICROS),
  /** Units whose cost nobody told: while it isn't 0 the margin is unknown. */
  UNITS_WITHOUT_COST("unitsWithoutCost", Unit.NANOS);

  /** What one whole is counted in. */
  public enum Unit {
    /** Billionths: fractional counts stay exact sums, since weights are whole billionths. */
    NANOS(9),
    /** Millionths of the reporting currency. */
    MICROS(6);

    private final int places;

    Unit(int places) {
      this.places = places;
    }
  }

  /** How many there are: the length of a vector indexed by ordinal. */
  public static final int COUNT = values().length;

  private final String label;
  private final Unit unit;

  AttributedMeasure(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /**
   * The measure of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AttributedMeasure named(String label) {
    for (AttributedMeasure measure : values()) {
      if (measure.label.equals(label)) {
        return measure;
      }
    }
    throw new IllegalArgumentException("no measure " + label);
  }

  /** The name in results. */
  public String label() {
    return label;
  }

  /** What one whole is counted in. */
  public Unit unit() {
    return unit;
  }

  /** An amount in its unit as the exact number of wholes. */
  public BigDecimal exact(long amount) {
    return BigDecimal.valueOf(amount, unit.places);
  }

  /** The other way round: wholes as an amount in its unit. */
  public long amount(BigDecimal exact) {
    return exact.movePointRight(unit.places).longValueExact();
  }
}
