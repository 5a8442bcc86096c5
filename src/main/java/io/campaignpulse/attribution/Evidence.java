package io.campaignpulse.attribution;

import io.campaignpulse.event.Credit;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PricedOrder;
import org.jspecify.annotations.Nullable;

/**
 * What earns the credit of a conversion that no touch earns. Source: "Who gets the credit" in the
 * contract.
 *
 * @param kind what kind of fact it is
 * @param campaignId the campaign that gets the credit
 * @param channel the channel that gets it
 */
public record Evidence(Kind kind, String campaignId, String channel) {

  /** The kinds of facts, the stronger before the weaker. */
  public enum Kind {
    /** What a lead said of itself. */
    DECLARED,
    /** The coupon code of an order. */
    COUPON,
    /** The dealer of an order or a lead. */
    DEALER
  }

  /** What an order shows: its coupon code, else its dealer; null if neither has an owner. */
  static @Nullable Evidence of(PricedOrder placed) {
    Evidence coupon = owned(Kind.COUPON, placed.couponCampaign());
    return coupon != null ? coupon : owned(Kind.DEALER, placed.dealerCampaign());
  }

  /** What a lead that names campaign or channel declares; the part it leaves out is nobody's. */
  static Evidence declared(LeadEvent lead) {
    return new Evidence(
        Kind.DECLARED,
        lead.campaignId() == null ? Credit.UNATTRIBUTED : lead.campaignId(),
        lead.channel() == null ? Credit.DIRECT : lead.channel());
  }

  /** The campaign that owns the dealer of a lead; null if none does. */
  static @Nullable Evidence ofDealer(LeadEvent lead) {
    return owned(Kind.DEALER, lead.dealerCampaign());
  }

  /** The stronger of two, of one kind the first. */
  static @Nullable Evidence stronger(@Nullable Evidence first, @Nullable Evidence second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.kind.compareTo(first.kind) < 0 ? second : first;
  }

  /** The channel of what was found by coupon or dealer is named like its kind. */
  private static @Nullable Evidence owned(Kind kind, @Nullable String campaign) {
    return campaign == null ? null : new Evidence(kind, campaign, kind.name());
  }
}
