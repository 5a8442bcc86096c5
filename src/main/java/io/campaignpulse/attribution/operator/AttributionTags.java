package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.LedgerChange;
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

  /** Returns and cancellations that belong to nothing. */
  public static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("rejected-orders", TypeInformation.of(Rejection.class));

  /** What such rejections, and repeated stages of leads, change in the ledger. */
  public static final OutputTag<LedgerChange> LEDGER =
      new OutputTag<>("changed-ledger", TypeInformation.of(LedgerChange.class));

  /** What each event changed in the bookings of conversions, whoever gets the credit. */
  public static final OutputTag<ConversionBooking> BOOKINGS =
      new OutputTag<>("conversion-bookings", TypeInformation.of(ConversionBooking.class));

  private AttributionTags() {}
}
