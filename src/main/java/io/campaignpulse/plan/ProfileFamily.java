package io.campaignpulse.plan;

import io.campaignpulse.event.PlanMeasure;

/** What goes up and down together over the hours of a week. */
public enum ProfileFamily {
  /** Units sold: also the course of orders and revenue. */
  SALES,
  /** Leads and their stages. */
  LEADS,
  /** Clicks: also the course of all traffic and of what it costs. */
  TRAFFIC;

  /** The family of a measure. */
  public static ProfileFamily of(PlanMeasure measure) {
    return switch (measure) {
      case SPEND, IMPRESSIONS, CLICKS, VISITS -> TRAFFIC;
      case LEADS, QUALIFIED_LEADS, ACCEPTED_LEADS, OPPORTUNITIES, WON_LEADS -> LEADS;
      case ORDERS, NEW_CUSTOMERS, UNITS, GROSS_REVENUE, NET_REVENUE, MARGIN -> SALES;
    };
  }
}
