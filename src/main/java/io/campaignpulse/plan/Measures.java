package io.campaignpulse.plan;

import static io.campaignpulse.event.AttributedMeasure.COGS;
import static io.campaignpulse.event.AttributedMeasure.NET_REVENUE;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.PlanMeasure;
import org.jspecify.annotations.Nullable;

/**
 * Where a planned measure comes from, and how much of it a booking holds. Counts are in billionths
 * and money in micros, as bookings have them, so that fractional credit stays an exact sum.
 */
final class Measures {
  private static final long NANOS_PER_MICRO = 1_000;

  private Measures() {}

  /** Whether credits bring it. */
  static boolean isCredited(PlanMeasure measure) {
    return switch (measure) {
      case SPEND, IMPRESSIONS, CLICKS, VISITS -> false;
      default -> true;
    };
  }

  /** Whether the lines of an order tell it, and so for a promotion. */
  static boolean isOfLines(PlanMeasure measure) {
    return switch (measure) {
      case UNITS, GROSS_REVENUE, NET_REVENUE, MARGIN -> true;
      default -> false;
    };
  }

  /** What a booking holds of a credited measure; of a margin where the cost of goods is known. */
  static long of(PlanMeasure measure, long[] booked) {
    if (measure == PlanMeasure.MARGIN) {
      return Math.subtractExact(booked[NET_REVENUE.ordinal()], booked[COGS.ordinal()]);
    }
    AttributedMeasure attributed = attributed(measure);
    return attributed == null ? 0 : booked[attributed.ordinal()];
  }

  private static @Nullable AttributedMeasure attributed(PlanMeasure measure) {
    return switch (measure) {
      case LEADS -> AttributedMeasure.LEADS;
      case QUALIFIED_LEADS -> AttributedMeasure.QUALIFIED_LEADS;
      case ACCEPTED_LEADS -> AttributedMeasure.ACCEPTED_LEADS;
      case OPPORTUNITIES -> AttributedMeasure.OPPORTUNITIES;
      case WON_LEADS -> AttributedMeasure.WON_LEADS;
      case ORDERS -> AttributedMeasure.ORDERS;
      case NEW_CUSTOMERS -> AttributedMeasure.NEW_CUSTOMERS;
      case UNITS -> AttributedMeasure.UNITS;
      case GROSS_REVENUE -> AttributedMeasure.GROSS_REVENUE;
      case NET_REVENUE -> AttributedMeasure.NET_REVENUE;
      case SPEND, IMPRESSIONS, CLICKS, VISITS, MARGIN -> null;
    };
  }

  /** An amount of the measure in millionths, half-even, within the bounds of a result. */
  static long micros(PlanMeasure measure, long amount) {
    return measure.isMoney()
        ? Amounts.bounded(amount)
        : Amounts.portion(amount, 1, NANOS_PER_MICRO);
  }

  /** Units in millionths as an amount. */
  static long nanos(long micros) {
    return Math.multiplyExact(micros, NANOS_PER_MICRO);
  }

  /** A whole count as an amount. */
  static long ofCount(long count) {
    return Math.multiplyExact(count, 1_000_000_000);
  }

  /** An amount of the measure in wholes. */
  static double wholes(PlanMeasure measure, long amount) {
    return amount / (measure.isMoney() ? 1e6 : 1e9);
  }
}
