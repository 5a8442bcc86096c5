package io.campaignpulse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.SpendReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {

  private static final long BEGIN = Instant.parse("2026-03-10T06:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final MarketOptions OPTIONS = new MarketOptions(7, 60, 240, PlannedIncidents.NONE);

  @Test
  void same_seed_delivers_the_same_lines_in_whatever_steps_time_passes() {
    assertThat(lines(OPTIONS, HOUR, HOUR).equals(lines(OPTIONS, HOUR, 7_300))).isTrue();
    assertThat(
            lines(new MarketOptions(8, 60, 240, PlannedIncidents.NONE), HOUR, HOUR)
                .equals(lines(OPTIONS, HOUR, HOUR)))
        .isFalse();
  }

  @Test
  void a_market_that_begins_later_goes_on_as_one_that_ran_all_along() {
    long from = BEGIN + Market.MEMORY + HOUR;
    MarketOptions options =
        new MarketOptions(7, 60, 240, PlannedIncidents.chosen("all", BEGIN + Market.MEMORY));
    Market all = new Market(options, BEGIN);
    Market resumed = new Market(options, from - Market.MEMORY);
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
    MarketPlans plans =
        new MarketPlans(BEGIN, new MarketOptions(1, eventsPerSecond, 240, PlannedIncidents.NONE));
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
