package io.campaignpulse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A market that nothing befalls gives no reason for an alert, whatever the hour it begins. */
class SoundMarketTest {

  private static final long MIDNIGHT = Instant.parse("2026-03-10T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The demo's history and half an hour of its present. */
  private static final long WATCHED = 5 * HOUR / 2;

  /** All orders but a few have come of clicks that are older. */
  private static final long MATURE = HOUR / 2;

  private static final MarketOptions OPTIONS =
      new MarketOptions(
          1, 100, 240, PlannedIncidents.of(List.of(Incident.YOUNG_CAMPAIGN), MIDNIGHT + 2 * HOUR));

  @ParameterizedTest
  @ValueSource(ints = {2, 14})
  void without_incidents_targets_are_met_and_plans_kept(int hour) {
    long begin = MIDNIGHT + hour * HOUR;
    MarketOptions options =
        new MarketOptions(
            hour,
            100,
            240,
            PlannedIncidents.of(List.of(Incident.YOUNG_CAMPAIGN), begin + 10 * HOUR / 60));
    RecordedMarket market = new RecordedMarket(options, begin, begin + WATCHED);
    MarketCatalogue catalogue = new MarketCatalogue(begin, options);
    for (CampaignProfile profile : MarketCampaigns.profiles()) {
      Campaign campaign = row(catalogue, profile.campaignId());
      truthIsFound(market, profile, begin);
      targetsAreMet(market, profile, campaign);
      budgetIsOnPace(market, campaign, begin);
    }
    for (Delivery delivery : catalogue.rows()) {
      if (delivery.payload() instanceof Payload.Row row) {
        if (row.row() instanceof Promotion promotion) {
          clearanceIsOnPlan(market, promotion);
        } else if (row.row() instanceof PlanDefinition plan) {
          revenueIsOnPlan(market, plan);
        }
      }
    }
  }

  private static void truthIsFound(RecordedMarket market, CampaignProfile profile, long begin) {
    long mature = begin + WATCHED - MATURE;
    int clicks = market.clicks(profile, t -> t < mature).size();
    double sigma = Math.sqrt(profile.cvr() * (1 - profile.cvr()) / clicks);
    // Of considered purchases one in thirty is still to come.
    double toCome = profile.considered() ? 0.04 * profile.cvr() : 0.01 * profile.cvr();
    assertThat(market.conversion(profile, t -> t < mature))
        .as("conversion of " + profile)
        .isCloseTo(profile.cvr(), within(4 * sigma + toCome));
  }

  /** As people count: what was ordered so far by what was clicked and paid so far. */
  private static void targetsAreMet(
      RecordedMarket market, CampaignProfile profile, Campaign campaign) {
    int clicks = market.clicks(profile, t -> true).size();
    long orders = market.orders(profile).count();
    double cost = clicks * profile.costOfClick();
    campaign
        .targets()
        .forEach(
            (metric, text) -> {
              double target = Double.parseDouble(text);
              switch (metric) {
                case "cvr" -> {
                  // A test against a tenth below the target has a fifth to go by.
                  assertThat(profile.cvr()).as("cvr of " + profile).isGreaterThan(1.1 * target);
                  assertThat((double) orders / clicks)
                      .as("cvr of " + profile)
                      .isGreaterThan(0.95 * target);
                }
                case "cpa" -> {
                  assertThat(profile.costOfClick() / profile.cvr())
                      .as("cpa of " + profile)
                      .isLessThan(target / 1.1);
                  assertThat(cost / orders).as("cpa of " + profile).isLessThan(1.05 * target);
                }
                case "roas" -> {
                  assertThat(profile.revenueOfOrder() * profile.cvr() / profile.costOfClick())
                      .as("roas of " + profile)
                      .isGreaterThan(1.2 * target);
                  assertThat(market.revenue(profile) / cost)
                      .as("roas of " + profile)
                      .isGreaterThan(target);
                }
                case "cpl" ->
                    assertThat(profile.costOfClick() / profile.leadRate()).isLessThan(target / 1.1);
                case "cpql" ->
                    assertThat(profile.costOfClick() / profile.leadRate() / Conversions.QUALIFIED)
                        .isLessThan(target / 1.1);
                default -> throw new AssertionError("nobody checks " + metric);
              }
            });
  }

  /** Within what a pace may be off in either direction, projected by the hours that are over. */
  private static void budgetIsOnPace(RecordedMarket market, Campaign campaign, long begin) {
    long start = Objects.requireNonNull(campaign.startTime());
    long end = Objects.requireNonNull(campaign.endTime());
    long from = Math.floorDiv(start - 1, SpendDesk.PERIOD) * SpendDesk.PERIOD + SpendDesk.PERIOD;
    long until = begin + 2 * HOUR;
    double spent =
        MarketCampaigns.profiles().stream()
            .filter(profile -> profile.campaignId().equals(campaign.campaignId()))
            .mapToDouble(profile -> market.cost(profile, from, until))
            .sum();
    double projected = spent / (until - from) * (end - start);
    assertThat(projected / Objects.requireNonNull(campaign.totalBudgetMicros()) * 1e6)
        .as("pace of the budget of " + campaign.campaignId())
        .isBetween(0.87, 1.08);
  }

  private static void clearanceIsOnPlan(RecordedMarket market, Promotion promotion) {
    double part = (double) WATCHED / (promotion.endTime() - promotion.startTime());
    for (PromotionItem item : promotion.items()) {
      double planned = Objects.requireNonNull(item.targetUnitsMicros()) / 1e6 * part;
      // Some orders are of two units, which makes the noise a little louder.
      double noise = 1.2 * Math.sqrt(planned);
      assertThat(market.units(item.sku()))
          .as(item.sku())
          .isGreaterThan(planned - noise)
          .isLessThan(0.75 * Objects.requireNonNull(item.openingStockMicros()) / 1e6 * part);
    }
  }

  private static void revenueIsOnPlan(RecordedMarket market, PlanDefinition plan) {
    if (plan.channel() == null) {
      return;
    }
    double part = (double) WATCHED / (plan.endTime() - plan.startTime());
    double revenue =
        MarketCampaigns.profiles().stream()
            .filter(p -> p.channel().equals(plan.channel()))
            .filter(p -> MarketCampaigns.department(p.campaignId()).equals(plan.department()))
            .mapToDouble(p -> market.revenue(p) * MarketCatalogue.rate(p.currency()))
            .sum();
    assertThat(revenue / part * 1e6).as(plan.planId()).isGreaterThan(1.3 * plan.goalMicros());
  }

  @Test
  void the_size_of_the_market_is_about_what_was_asked_for() {
    List<Delivery> all = new ArrayList<>();
    new Market(OPTIONS, MIDNIGHT + 9 * HOUR).advanceTo(MIDNIGHT + 9 * HOUR + HOUR / 6, all::add);
    assertThat(all.size() / 600.0).isBetween(95.0, 125.0);
  }

  @Test
  void a_campaign_that_has_not_begun_leaves_no_trace() {
    MarketOptions none = new MarketOptions(1, 100, 240, PlannedIncidents.NONE);
    List<String> lines = new ArrayList<>();
    new MarketCatalogue(MIDNIGHT, none)
        .rows()
        .forEach(delivery -> lines.add(DeliveryJson.line(delivery)));
    new Market(none, MIDNIGHT)
        .advanceTo(MIDNIGHT + HOUR / 2, delivery -> lines.add(DeliveryJson.line(delivery)));
    assertThat(lines).noneMatch(line -> line.contains(Incident.YOUNG_CAMPAIGN.campaignId()));
  }

  private static Campaign row(MarketCatalogue catalogue, String campaignId) {
    Map<String, Campaign> rows = new HashMap<>();
    for (Delivery delivery : catalogue.rows()) {
      if (delivery.payload() instanceof Payload.Row row && row.row() instanceof Campaign campaign) {
        rows.put(campaign.campaignId(), campaign);
      }
    }
    return Objects.requireNonNull(rows.get(campaignId));
  }
}
