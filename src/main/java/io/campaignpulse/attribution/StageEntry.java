package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lead's entry into one stage, and each time it was taken back and entered again. */
final class StageEntry {

  private final LeadStage stage;
  private final LeadEvent first;
  private final List<Booking> bookings = new ArrayList<>();
  private LeadEvent latest;
  private boolean standing;

  /** A stage that an event is about to enter for the first time. */
  StageEntry(LeadStage stage, LeadEvent first) {
    this.stage = stage;
    this.first = first;
    this.latest = first;
  }

  /** Enters the stage; nothing if the lead is in it. */
  void enter(LeadEvent event) {
    if (!standing) {
      standing = true;
      latest = event;
      book(event, CreditModels.ONE);
    }
  }

  /** Takes the entry back; nothing if that was done. */
  void takeBack(LeadEvent event) {
    if (standing) {
      standing = false;
      book(event, -CreditModels.ONE);
    }
  }

  /** Whether the lead is in the stage: it was not taken back. */
  boolean isStanding() {
    return standing;
  }

  /** When it was first entered, epoch milliseconds. */
  long time() {
    return first.eventTime();
  }

  /**
   * The entry as a conversion.
   *
   * @param asked the event that says who the lead is
   * @param dealerId the dealer of the lead
   * @param evidence what the lead says of where it came from
   * @param eligibleAt up to when touches earn credit for it, epoch milliseconds
   */
  Conversion conversion(
      LeadEvent asked, @Nullable String dealerId, @Nullable Evidence evidence, long eligibleAt) {
    Long value = latest.valueMicros();
    return new Conversion(
        Conversion.stageId(first.leadId(), stage),
        type(),
        first.eventId(),
        first.eventTime(),
        eligibleAt,
        asked.eventTime(),
        asked.customerId(),
        asked.visitorId(),
        first.leadId(),
        dealerId,
        evidence,
        List.copyOf(bookings),
        standing && value != null ? value : 0,
        !standing);
  }

  private void book(LeadEvent event, long nanos) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[measure().ordinal()] = nanos;
    bookings.add(new Booking(event.eventTime(), amounts));
  }

  private ConversionType type() {
    return switch (stage) {
      case CREATED -> ConversionType.LEAD;
      case QUALIFIED -> ConversionType.QUALIFIED_LEAD;
      case ACCEPTED -> ConversionType.ACCEPTED_LEAD;
      case OPPORTUNITY -> ConversionType.OPPORTUNITY;
      case WON -> ConversionType.WON_LEAD;
      case LOST -> ConversionType.LOST_LEAD;
      case DISQUALIFIED -> throw new IllegalStateException("no lead enters DISQUALIFIED");
    };
  }

  private AttributedMeasure measure() {
    return switch (stage) {
      case CREATED -> AttributedMeasure.LEADS;
      case QUALIFIED -> AttributedMeasure.QUALIFIED_LEADS;
      case ACCEPTED -> AttributedMeasure.ACCEPTED_LEADS;
      case OPPORTUNITY -> AttributedMeasure.OPPORTUNITIES;
      case WON -> AttributedMeasure.WON_LEADS;
      case LOST -> AttributedMeasure.LOST_LEADS;
      case DISQUALIFIED -> throw new IllegalStateException("no lead enters DISQUALIFIED");
    };
  }
}
