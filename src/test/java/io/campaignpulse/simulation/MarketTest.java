package io.campaignpulse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {

  private static final long BEGIN = Instant.parse("2026-03-10T06:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final MarketOptions OPTIONS = new MarketOptions(7, 60, 240, BEGIN + 2 * HOUR);

  @Test
  void same_seed_delivers_the_same_lines_in_whatever_steps_time_passes() {
    assertThat(lines(OPTIONS, HOUR, HOUR).equals(lines(OPTIONS, HOUR, 7_300))).isTrue();
    assertThat(
            lines(new MarketOptions(8, 60, 240, BEGIN), HOUR, HOUR)
                .equals(lines(OPTIONS, HOUR, HOUR)))
        .isFalse();
  }

  @Test
  void a_market_that_begins_later_goes_on_as_one_that_ran_all_along() {
    long from = BEGIN + Market.MEMORY + HOUR;
    Market all = new Market(OPTIONS, BEGIN);
    Market resumed = new Market(OPTIONS, from - Market.MEMORY);
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    all.advanceTo(from, delivery -> {});
    resumed.advanceTo(from, delivery -> {});
    all.advanceTo(from + HOUR, delivery -> expected.add(DeliveryJson.line(delivery)));
    resumed.advanceTo(from + HOUR, delivery -> actual.add(DeliveryJson.line(delivery)));
    Set<String> missing = new HashSet<>(expected);
    actual.forEach(missing::remove);
    // Only orders whose buyers took longer than the memory may be missing.
    assertThat(missing).hasSizeLessThan(3);
    Set<String> invented = new HashSet<>(actual);
    expected.forEach(invented::remove);
    assertThat(invented).isEmpty();
  }

  @Test
  void deliveries_come_in_order_of_arrival() {
    assertThat(deliveries(HOUR)).isSortedAccordingTo(Comparator.comparing(Delivery::arrivalTime));
  }

  @Test
  void the_true_rates_are_found_again_in_a_long_run() {
    List<Delivery> all = deliveries(5 * HOUR);
    Map<String, String> campaignOfClick = new HashMap<>();
    Map<String, Long> clicks = new HashMap<>();
    interactions(all, InteractionType.CLICK)
        .filter(i -> i.eventId().startsWith("k-"))
        .filter(i -> i.eventTime() < BEGIN + 2 * HOUR)
        .forEach(
            i -> {
              String campaign = campaignIn(String.valueOf(i.pageUrl()));
              if (campaignOfClick.put(i.eventId().substring(2), campaign) == null) {
                clicks.merge(campaign, 1L, Long::sum);
              }
            });
    Map<String, Long> orders =
        all.stream()
            .flatMap(events(OrderEvent.class))
            .map(OrderEvent::orderId)
            .distinct()
            .map(id -> campaignOfClick.get(id.substring(2)))
            .filter(campaign -> campaign != null)
            .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    for (CampaignProfile profile : MarketCatalogue.profiles()) {
      if (profile.failing()) {
        continue;
      }
      long n = clicks.getOrDefault(profile.campaignId(), 0L);
      double found = (double) orders.getOrDefault(profile.campaignId(), 0L) / n;
      double sigma = Math.sqrt(profile.cvr() * (1 - profile.cvr()) / n);
      assertThat(found).as(profile.campaignId()).isCloseTo(profile.cvr(), within(4 * sigma));
    }
  }

  @Test
  void the_failing_promotion_stops_converting_when_failure_strikes() {
    List<Delivery> all = deliveries(4 * HOUR);
    double before = failingOrdersPerClick(all, t -> t < OPTIONS.failureAt());
    double after = failingOrdersPerClick(all, t -> t >= OPTIONS.failureAt());
    assertThat(before).isBetween(0.03, 0.07);
    assertThat(after).isLessThan(0.006);
  }

  @Test
  void what_goes_wrong_in_life_goes_wrong_here() {
    List<Delivery> all = deliveries(HOUR);
    List<String> ids =
        all.stream().flatMap(events(Interaction.class)).map(Interaction::eventId).toList();
    assertThat(ids.size()).isGreaterThan(new HashSet<>(ids).size());
    assertThat(all).anyMatch(d -> d.payload() instanceof Payload.Garbage);
    assertThat(all.stream().flatMap(events(Interaction.class)))
        .anyMatch(i -> i.eventId().isEmpty())
        .anyMatch(i -> i.eventTime() > i.origin().arrivalTime() + HOUR)
        .anyMatch(i -> i.eventTime() < BEGIN / 100)
        .anyMatch(i -> String.valueOf(i.userAgent()).contains("bot"));
    assertThat(all.stream().flatMap(events(OrderEvent.class)))
        .anyMatch(o -> o.currency().equals("XTS"));
  }

  @Test
  void spend_comes_late_and_is_restated() {
    List<SpendReport> reports =
        deliveries(HOUR).stream().flatMap(events(SpendReport.class)).toList();
    assertThat(reports).allMatch(r -> r.eventTime() >= r.periodEnd() + 60_000);
    Map<String, Set<Long>> revisions =
        reports.stream()
            .collect(
                Collectors.groupingBy(
                    SpendReport::reportKey,
                    Collectors.mapping(SpendReport::revision, Collectors.toSet())));
    assertThat(revisions.values()).anyMatch(r -> r.size() > 1).anyMatch(r -> r.size() == 1);
    assertThat(reports.size())
        .as("the same report sent twice")
        .isGreaterThan(revisions.values().stream().mapToInt(Set::size).sum());
  }

  @Test
  void stock_is_delivered_while_promotions_run() {
    assertThat(deliveries(5 * HOUR).stream().flatMap(events(InventoryEvent.class)))
        .extracting(InventoryEvent::eventTime, InventoryEvent::location)
        .containsExactly(
            tuple(BEGIN + 2 * HOUR, MarketPlans.WAREHOUSE),
            tuple(BEGIN + 2 * HOUR, MarketPlans.DEALER),
            tuple(BEGIN + 4 * HOUR, MarketPlans.WAREHOUSE),
            tuple(BEGIN + 4 * HOUR, MarketPlans.DEALER));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 33, 100})
  void plans_tie_out_at_every_size_of_the_market(double eventsPerSecond) {
    MarketPlans plans = new MarketPlans(BEGIN, eventsPerSecond);
    Map<String, Long> sums =
        plans.targets().stream()
            .filter(target -> target.parentId() != null)
            .collect(
                Collectors.groupingBy(
                    target -> String.valueOf(target.parentId()),
                    Collectors.summingLong(PlanDefinition::goalMicros)));
    assertThat(sums).hasSize(3);
    plans.targets().stream()
        .filter(target -> sums.containsKey(target.planId()))
        .forEach(target -> assertThat(target.goalMicros()).isEqualTo(sums.get(target.planId())));
    Map<String, Long> counted =
        plans.openingStock().stream()
            .flatMap(events(InventoryEvent.class))
            .collect(
                Collectors.groupingBy(
                    InventoryEvent::sku,
                    Collectors.summingLong(count -> Objects.requireNonNull(count.onHandMicros()))));
    for (Promotion promotion : plans.promotions()) {
      for (PromotionItem item : promotion.items()) {
        assertThat(counted.get(item.sku())).isEqualTo(item.openingStockMicros());
      }
    }
  }

  private static double failingOrdersPerClick(List<Delivery> all, Predicate<Long> when) {
    Set<String> clicks =
        interactions(all, InteractionType.CLICK)
            .filter(i -> i.eventId().startsWith("k-"))
            .filter(i -> String.valueOf(i.pageUrl()).contains(MarketCatalogue.FAILING_CAMPAIGN))
            .filter(i -> when.test(i.eventTime()))
            .map(i -> i.eventId().substring(2))
            .collect(Collectors.toSet());
    long orders =
        all.stream()
            .flatMap(events(OrderEvent.class))
            .map(o -> o.orderId().substring(2))
            .distinct()
            .filter(clicks::contains)
            .count();
    return (double) orders / clicks.size();
  }

  private static String campaignIn(String pageUrl) {
    return pageUrl.replaceAll(".*utm_campaign=([^&]*).*", "$1");
  }

  private static Stream<Interaction> interactions(List<Delivery> all, InteractionType type) {
    return all.stream()
        .filter(d -> d.topic() == Topic.INTERACTIONS)
        .flatMap(events(Interaction.class))
        .filter(i -> i.type() == type);
  }

  private static <E extends Event> java.util.function.Function<Delivery, Stream<E>> events(
      Class<E> type) {
    return delivery ->
        delivery.payload() instanceof Payload.Typed typed && type.isInstance(typed.event())
            ? Stream.of(type.cast(typed.event()))
            : Stream.empty();
  }

  private static List<Delivery> deliveries(long duration) {
    List<Delivery> all = new ArrayList<>();
    new Market(OPTIONS, BEGIN).advanceTo(BEGIN + duration, all::add);
    return all;
  }

  private static List<String> lines(MarketOptions options, long duration, long step) {
    List<String> lines = new ArrayList<>();
    Market market = new Market(options, BEGIN);
    for (long time = BEGIN; time < BEGIN + duration; time += step) {
      market.advanceTo(
          Math.min(time + step, BEGIN + duration), d -> lines.add(DeliveryJson.line(d)));
    }
    return lines;
  }
}
