package io.campaignpulse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.SpendReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planted is there, where and when it was planted, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long PRESENT = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
  private static final long BEGIN = PRESENT - Market.MEMORY;
  private static final long UNTIL = PRESENT + 60 * MINUTE;
  private static final MarketOptions ALL =
      new MarketOptions(3, 100, 240, PlannedIncidents.chosen("all", PRESENT));

  private RecordedMarket market;
  private List<Delivery> uneventful;

  @BeforeAll
  void record() {
    market = new RecordedMarket(ALL, BEGIN, UNTIL);
    uneventful = deliveries(PlannedIncidents.NONE);
  }

  @Test
  void demand_drops_to_a_fifth_of_the_target_while_clicks_continue() {
    CampaignProfile profile = profile(Incident.DEMAND_DROP);
    double target = Double.parseDouble(row(profile.campaignId()).targets().getOrDefault("cvr", ""));
    assertThat(market.conversion(profile, before(Incident.DEMAND_DROP)))
        .isCloseTo(profile.cvr(), within(0.02));
    assertThat(market.conversion(profile, since(Incident.DEMAND_DROP)) / target)
        .isBetween(0.16, 0.24);
    assertThat(clicksPerMinute(profile, since(Incident.DEMAND_DROP), 160)).isBetween(65.0, 85.0);
    assertThat(clicksPerMinute(profile, since(Incident.DEMAND_DROP), 160) * target)
        .as("orders expected a minute, enough to know within two hours")
        .isGreaterThan(6);
  }

  @Test
  void tracking_is_out_for_all_orders_while_clicks_continue() {
    CampaignProfile profile = profile(Incident.TRACKING_OUTAGE);
    long begin = begin(Incident.TRACKING_OUTAGE);
    assertThat(market.orders(profile)).isNotEmpty().allMatch(order -> order.eventTime() < begin);
    assertThat(market.conversion(profile, t -> t < begin - 10 * MINUTE))
        .isCloseTo(profile.cvr(), within(0.02));
    assertThat(clicksPerMinute(profile, t -> t >= begin, 95)).isGreaterThan(40);
  }

  @Test
  void reports_of_cost_stop_and_come_at_the_end() {
    CampaignProfile profile = profile(Incident.SPEND_LATE);
    long begin = begin(Incident.SPEND_LATE);
    long end = begin + 95 * MINUTE;
    List<SpendReport> reports = market.reports(profile);
    assertThat(reports)
        .noneMatch(
            r -> r.origin().arrivalTime() >= begin + MINUTE && r.origin().arrivalTime() < end)
        .noneMatch(r -> r.eventTime() >= begin && r.eventTime() < end)
        .anyMatch(r -> r.origin().arrivalTime() < begin)
        .anyMatch(r -> r.eventTime() >= end && r.eventTime() < end + 2 * MINUTE);
    double clicks = market.clicks(profile, t -> t >= BEGIN && t < end - 10 * MINUTE).size();
    assertThat(market.cost(profile, BEGIN, end - 10 * MINUTE) / clicks)
        .as("all of the cost came in the end")
        .isCloseTo(profile.costOfClick(), within(0.05 * profile.costOfClick()));
    for (CampaignProfile other : MarketCampaigns.profiles()) {
      if (!other.equals(profile) && !other.befalls(Incident.YOUNG_CAMPAIGN)) {
        assertThat(market.reports(other))
            .as(other.campaignId())
            .anyMatch(r -> r.eventTime() >= PRESENT && r.eventTime() < PRESENT + 6 * MINUTE);
      }
    }
  }

  @Test
  void an_article_is_counted_out_and_ordered_no_more_while_the_others_keep_the_plan() {
    CampaignProfile profile = profile(Incident.STOCK_OUT);
    long begin = begin(Incident.STOCK_OUT);
    assertThat(market.stock())
        .filteredOn(e -> e.sku().equals(IncidentEffects.SOLD_OUT_SKU))
        .extracting(
            InventoryEvent::eventTime, InventoryEvent::location, InventoryEvent::onHandMicros)
        .containsExactlyInAnyOrder(
            tuple(begin, MarketPlans.WAREHOUSE, 0L), tuple(begin, MarketPlans.DEALER, 0L));
    assertThat(market.orders(profile).filter(order -> contains(order, "day-pack")))
        .isNotEmpty()
        .allMatch(order -> order.eventTime() < begin);
    assertThat(market.orders(profile).filter(order -> contains(order, "road-shoe")))
        .anyMatch(order -> order.eventTime() > begin + 60 * MINUTE);
    Promotion promotion = promotion(profile);
    assertThat(promotion.endTime()).isGreaterThan(UNTIL);
    double planned =
        promotion.items().stream()
                .mapToLong(item -> Objects.requireNonNull(item.targetUnitsMicros()))
                .sum()
            / 1e6
            / Duration.ofMillis(promotion.endTime() - promotion.startTime()).toMinutes();
    double truth = profile.units("road-shoe", ALL.eventsPerSecond()) * 60;
    assertThat(truth).as("units a minute of what is left").isGreaterThan(1.05 * planned);
    double target = Double.parseDouble(row(profile.campaignId()).targets().getOrDefault("cvr", ""));
    assertThat(profile.cvr() * 2 / 3).as("orders per click of it").isGreaterThan(1.1 * target);
  }

  @Test
  void crawlers_click_more_than_people_do_and_their_clicks_lead_to_nothing() {
    CampaignProfile profile = profile(Incident.BOT_BURST);
    long begin = begin(Incident.BOT_BURST);
    LongPredicate burst = t -> t >= begin && t < begin + 10 * MINUTE;
    assertThat(market.crawlers(profile, burst)).isGreaterThan(2_000);
    assertThat(market.crawlers(profile, t -> t < begin && t >= begin - 10 * MINUTE))
        .isLessThan(100);
    assertThat(market.crawlers(profile, t -> t >= begin + 20 * MINUTE && t < begin + 30 * MINUTE))
        .isLessThan(100);
    assertThat(market.conversion(profile, t -> t < UNTIL - 30 * MINUTE))
        .isCloseTo(profile.cvr(), within(0.02));
  }

  @Test
  void a_budget_is_spent_long_before_its_end_and_reports_say_so() {
    CampaignProfile profile = profile(Incident.BUDGET_OVERRUN);
    Campaign row = row(profile.campaignId());
    double budget = Objects.requireNonNull(row.totalBudgetMicros()) / 1e6;
    assertThat(Objects.requireNonNull(row.endTime())).isGreaterThan(UNTIL + 60 * MINUTE);
    long begin = begin(Incident.BUDGET_OVERRUN);
    assertThat(market.cost(profile, BEGIN, begin)).isLessThan(0.2 * budget);
    assertThat(market.cost(profile, BEGIN, PRESENT - 10 * MINUTE)).isGreaterThan(1.1 * budget);
    assertThat(market.conversion(profile, t -> t < UNTIL - 30 * MINUTE))
        .isCloseTo(profile.cvr(), within(0.02));
  }

  @Test
  void a_promotion_sells_two_fifths_of_its_plan_though_every_click_sells_as_it_should() {
    CampaignProfile profile = profile(Incident.PROMOTION_BEHIND);
    Promotion promotion = promotion(profile);
    double part = (double) (UNTIL - BEGIN) / (promotion.endTime() - promotion.startTime());
    double planned =
        Objects.requireNonNull(promotion.items().get(0).targetUnitsMicros()) / 1e6 * part;
    assertThat(market.units(promotion.items().get(0).sku()) / planned).isBetween(0.33, 0.48);
    assertThat(market.conversion(profile, t -> t < UNTIL - 30 * MINUTE))
        .isCloseTo(profile.cvr(), within(0.02));
  }

  @Test
  void most_orders_come_late_and_in_the_end_all_have_come() {
    CampaignProfile profile = profile(Incident.LATE_CONVERSIONS);
    long begin = begin(Incident.LATE_CONVERSIONS);
    long end = begin + 106 * MINUTE;
    List<OrderEvent> meanwhile =
        market
            .orders(profile)
            .filter(order -> order.eventTime() >= begin && order.eventTime() < end)
            .toList();
    long late = meanwhile.stream().filter(order -> order.origin().arrivalTime() >= end).count();
    assertThat((double) late / meanwhile.size()).isBetween(0.8, 0.9);
    assertThat(meanwhile).allMatch(order -> order.origin().arrivalTime() < end + 2 * MINUTE);
    assertThat(meanwhile.size() / 106.0).as("orders a minute").isGreaterThan(6);
    assertThat(market.conversion(profile, t -> t >= begin && t < end))
        .isCloseTo(profile.cvr(), within(0.04));
  }

  @Test
  void a_young_campaign_is_good_and_looks_bad_while_its_buyers_consider() {
    CampaignProfile profile = profile(Incident.YOUNG_CAMPAIGN);
    long begin = begin(Incident.YOUNG_CAMPAIGN);
    assertThat(row(profile.campaignId()).startTime()).isEqualTo(begin);
    assertThat(market.clicks(profile, t -> t < begin)).isEmpty();
    long now = begin + 10 * MINUTE;
    long orders = market.orders(profile).filter(o -> o.origin().arrivalTime() < now).count();
    double target = Double.parseDouble(row(profile.campaignId()).targets().getOrDefault("cvr", ""));
    assertThat((double) orders / market.clicks(profile, t -> t < now).size())
        .as("orders so far per click so far")
        .isLessThan(0.8 * target);
    assertThat(market.conversion(profile, t -> t < UNTIL - 30 * MINUTE)).isGreaterThan(target);
  }

  @ParameterizedTest
  @EnumSource(Incident.class)
  void an_incident_changes_nothing_but_its_campaign(Incident incident) {
    List<Delivery> with = deliveries(new PlannedIncidents(Map.of(incident, PRESENT)));
    Set<Delivery> planted = new HashSet<>(with);
    uneventful.forEach(planted::remove);
    Set<Delivery> gone = new HashSet<>(uneventful);
    with.forEach(gone::remove);
    planted.addAll(gone);
    assertThat(planted).isNotEmpty().allMatch(delivery -> isAbout(incident, delivery));
    assertThat(planted).allMatch(delivery -> delivery.arrivalTime() >= PRESENT);
  }

  private static List<Delivery> deliveries(PlannedIncidents incidents) {
    List<Delivery> all = new ArrayList<>();
    new Market(new MarketOptions(3, 40, 240, incidents), PRESENT - 2 * MINUTE)
        .advanceTo(PRESENT + 9 * MINUTE, all::add);
    // Bytes are equal to nothing but themselves.
    all.removeIf(delivery -> delivery.payload() instanceof Payload.Garbage);
    return all;
  }

  private static boolean isAbout(Incident incident, Delivery delivery) {
    if (!(delivery.payload() instanceof Payload.Typed typed)) {
      return false;
    }
    if (typed.event() instanceof Interaction i) {
      return incident.campaignId().equals(i.campaignId())
          || String.valueOf(i.pageUrl()).contains("/c/" + incident.campaignId() + "?");
    } else if (typed.event() instanceof OrderEvent o) {
      return profiles(incident)
          .anyMatch(profile -> RecordedMarket.isOf(profile, o.orderId().substring(2)));
    } else if (typed.event() instanceof IdentityEvent i) {
      return Population.audience(i.visitorId()) == profile(incident).audience();
    } else if (typed.event() instanceof SpendReport r) {
      return r.campaignId().equals(incident.campaignId());
    } else if (typed.event() instanceof InventoryEvent e) {
      return profile(incident).articles().contains(e.sku());
    }
    return false;
  }

  @Test
  void incidents_are_chosen_by_name_and_time() {
    assertThat(PlannedIncidents.chosen("none", PRESENT)).isEqualTo(PlannedIncidents.NONE);
    assertThat(PlannedIncidents.chosen("All", PRESENT).beginsAt())
        .containsOnlyKeys(Incident.values());
    PlannedIncidents some = PlannedIncidents.chosen("bot-burst@5, STOCK_OUT", PRESENT);
    assertThat(some.beginsAt())
        .isEqualTo(
            Map.of(
                Incident.BOT_BURST,
                PRESENT + 5 * MINUTE,
                Incident.STOCK_OUT,
                PRESENT - 10 * MINUTE));
    assertThat(PlannedIncidents.parse(some.text())).isEqualTo(some);
    assertThat(PlannedIncidents.parse(PlannedIncidents.NONE.text()))
        .isEqualTo(PlannedIncidents.NONE);
    assertThatThrownBy(() -> PlannedIncidents.chosen("STOCKOUT", PRESENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STOCKOUT")
        .hasMessageContaining("STOCK_OUT");
    assertThatThrownBy(() -> PlannedIncidents.chosen("STOCK_OUT@soon", PRESENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"soon\"");
  }

  private static boolean contains(OrderEvent order, String sku) {
    return order.lines().stream().anyMatch(line -> line.sku().equals(sku));
  }

  private double clicksPerMinute(CampaignProfile profile, LongPredicate when, double minutes) {
    return market.clicks(profile, when).size() / minutes;
  }

  private static Stream<CampaignProfile> profiles(Incident incident) {
    return MarketCampaigns.profiles().stream().filter(profile -> profile.befalls(incident));
  }

  private static CampaignProfile profile(Incident incident) {
    return profiles(incident).findFirst().orElseThrow();
  }

  private static long begin(Incident incident) {
    return ALL.incidents().begin(incident).orElseThrow();
  }

  private static LongPredicate before(Incident incident) {
    return time -> time < begin(incident);
  }

  /** From its begin on, as far as orders have come. */
  private static LongPredicate since(Incident incident) {
    return time -> time >= begin(incident);
  }

  private static Campaign row(String campaignId) {
    return rows(Campaign.class).stream()
        .filter(campaign -> campaign.campaignId().equals(campaignId))
        .findAny()
        .orElseThrow();
  }

  private static Promotion promotion(CampaignProfile profile) {
    return rows(Promotion.class).stream()
        .filter(promotion -> promotion.promotionId().equals(profile.promotionId()))
        .findAny()
        .orElseThrow();
  }

  private static <R> List<R> rows(Class<R> type) {
    return new MarketCatalogue(BEGIN, ALL)
        .rows().stream()
            .map(Delivery::payload)
            .filter(Payload.Row.class::isInstance)
            .map(payload -> ((Payload.Row) payload).row())
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
  }
}
