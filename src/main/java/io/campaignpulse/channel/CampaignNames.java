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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ids and names of a catalogue of campaigns, for texts that may mean one of them: ids first,
 * then present names, then aliases and former names. Names are compared without case, composition
 * and the blanks around them; of several campaigns with one name the smaller id stands.
 */
public final class CampaignNames {
  private final Set<String> ids = new HashSet<>();
  private final Map<String, SortedSet<String>> present = new HashMap<>();
  private final Map<String, SortedSet<String>> older = new HashMap<>();

  /** Reads the rows of a catalogue, one of each id. */
  public CampaignNames(Collection<Campaign> campaigns) {
    for (Campaign campaign : campaigns) {
      String id = campaign.campaignId();
      ids.add(id);
      add(present, campaign.name(), id);
      Stream.concat(campaign.aliases().stream(), campaign.formerNames().stream())
          .forEach(name -> add(older, name, id));
    }
  }

  private static void add(Map<String, SortedSet<String>> owners, String name, String id) {
    owners.computeIfAbsent(ignoringCase(name), n -> new TreeSet<>(Utf8Order::compare)).add(id);
  }

  /** The interaction in the campaign that its campaign's text means. */
  public ClassifiedInteraction resolve(ClassifiedInteraction interaction) {
    return interaction.inCampaign(resolve(interaction.campaignId()));
  }

  /** Whether a text is a name that more than one campaign has. */
  public boolean isAmbiguous(String text) {
    SortedSet<String> owners = owners(text);
    return owners != null && owners.size() > 1;
  }

  /** The campaign with this id, else with this name, else the text itself. */
  public String resolve(String text) {
    SortedSet<String> owners = owners(text);
    return owners == null ? text : owners.first();
  }

  /** The campaigns with this name, the smallest id first; null for an id and for no name. */
  private @Nullable SortedSet<String> owners(String text) {
    if (ids.contains(text)) {
      return null;
    }
    String name = ignoringCase(text);
    SortedSet<String> owners = present.get(name);
    return owners == null ? older.get(name) : owners;
  }

  /** What two texts share that differ only in case, composition and the blanks around them. */
  static String ignoringCase(String name) {
    // Upper case first, so that letters with two lower-case forms meet.
    return WebAddress.nfc(name.strip()).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
