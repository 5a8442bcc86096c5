package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The outputs beside the main ones. */
public final class AttributionTags {

  /** What can only be judged by who a visitor is. */
  public static final OutputTag<VisitorEvent> VISITOR_EVENTS =
      new OutputTag<>("visitor-events", CompactType.VISITOR_EVENT);

  /** What visitors decide on themselves. */
  public static final OutputTag<CreditCase> CREDIT_CASES =
      new OutputTag<>("credit-cases", CompactType.CREDIT_CASE);

  /** What is behind the credit of conversions. */
  public static final OutputTag<Explanation> EXPLANATIONS =
      new OutputTag<>("explanations", TypeInformation.of(Explanation.class));

  /** Returns and cancellations that belong to nothing. */
  public static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("rejected-orders", TypeInformation.of(Rejection.class));

  /** What such rejections, and repeated stages of leads, change in the ledger. */
  public static final OutputTag<LedgerChange> LEDGER =
      new OutputTag<>("changed-ledger", TypeInformation.of(LedgerChange.class));

  /** What each event changed in the bookings of conversions, whoever gets the credit. */
  public static final OutputTag<ConversionBooking> BOOKINGS =
      new OutputTag<>("conversion-bookings", TypeInformation.of(ConversionBooking.class));

  /** Carries the time of touches to orders, and nothing else: it has no records. */
  public static final OutputTag<PricedOrder> TIME_FOR_ORDERS =
      new OutputTag<>("time-for-orders", TypeInformation.of(PricedOrder.class));

  /** Carries the time of touches to leads, and nothing else: it has no records. */
  public static final OutputTag<LeadEvent> TIME_FOR_LEADS =
      new OutputTag<>("time-for-leads", TypeInformation.of(LeadEvent.class));

  /** Paths that people took to their conversions or to nothing. */
  public static final OutputTag<JourneyChange> JOURNEYS =
      new OutputTag<>("journeys", CompactType.JOURNEY_CHANGE);

  private AttributionTags() {}
}
