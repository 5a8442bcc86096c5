package io.campaignpulse.channel;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.ingest.Utf8Order;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The ids and names of a catalogue of campaigns, for texts that may mean one of them. */
public final class CampaignNames {
  private final Set<String> ids = new HashSet<>();
  private final Map<String, String> idsByName = new HashMap<>();

  /** Reads the catalogue; of two names alike the smaller id stands. */
  public CampaignNames(Collection<Campaign> campaigns) {
    for (Campaign campaign : campaigns) {
      ids.add(campaign.campaignId());
      idsByName.merge(
          ignoringCase(campaign.name()),
          campaign.campaignId(),
          (one, other) -> Utf8Order.compare(one, other) <= 0 ? one : other);
    }
  }

  /** The interaction in the campaign that its campaign's text means. */
  public ClassifiedInteraction resolve(ClassifiedInteraction interaction) {
    return interaction.inCampaign(resolve(interaction.campaignId()));
  }

  /** The campaign with this id, else with this name ignoring case, else the text itself. */
  public String resolve(String text) {
    return ids.contains(text) ? text : idsByName.getOrDefault(ignoringCase(text), text);
  }

  /** What two texts share that differ only in case, composition and the blanks around them. */
  static String ignoringCase(String name) {
    // Upper case first, so that letters with two lower-case forms meet.
    return WebAddress.nfc(name.strip()).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
