package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.back;
import static io.campaignpulse.testing.TestingJourneys.cancelled;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static io.campaignpulse.testing.TestingSales.placedWith;
import static io.campaignpulse.testing.TestingSales.summed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.testing.TestingSales;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What orders say about sales. */
class SalesTest {

  private static OrderBook book(PricedOrder... events) {
    OrderBook book = OrderBook.empty();
    for (PricedOrder event : events) {
      book = book.apply(event).book();
    }
    return book;
  }

  private static SaleFact fact(long time, long units, long gross, long discount, long net) {
    return new SaleFact(
        "S",
        null,
        "D",
        10,
        time,
        units * MICROS,
        gross * MICROS,
        discount * MICROS,
        net * MICROS,
        units * 10 * MICROS);
  }

  @Test
  void a_sale_and_what_came_back_are_booked_at_their_own_times() {
    PricedOrder order = placedWith("D", "O", 10, line("S", 4, 100, 20, 40L));
    PricedOrder back = returned("r", "O", 99, back("S", 1));
    assertThat(Sales.of(book(back, order)))
        .containsExactly(fact(10, 4, 100, 20, 80), fact(99, -1, 0, 0, -20));
    assertThat(Sales.of(book(back))).isEmpty();
  }

  @Test
  void only_the_difference_is_told() {
    PricedOrder order = placedWith("D", "O", 10, line("S", 4, 100, 20, 40L));
    PricedOrder back = returned("r", "O", 99, back("S", 1));
    assertThat(Sales.difference(OrderBook.empty(), book(back))).isEmpty();
    assertThat(Sales.difference(book(back), book(back, order))).hasSize(2);
    assertThat(Sales.difference(book(order), book(order, back)))
        .containsExactly(fact(99, -1, 0, 0, -20));
    assertThat(Sales.difference(book(order, back), book(order, back))).isEmpty();
  }

  @Test
  void an_earlier_return_moves_what_a_later_one_took_back() {
    PricedOrder order = placedWith("D", "O", 10, line("S", 4, 100, 20, 40L));
    PricedOrder all = cancelled("x", "O", 99);
    PricedOrder earlier = returned("r", "O", 50, back("S", 1));
    assertThat(Sales.difference(book(order, all), book(order, all, earlier)))
        .containsExactlyInAnyOrder(fact(50, -1, 0, 0, -20), fact(99, 1, 0, 0, 20));
  }

  @Test
  void equal_articles_of_two_promotions_are_two_facts_used_up_in_line_order() {
    PricedLine first = new PricedLine("S", MICROS, 10 * MICROS, 0, null, "A");
    PricedLine second = new PricedLine("S", MICROS, 30 * MICROS, 0, null, "B");
    List<SaleFact> facts =
        Sales.of(
            book(placedWith(null, "O", 10, first, second), returned("r", "O", 20, back("S", 1))));
    assertThat(facts)
        .extracting(SaleFact::promotionId, SaleFact::time, SaleFact::netMicros)
        .containsExactly(
            tuple("A", 10L, 10 * MICROS),
            tuple("B", 10L, 30 * MICROS),
            tuple("A", 20L, -10 * MICROS));
  }

  @Property
  void the_facts_of_an_order_sum_to_what_attribution_books(@ForAll long seed) {
    List<PricedOrder> events = TestingSales.someOrder(new Random(seed));
    OrderBook book = book(events.toArray(PricedOrder[]::new));
    List<SaleFact> facts = Sales.of(book);
    Conversion booked = Objects.requireNonNull(book.conversion());
    assertThat(sum(facts, SaleFact::unitsMicros) * 1000)
        .isEqualTo(total(booked, AttributedMeasure.UNITS));
    assertThat(sum(facts, SaleFact::grossMicros))
        .isEqualTo(total(booked, AttributedMeasure.GROSS_REVENUE));
    assertThat(sum(facts, SaleFact::discountMicros))
        .isEqualTo(total(booked, AttributedMeasure.DISCOUNTS));
    assertThat(sum(facts, SaleFact::netMicros))
        .isEqualTo(total(booked, AttributedMeasure.NET_REVENUE));
    assertThat(sum(facts, fact -> Objects.requireNonNullElse(fact.cogsMicros(), 0L)))
        .isEqualTo(total(booked, AttributedMeasure.COGS));
    assertThat(sum(facts, fact -> fact.cogsMicros() == null ? fact.unitsMicros() * 1000 : 0))
        .isEqualTo(total(booked, AttributedMeasure.UNITS_WITHOUT_COST));
  }

  @Property
  void in_any_order_of_arrival_differences_sum_to_the_same_facts(@ForAll long seed) {
    Random random = new Random(seed);
    List<PricedOrder> events = new ArrayList<>(TestingSales.someOrder(random));
    List<SaleFact> atEnd = Sales.of(book(events.toArray(PricedOrder[]::new)));
    Collections.shuffle(events, random);
    List<SaleFact> told = new ArrayList<>();
    OrderBook book = OrderBook.empty();
    for (PricedOrder event : events) {
      OrderBook next = book.apply(event).book();
      told.addAll(Sales.difference(book, next));
      book = next;
    }
    assertThat(summed(told)).isEqualTo(summed(atEnd));
  }

  private static long sum(List<SaleFact> facts, ToLongFunction<SaleFact> amount) {
    return facts.stream().mapToLong(amount).sum();
  }

  private static long total(Conversion conversion, AttributedMeasure measure) {
    return conversion.bookings().stream().mapToLong(b -> b.amounts()[measure.ordinal()]).sum();
  }
}
