package io.campaignpulse.attribution;

import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.identity.PersonKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order, or a lead's entry into a stage, with all that has become of it so far. A later version
 * of the same conversionId replaces it.
 *
 * @param eventId the event that made it, which breaks ties in time
 * @param time when it happened, epoch milliseconds
 * @param eligibleAt the instant up to which touches earn credit for it: its own, or for any stage
 *     of a lead that of CREATED
 * @param askedAt the instant at which the visitor's owner is the person of the conversion
 * @param leadId the lead that a stage is of, or that an order came from
 * @param dealerId the dealer it names itself; of a lead's stage the lead's
 * @param evidence what earns its credit where no touch does; null if nothing
 * @param bookings the whole conversion's signed changes; the first is what it was when it was made
 * @param value what it is worth to date, micros of the reporting currency
 * @param voided cancelled, fully returned or disqualified
 */
public record Conversion(
    String conversionId,
    ConversionType type,
    String eventId,
    long time,
    long eligibleAt,
    long askedAt,
    @Nullable String customerId,
    @Nullable String visitorId,
    @Nullable String leadId,
    @Nullable String dealerId,
    @Nullable Evidence evidence,
    List<Booking> bookings,
    long value,
    boolean voided) {

  /** The key of all conversions whose credit may hang on one another: those of one lead. */
  public String creditGroup() {
    return leadId == null ? "o:" + conversionId : "l:" + leadId;
  }

  /** Whether it is an order; else it is a lead's stage. */
  public boolean isOrder() {
    return type == ConversionType.ORDER;
  }

  /** When the latest of its changes is booked, epoch milliseconds. */
  public long changedAt() {
    return bookings.stream().mapToLong(Booking::time).max().orElse(time);
  }

  /** Whether it counts as an order of its person. */
  boolean isValidOrder() {
    return isOrder() && !voided;
  }

  /** Whether the same person is asked for. */
  boolean isAskedLike(Conversion other) {
    return Objects.equals(customerId, other.customerId)
        && Objects.equals(visitorId, other.visitorId)
        && askedAt == other.askedAt;
  }

  /** The person, where no visitor's links need to be asked; null where they do. */
  public @Nullable String knownPerson() {
    if (customerId != null) {
      return PersonKey.customer(customerId);
    }
    return visitorId == null ? PersonKey.nobody(conversionId) : null;
  }

  /** The id of a lead's stage as a conversion. */
  static String stageId(String leadId, LeadStage stage) {
    return leadId + ":" + stage.name();
  }
}
