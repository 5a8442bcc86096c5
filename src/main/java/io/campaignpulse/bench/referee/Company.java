package io.campaignpulse.bench.referee;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Company whose campaigns share a market and an installation. Moves on minute by minute. */
final class Company {

  private static final Origin ORIGIN = new Origin(0, 0, null, 0);

  private final String name;
  private final List<MeasuredCampaign> campaigns;
  private final int start;
  private final int end;
  private final WeekCourse course;
  private final long seed;
  private final AttributionModel model;
  private final List<CampaignSeries> series = new ArrayList<>();
  private final Map<String, CampaignSeries> latest = new HashMap<>();
  private final List<MarketFact> heldBack = new ArrayList<>();
  private int started;
  private long seriesMinutes;

  /**
   * A company.
   *
   * @param campaigns at least one, all of one market
   * @param model the one that rules go by
   */
  Company(String name, List<MeasuredCampaign> campaigns, long seed, AttributionModel model) {
    this.name = name;
    this.campaigns =
        campaigns.stream().sorted(Comparator.comparingInt(MeasuredCampaign::start)).toList();
    this.start = this.campaigns.get(0).start();
    this.end = campaigns.stream().mapToInt(MeasuredCampaign::until).max().orElseThrow();
    this.course = new WeekCourse(campaigns.get(0).scenario().market());
    this.seed = seed;
    this.model = model;
  }

  String name() {
    return name;
  }

  List<MeasuredCampaign> campaigns() {
    return campaigns;
  }

  /** Its first minute. */
  int start() {
    return start;
  }

  /** The minute at which all has been measured. */
  int end() {
    return end;
  }

  /** How many minutes of series there were so far. */
  long seriesMinutes() {
    return seriesMinutes;
  }

  /** What the alerts job receives of a minute; minutes come in order from the first one on. */
  void minute(int minute, Consumer<MarketFact> out) {
    for (; started < campaigns.size() && campaigns.get(started).start() <= minute; started++) {
      MeasuredCampaign campaign = campaigns.get(started);
      List<String> channels = campaign.channels();
      for (int channel = 0; channel < channels.size(); channel++) {
        CampaignSeries begun =
            new CampaignSeries(
                campaign,
                channel,
                course,
                seed,
                new SeriesRows(campaign.id(), channels.get(channel), model));
        series.add(begun);
        latest.put(campaign.id(), begun);
      }
    }
    seriesMinutes += series.size();
    if (campaigns.get(0).scenario().market().isSilent(minute)) {
      series.forEach(each -> each.minute(minute, heldBack::add));
    } else {
      heldBack.forEach(out);
      heldBack.clear();
      series.forEach(each -> each.minute(minute, out));
    }
  }

  /** Traffic and conversion rate of its market. */
  WeekCourse course() {
    return course;
  }

  /** The rows of its campaigns in the catalogue. */
  List<Campaign> rows() {
    return campaigns.stream().map(Company::campaign).toList();
  }

  /** What the clicks of a campaign that has begun bring in the end, on its last channel. */
  Outcome outcome(String campaignId) {
    return Objects.requireNonNull(latest.get(campaignId)).outcome();
  }

  /** The catalogue with all campaigns and their targets. */
  CatalogueSnapshot catalogue(List<AlertRule> rules) {
    return new CatalogueSnapshot(
        rows(), List.of(), List.of(), List.of(), rules, List.of(), List.of());
  }

  private static Campaign campaign(MeasuredCampaign campaign) {
    return new Campaign(
        campaign.id(),
        campaign.id(),
        null,
        campaign.channels(),
        SeriesRows.time(campaign.start()),
        null,
        "USD",
        campaign.dailyBudgetMicros(),
        null,
        Map.of(
            "cvr", decimal(CampaignSeries.TARGET),
            "cpa", decimal(1 / CampaignSeries.TARGET),
            "roas", decimal(CampaignSeries.TARGET * CampaignSeries.ORDER_VALUE)),
        List.of(),
        List.of(),
        0,
        "",
        ORIGIN);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
