package io.campaignpulse.simulation;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Catalogue rows of the market: who advertises what, and how long its buyers take to decide. */
public final class MarketCatalogue {

  private static final Map<String, BigDecimal> RATES =
      new TreeMap<>(
          Map.of(
              "USD",
              BigDecimal.ONE,
              "EUR",
              new BigDecimal("1.09"),
              "SEK",
              new BigDecimal("0.095")));

  private final long openedAt;
  private final PlannedIncidents incidents;
  private final MarketPlans plans;
  private final MarketLags lags;

  /**
   * The catalogue of a market.
   *
   * @param openedAt when the campaigns began, epoch milliseconds
   * @param options the market's, whose size plans are made for
   */
  public MarketCatalogue(long openedAt, MarketOptions options) {
    this.openedAt = openedAt;
    this.incidents = options.incidents();
    this.plans = new MarketPlans(openedAt, options);
    this.lags = new MarketLags(options.lagSpeed());
  }

  /** All rows, to be delivered before the first event. */
  public List<Delivery> rows() {
    List<Delivery> rows = new ArrayList<>();
    for (FxRate rate : fxRates()) {
      rows.add(new Delivery(openedAt, Topic.FX_RATES, rate.id(), new Payload.Row(rate)));
    }
    for (ChannelLags known : lags.rows(origin())) {
      rows.add(new Delivery(openedAt, Topic.CHANNEL_LAGS, known.id(), new Payload.Row(known)));
    }
    for (Campaign campaign : campaigns()) {
      rows.add(new Delivery(openedAt, Topic.CAMPAIGNS, campaign.id(), new Payload.Row(campaign)));
    }
    for (Promotion promotion : plans.promotions()) {
      rows.add(
          new Delivery(openedAt, Topic.PROMOTIONS, promotion.id(), new Payload.Row(promotion)));
    }
    for (PlanDefinition target : plans.targets()) {
      rows.add(new Delivery(openedAt, Topic.PLANS, target.id(), new Payload.Row(target)));
    }
    return List.copyOf(rows);
  }

  /** What lay where when the campaigns began, to be delivered after the rows. */
  public List<Delivery> openingStock() {
    return plans.openingStock();
  }

  private List<FxRate> fxRates() {
    long validFrom = openedAt - Duration.ofDays(400).toMillis();
    return RATES.entrySet().stream()
        .map(rate -> new FxRate(rate.getKey(), validFrom, rate.getValue(), 0, "", origin()))
        .toList();
  }

  private List<Campaign> campaigns() {
    List<Campaign> rows = new ArrayList<>();
    for (MarketCampaigns.Entry entry : MarketCampaigns.entries()) {
      if (!entry.campaignId().equals(Incident.YOUNG_CAMPAIGN.campaignId())) {
        rows.add(row(entry, openedAt));
      } else if (incidents.begin(Incident.YOUNG_CAMPAIGN).isPresent()) {
        rows.add(row(entry, incidents.begin(Incident.YOUNG_CAMPAIGN).getAsLong()));
      }
    }
    return rows;
  }

  private Campaign row(MarketCampaigns.Entry entry, long start) {
    return entry.row(
        start, plans.flightEnd(entry, start), plans.totalBudgetMicros(entry, start), origin());
  }

  /** What one unit of a currency is worth in the reporting currency. */
  static double rate(String currency) {
    return RATES.getOrDefault(currency, BigDecimal.ONE).doubleValue();
  }

  private Origin origin() {
    return new Origin(0, 0, null, openedAt);
  }
}
