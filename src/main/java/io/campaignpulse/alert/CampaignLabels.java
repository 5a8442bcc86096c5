package io.campaignpulse.alert;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of a campaign beside its id. */
public final class CampaignLabels {

  private final Map<String, Campaign> byId = new HashMap<>();

  /** The campaigns of a snapshot. */
  public CampaignLabels(CatalogueSnapshot known) {
    for (Campaign campaign : known.campaigns()) {
      byId.put(campaign.campaignId(), campaign);
    }
  }

  /** The department that owns a campaign; null where nobody told it. */
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
