package io.campaignpulse.alert.catalogue;

import io.campaignpulse.event.Campaign;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of campaigns beside their ids.
 *
 * @param byId the latest rows
 */
public record CampaignLabels(Map<String, Campaign> byId) {

  /** The labels of these campaigns. */
  public static CampaignLabels of(Collection<Campaign> campaigns) {
    Map<String, Campaign> byId = new HashMap<>();
    campaigns.forEach(campaign -> byId.put(campaign.campaignId(), campaign));
    return new CampaignLabels(byId);
  }

  /** The row of a campaign; null where the catalogue has none. */
  public @Nullable Campaign campaign(String campaignId) {
    return byId.get(campaignId);
  }

  /** The department that owns a campaign; null where it is unknown. */
  public @Nullable String department(String campaignId) {
    Campaign campaign = byId.get(campaignId);
    return campaign == null ? null : campaign.department();
  }

  /** The name of a campaign; its id where the catalogue has none. */
  public String name(String campaignId) {
    Campaign campaign = byId.get(campaignId);
    return campaign == null ? campaignId : campaign.name();
  }
}
