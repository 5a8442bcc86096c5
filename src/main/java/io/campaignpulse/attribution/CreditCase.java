package io.campaignpulse.attribution;

import io.campaignpulse.event.ConversionType;
import java.util.List;

/**
 * What a person knows that decides the credit of one of its conversions. The latest case of a
 * conversion and person replaces the earlier ones.
 *
 * @param person a {@link io.campaignpulse.identity.PersonKey}
 * @param touches eligible touches in their order
 * @param newCustomer whether it is the person's first valid order
 * @param owned false if the conversion is no longer this person's
 * @param settled true if the person has already forgotten touches that may have been eligible: an
 *     earlier case's touches stand then
 */
public record CreditCase(
    String person,
    Conversion conversion,
    List<Touch> touches,
    boolean newCustomer,
    boolean owned,
    boolean settled) {

  boolean isOfSameConversion(CreditCase other) {
    return conversion.conversionId().equals(other.conversion.conversionId());
  }

  /** Whether its lead's touches stand for its own: it has none, or no longer knows all it had. */
  boolean isExplainedByLead() {
    return touches.isEmpty() || (settled && conversion.type() != ConversionType.ORDER);
  }

  /** What an earlier case decided, for the later version of its conversion. */
  CreditCase decidedAs(CreditCase earlier) {
    return new CreditCase(
        person,
        conversion,
        earlier.touches,
        earlier.newCustomer && !conversion.voided(),
        owned,
        settled);
  }
}
