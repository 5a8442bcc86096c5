package io.campaignpulse.alert.text;

import io.campaignpulse.event.MessagePart;
import io.campaignpulse.metric.Metric;

/** Unit of a metric's values. */
public enum MetricUnit {
  COUNT,
  PERCENT,
  MONEY,
  FACTOR;

  /** Returns the unit of a metric. */
  public static MetricUnit of(Metric metric) {
    return switch (metric) {
      case IMPRESSIONS,
          CLICKS,
          VISITS,
          INVALID_IMPRESSIONS,
          INVALID_CLICKS,
          INVALID_VISITS,
          REACH,
          LEADS,
          QUALIFIED_LEADS,
          ACCEPTED_LEADS,
          OPPORTUNITIES,
          WON_LEADS,
          LOST_LEADS,
          ORDERS,
          NEW_CUSTOMERS,
          UNITS ->
          COUNT;
      case CTR, CVR, LEAD_RATE, QUALIFIED_RATE, ACCEPT_RATE, WIN_RATE -> PERCENT;
      case SPEND,
          PROVISIONAL_SPEND,
          GROSS_REVENUE,
          DISCOUNTS,
          REFUNDS,
          NET_REVENUE,
          COGS,
          MARGIN,
          CPM,
          CPC,
          CPL,
          CPQL,
          CPA,
          CPA_LIVE,
          CAC,
          AOV ->
          MONEY;
      case FREQUENCY, ROAS, ROAS_LIVE, POAS, MER -> FACTOR;
    };
  }

  /** Returns the key of a metric's name in the message bundles. */
  public static String termOf(String label) {
    return "metric." + label;
  }

  /** Returns a value of this unit as part of a message. */
  public MessagePart part(String name, double value, String currency) {
    return switch (this) {
      case COUNT -> MessagePart.count(name, value, 2);
      case PERCENT -> MessagePart.percent(name, value);
      case MONEY -> MessagePart.money(name, value, currency);
      case FACTOR -> MessagePart.factor(name, value);
    };
  }
}
