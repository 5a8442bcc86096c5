package io.campaignpulse.channel;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.ingest.Utf8Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which campaign of a catalogue owns a coupon code or a dealer. Of several the one whose period
 * [startTime, endTime) holds the instant stands, else the smaller id; an end that is not given is
 * open. Codes are compared as buyers type them, without case and the blanks around them; dealers by
 * their exact id. Source: "Who gets the credit" in the contract.
 */
public final class CampaignOwners {
  private final Map<String, List<Campaign>> byCoupon = new HashMap<>();
  private final Map<String, List<Campaign>> byDealer = new HashMap<>();

  /** Reads the catalogue. */
  public CampaignOwners(Collection<Campaign> campaigns) {
    List<Campaign> byId = new ArrayList<>(campaigns);
    byId.sort(Comparator.comparing(Campaign::campaignId, Utf8Order::compare));
    for (Campaign campaign : byId) {
      campaign
          .couponCodes()
          .forEach(code -> add(byCoupon, CampaignNames.ignoringCase(code), campaign));
      campaign.dealerIds().forEach(dealer -> add(byDealer, dealer, campaign));
    }
  }

  private static void add(Map<String, List<Campaign>> owners, String key, Campaign campaign) {
    owners.computeIfAbsent(key, k -> new ArrayList<>()).add(campaign);
  }

  /** The order with the campaigns that own its coupon and dealer; only one that was placed. */
  public PricedOrder own(PricedOrder order) {
    return order.status() == OrderStatus.PLACED
        ? order.ownedBy(
            ofCoupon(order.couponCode(), order.eventTime()),
            ofDealer(order.dealerId(), order.eventTime()))
        : order;
  }

  /** The lead with the campaign that owns its dealer. */
  public LeadEvent own(LeadEvent lead) {
    return lead.ownedBy(ofDealer(lead.dealerId(), lead.eventTime()));
  }

  /** The campaign that owns a coupon code at an instant, epoch milliseconds; null if none does. */
  @Nullable String ofCoupon(@Nullable String code, long time) {
    return code == null ? null : owner(byCoupon.get(CampaignNames.ignoringCase(code)), time);
  }

  /** The campaign that owns a dealer at an instant, epoch milliseconds; null if none does. */
  @Nullable String ofDealer(@Nullable String dealerId, long time) {
    return dealerId == null ? null : owner(byDealer.get(dealerId), time);
  }

  private static @Nullable String owner(@Nullable List<Campaign> byId, long time) {
    if (byId == null) {
      return null;
    }
    return byId.stream()
        .filter(campaign -> holds(campaign, time))
        .findFirst()
        .orElse(byId.get(0))
        .campaignId();
  }

  private static boolean holds(Campaign campaign, long time) {
    Long start = campaign.startTime();
    Long end = campaign.endTime();
    return (start == null || start <= time) && (end == null || time < end);
  }
}
