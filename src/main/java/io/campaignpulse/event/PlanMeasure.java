package io.campaignpulse.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A measure that can be planned (docs/metrics.md, "Base measures"). */
public enum PlanMeasure {
  SPEND("spend", true),
  IMPRESSIONS("impressions", false),
  CLICKS("clicks", false),
  VISITS("visits", false),
  LEADS("leads", false),
  QUALIFIED_LEADS("qualifiedLeads", false),
  ACCEPTED_LEADS("acceptedLeads", false),
  OPPORTUNITIES("opportunities", false),
  WON_LEADS("wonLeads", false),
  ORDERS("orders", false),
  NEW_CUSTOMERS("newCustomers", false),
  UNITS("units", false),
  GROSS_REVENUE("grossRevenue", true),
  NET_REVENUE("netRevenue", true),
  MARGIN("margin", true);

  private static final String REVENUE = "revenue";

  private final String label;
  private final boolean money;

  PlanMeasure(String label, boolean money) {
    this.label = label;
    this.money = money;
  }

  /** The measure of that name, {@code revenue} being netRevenue; empty if it cannot be planned. */
  public static Optional<PlanMeasure> named(String label) {
    String name = label.equals(REVENUE) ? NET_REVENUE.label : label;
    return Arrays.stream(values()).filter(measure -> measure.label.equals(name)).findFirst();
  }

  /** The names of all of them, for people. */
  public static String labels() {
    return Arrays.stream(values()).map(PlanMeasure::label).collect(Collectors.joining(", "));
  }

  /** The name in catalogues and results. */
  public String label() {
    return label;
  }

  /** Whether its amounts are money of the reporting currency, else counts. */
  public boolean isMoney() {
    return money;
  }
}
