package io.campaignpulse.event;

import java.util.List;

/**
 * The catalogues as they stood when a job was wired: every decision knows them from its first
 * record, whatever the order in which streams arrive. The highest revision of each id.
 */
public record CatalogueSnapshot(
    List<Campaign> campaigns,
    List<Promotion> promotions,
    List<PlanDefinition> plans,
    List<FxRate> fxRates,
    List<AlertRule> rules,
    List<CalendarEvent> calendar,
    List<ChannelLags> channelLags)
    implements java.io.Serializable {

  /** A snapshot with nothing in it. */
  public static CatalogueSnapshot empty() {
    return new CatalogueSnapshot(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Returns the snapshot with other rules. */
  public CatalogueSnapshot withRules(List<AlertRule> others) {
    return new CatalogueSnapshot(
        campaigns, promotions, plans, fxRates, others, calendar, channelLags);
  }
}
