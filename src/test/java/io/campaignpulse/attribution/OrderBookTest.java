package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.back;
import static io.campaignpulse.testing.TestingJourneys.cancelled;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.placedAgain;
import static io.campaignpulse.testing.TestingJourneys.refunded;
import static io.campaignpulse.testing.TestingJourneys.refundedIn;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static io.campaignpulse.testing.TestingJourneys.unpriced;
import static io.campaignpulse.testing.TestingJourneys.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.OriginalAmounts;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.testing.TestingJourneys;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Orders with their returns, and worked example 6. */
class OrderBookTest {

  private static Conversion conversion(PricedOrder... events) {
    OrderBook book = OrderBook.empty();
    for (PricedOrder event : events) {
      book = book.apply(event).book();
    }
    return Objects.requireNonNull(book.conversion());
  }

  private static long total(Conversion conversion, AttributedMeasure measure) {
    return conversion.bookings().stream().mapToLong(b -> b.amounts()[measure.ordinal()]).sum();
  }

  @Test
  void one_of_four_units_back_leaves_three_quarters_and_the_order() {
    Conversion order =
        conversion(
            placed("O", 10, null, "c", line("S", 4, 100, 0, 40L)),
            returned("r", "O", 99, back("S", 1)));
    assertThat(order.value()).isEqualTo(75 * MICROS);
    assertThat(order.voided()).isFalse();
    assertThat(total(order, AttributedMeasure.ORDERS)).isEqualTo(NANOS);
    assertThat(total(order, AttributedMeasure.UNITS)).isEqualTo(3 * NANOS);
    assertThat(total(order, AttributedMeasure.GROSS_REVENUE)).isEqualTo(100 * MICROS);
    assertThat(total(order, AttributedMeasure.REFUNDS)).isEqualTo(25 * MICROS);
    assertThat(total(order, AttributedMeasure.COGS)).isEqualTo(30 * MICROS);
    assertThat(order.bookings()).extracting(b -> b.time()).containsExactly(10L, 99L);
  }

  @Test
  void everything_back_leaves_nothing_and_takes_the_order_back() {
    Conversion order =
        conversion(
            placed("O", 10, null, "c", line("S", 4, 100, 10, 40L)),
            returned("r1", "O", 20, back("S", 3)),
            returned("r2", "O", 30));
    assertThat(order.voided()).isTrue();
    assertThat(order.value()).isZero();
    assertThat(total(order, AttributedMeasure.ORDERS)).isZero();
    assertThat(total(order, AttributedMeasure.NET_REVENUE)).isZero();
    assertThat(total(order, AttributedMeasure.COGS)).isZero();
    assertThat(total(order, AttributedMeasure.DISCOUNTS)).isEqualTo(10 * MICROS);
    assertThat(total(order, AttributedMeasure.REFUNDS)).isEqualTo(90 * MICROS);
    assertThat(order.bookings().get(1).amounts()[AttributedMeasure.ORDERS.ordinal()]).isZero();
    assertThat(order.bookings().get(2).amounts()[AttributedMeasure.ORDERS.ordinal()])
        .isEqualTo(-NANOS);
  }

  @Test
  void a_cancellation_takes_what_is_left_and_a_second_one_nothing() {
    Conversion order =
        conversion(
            placed("O", 10, null, "c", line("S", 4, 100, 0, null)),
            cancelled("x1", "O", 20),
            cancelled("x2", "O", 30));
    assertThat(total(order, AttributedMeasure.ORDERS)).isZero();
    assertThat(total(order, AttributedMeasure.UNITS_WITHOUT_COST)).isZero();
    assertThat(Arrays.stream(order.bookings().get(2).amounts()).allMatch(a -> a == 0)).isTrue();
  }

  @Test
  void equal_articles_are_used_up_in_line_order_and_too_many_count_as_what_was_left() {
    Conversion order =
        conversion(
            placed("O", 10, null, "c", line("S", 1, 10, 0, 0L), line("S", 2, 50, 0, 0L)),
            returned("r", "O", 20, back("S", 2)));
    assertThat(order.value()).isEqualTo(25 * MICROS);
    Conversion all =
        conversion(
            placed("O", 10, null, "c", line("S", 1, 10, 0, 0L), line("S", 2, 50, 0, 0L)),
            returned("r", "O", 20, back("S", 99)));
    assertThat(all.voided()).isTrue();
  }

  @Test
  void what_is_left_of_a_line_is_rounded_half_even() {
    PricedLine odd = new PricedLine("S", 2 * MICROS, 5, 0, 7L, null);
    Conversion order =
        conversion(placed("O", 10, null, "c", odd), returned("r", "O", 20, back("S", 1)));
    assertThat(order.value()).isEqualTo(2);
    assertThat(total(order, AttributedMeasure.COGS)).isEqualTo(4);
  }

  @Test
  void a_return_before_its_order_waits_and_gives_the_same() {
    PricedOrder order = placed("O", 10, null, "c", line("S", 4, 100, 0, 40L));
    PricedOrder back = returned("r", "O", 20, back("S", 1));
    OrderBook waiting = OrderBook.empty().apply(back).book();
    assertThat(waiting.conversion()).isNull();
    assertThat(waiting.since()).isEqualTo(20);
    OrderBook.Step step = waiting.apply(order);
    assertThat(step.accepted()).containsExactly(order, back);
    assertThat(Objects.requireNonNull(step.book().conversion()).value()).isEqualTo(75 * MICROS);
  }

  @Test
  void a_return_of_what_was_never_bought_is_refused_before_and_after_the_order() {
    PricedOrder order = placed("O", 10, null, "c", line("S", 4, 100, 0, 40L));
    PricedOrder alien = returned("r", "O", 20, back("S", 1), back("T", 1));
    OrderBook.Step late = OrderBook.empty().apply(order).book().apply(alien);
    assertThat(late.refused()).containsExactly(alien);
    assertThat(late.accepted()).isEmpty();
    OrderBook.Step early = OrderBook.empty().apply(alien).book().apply(order);
    assertThat(early.refused()).containsExactly(alien);
    assertThat(early.accepted()).containsExactly(order);
    assertThat(Objects.requireNonNull(early.book().conversion()).value()).isEqualTo(100 * MICROS);
  }

  @Test
  void changes_that_wait_in_vain_are_refused_and_an_order_is_forgotten_after_its_retention() {
    PricedOrder old = returned("r1", "O", 20, back("S", 1));
    PricedOrder young = returned("r2", "O", 30, back("S", 1));
    OrderBook waiting = OrderBook.empty().apply(young).book().apply(old).book();
    assertThat(waiting.expiresAt(1000, 100)).isEqualTo(120);
    OrderBook.Step step = waiting.forget(125, 1000, 100);
    assertThat(step.refused()).containsExactly(old);
    assertThat(step.book().changes()).containsExactly(young);
    OrderBook placed = waiting.apply(placed("O", 10, null, "c", line("S", 4, 100, 0, 40L))).book();
    assertThat(placed.expiresAt(1000, 100)).isEqualTo(1010);
    assertThat(placed.forget(1010, 1000, 100).book()).isEqualTo(placed);
    OrderBook.Step forgotten = placed.forget(1011, 1000, 100);
    assertThat(forgotten.book().isEmpty()).isTrue();
    assertThat(forgotten.refused()).isEmpty();
  }

  @Test
  void money_without_goods_lowers_net_and_leaves_units_and_the_order() {
    Conversion order =
        conversion(
            placed("O", 10, null, "c", line("S", 2, 1000, 0, 600L)),
            refunded("m", "O", 20, 300 * MICROS));
    assertThat(order.value()).isEqualTo(700 * MICROS);
    assertThat(order.voided()).isFalse();
    assertThat(total(order, AttributedMeasure.ORDERS)).isEqualTo(NANOS);
    assertThat(total(order, AttributedMeasure.UNITS)).isEqualTo(2 * NANOS);
    assertThat(total(order, AttributedMeasure.REFUNDS)).isEqualTo(300 * MICROS);
    assertThat(total(order, AttributedMeasure.COGS)).isEqualTo(600 * MICROS);
  }

  @Test
  void money_without_goods_never_takes_net_below_0() {
    Conversion order =
        conversion(
            placed("O", 10, null, "c", line("S", 2, 100, 0, null)),
            returned("r", "O", 20, back("S", 1)),
            refunded("m1", "O", 30, 30 * MICROS),
            refunded("m2", "O", 40, 30 * MICROS),
            refunded("m3", "O", 50, Long.MAX_VALUE));
    assertThat(order.bookings())
        .extracting(b -> b.amounts()[AttributedMeasure.NET_REVENUE.ordinal()] / MICROS)
        .containsExactly(100L, -50L, -30L, -20L, 0L);
    assertThat(order.voided()).isFalse();
  }

  @Test
  void money_without_goods_is_split_over_lines_by_their_net_and_goes_with_goods_that_come_later() {
    OrderBook book =
        OrderBook.empty()
            .apply(
                placed(
                    "O",
                    10,
                    null,
                    "c",
                    line("S", 4, 100, 0, 0L),
                    line("T", 1, 60, 0, 0L),
                    line("DISCOUNT", 1, -10, 0, 0L)))
            .book()
            .apply(refunded("m", "O", 20, 75 * MICROS))
            .book()
            .apply(returned("r", "O", 30, back("S", 1)))
            .book();
    assertThat(book.lineBookings())
        .filteredOn(line -> line.time() > 10)
        .extracting(LineBooking::netMicros)
        .containsExactly(-50 * MICROS, -30 * MICROS, 5 * MICROS, -12_500_000L);
    OrderBook all = book.apply(returned("r2", "O", 40)).book();
    assertThat(Objects.requireNonNull(all.conversion()).value()).isZero();
  }

  @Test
  void money_without_goods_is_worth_what_its_order_was_and_refused_in_another_currency() {
    PricedOrder order = placed("O", 10, null, "c", line("S", 4, 100, 0, 0L));
    PricedOrder foreign = refundedIn("EUR", "m", "O", 20, MICROS);
    OrderBook.Step step = OrderBook.empty().apply(order).book().apply(foreign);
    assertThat(step.refused()).containsExactly(foreign);
    assertThat(step.book().whyRefused(foreign))
        .isEqualTo("amount: not in the currency of the order");
    PricedOrder inEuro =
        TestingJourneys.in(
            new OriginalAmounts("EUR", new BigDecimal("1.25"), List.of(), null), order);
    assertThat(conversion(inEuro, foreign).value()).isEqualTo(98_750_000);
  }

  private static OrderBook shuffled(List<PricedOrder> events, Random random) {
    List<PricedOrder> arriving = new ArrayList<>(events);
    Collections.shuffle(arriving, random);
    OrderBook book = OrderBook.empty();
    for (PricedOrder event : arriving) {
      book = book.apply(event).book();
    }
    return book;
  }

  @Test
  void a_higher_revision_or_an_update_replaces_the_lines_and_books_the_difference_at_its_time() {
    Conversion order =
        conversion(
            placedAgain("p", "O", 10, null, unpriced("A", 1, 19), unpriced("B", 1, 38)),
            placedAgain("q", "O", 20, 1L, unpriced("A", 1, 19)),
            updated("u", "O", 30, null, unpriced("A", 3, 18)));
    assertThat(order.time()).isEqualTo(10);
    assertThat(order.value()).isEqualTo(54 * MICROS);
    assertThat(order.bookings()).extracting(b -> b.time()).containsExactly(10L, 20L, 30L);
    assertThat(order.bookings())
        .extracting(b -> b.amounts()[AttributedMeasure.GROSS_REVENUE.ordinal()] / MICROS)
        .containsExactly(57L, -38L, 35L);
    assertThat(total(order, AttributedMeasure.ORDERS)).isEqualTo(NANOS);
    assertThat(total(order, AttributedMeasure.UNITS)).isEqualTo(3 * NANOS);
    assertThat(total(order, AttributedMeasure.REFUNDS)).isZero();
  }

  @Test
  void an_old_revision_and_a_second_order_without_one_are_duplicates_whatever_the_arrival() {
    List<PricedOrder> events =
        List.of(
            placedAgain("p", "O", 10, null, unpriced("A", 1, 1)),
            placedAgain("again", "O", 15, null, unpriced("A", 1, 99)),
            placedAgain("r3", "O", 20, 3L, unpriced("A", 1, 3)),
            placedAgain("r2", "O", 30, 2L, unpriced("A", 1, 2)),
            updated("u3", "O", 40, 3L, unpriced("A", 1, 4)),
            updated("u", "O", 50, null, unpriced("A", 1, 5)));
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      List<PricedOrder> arriving = new ArrayList<>(events);
      Collections.shuffle(arriving, random);
      OrderBook book = OrderBook.empty();
      int duplicates = 0;
      for (PricedOrder event : arriving) {
        OrderBook.Step step = book.apply(event);
        duplicates += step.duplicates();
        book = step.book();
      }
      assertThat(duplicates).isEqualTo(3);
      assertThat(book.counted()).extracting(PricedOrder::eventId).containsExactly("p", "r3", "u");
      assertThat(Objects.requireNonNull(book.conversion()).value()).isEqualTo(5 * MICROS);
    }
  }

  @Test
  void earlier_returns_keep_applying_to_an_updated_order() {
    List<PricedOrder> events =
        List.of(
            placedAgain("p", "O", 10, null, unpriced("A", 2, 10), unpriced("B", 1, 5)),
            returned("r", "O", 20, back("A", 1)),
            refunded("m", "O", 25, 3 * MICROS),
            updated("u", "O", 30, null, unpriced("A", 2, 20), unpriced("C", 1, 10)),
            returned("c", "O", 40, back("C", 1)));
    OrderBook book = shuffled(events, new Random(2));
    Conversion order = Objects.requireNonNull(book.conversion());
    // A: 40, half of it back, two thirds of 3 given back on the 20 and a third on C's 10.
    assertThat(order.bookings())
        .extracting(b -> b.amounts()[AttributedMeasure.NET_REVENUE.ordinal()] / MICROS)
        .containsExactly(25L, -10L, -3L, 15L, -9L);
    assertThat(total(order, AttributedMeasure.UNITS)).isEqualTo(NANOS);
    assertThat(total(order, AttributedMeasure.REFUNDS)).isEqualTo(32 * MICROS);
    for (int i = 0; i < 50; i++) {
      assertThat(shuffled(events, new Random(i)).conversion())
          .usingRecursiveComparison()
          .isEqualTo(order);
    }
  }

  @Test
  void an_update_brings_a_returned_order_back_to_life_and_takes_it_again() {
    Conversion order =
        conversion(
            placedAgain("p", "O", 10, null, unpriced("A", 1, 10)),
            returned("r", "O", 20, back("A", 1)),
            updated("u1", "O", 30, null, unpriced("A", 2, 10)),
            updated("u2", "O", 40, null, unpriced("A", 1, 10)));
    assertThat(order.bookings())
        .extracting(b -> b.amounts()[AttributedMeasure.ORDERS.ordinal()] / NANOS)
        .containsExactly(1L, -1L, 1L, -1L);
    assertThat(order.voided()).isTrue();
    assertThat(order.value()).isZero();
  }

  @Test
  void a_return_of_an_article_that_an_update_brings_counts_once_the_update_is_known() {
    PricedOrder order = placedAgain("p", "O", 10, null, unpriced("A", 1, 10));
    PricedOrder back = returned("r", "O", 30, back("B", 1));
    PricedOrder update = updated("u", "O", 20, null, unpriced("B", 1, 20));
    OrderBook.Step refused = OrderBook.empty().apply(order).book().apply(back);
    assertThat(refused.refused()).containsExactly(back);
    OrderBook.Step restored = refused.book().apply(update);
    assertThat(restored.restored()).containsExactly(back);
    assertThat(restored.accepted()).containsExactly(update, back);
    assertThat(Objects.requireNonNull(restored.book().conversion()).voided()).isTrue();
  }

  @Test
  void an_update_waits_for_its_order_is_priced_with_it_and_refused_in_another_currency() {
    PricedOrder update = updated("u", "O", 20, null, unpriced("A", 1, 20));
    OrderBook waiting = OrderBook.empty().apply(update).book();
    assertThat(waiting.conversions()).isEmpty();
    assertThat(waiting.refused()).containsExactly(update);
    PricedOrder inEuro =
        TestingJourneys.in(
            new OriginalAmounts("USD", new BigDecimal("0.5"), List.of(), null),
            placed("O", 10, null, "c", line("A", 1, 7, 0, 0L)));
    assertThat(Objects.requireNonNull(waiting.apply(inEuro).book().conversion()).value())
        .isEqualTo(10 * MICROS);
    PricedOrder foreign =
        TestingJourneys.in(
            new OriginalAmounts("EUR", BigDecimal.ONE, List.of(), null),
            placed("O", 10, null, "c", line("A", 1, 7, 0, 0L)));
    OrderBook.Step step = waiting.apply(foreign);
    assertThat(step.refused()).containsExactly(update);
    assertThat(step.book().whyRefused(update)).isEqualTo("currency: not that of the order");
  }

  @Test
  void bookings_of_lines_sum_to_those_of_the_order() {
    OrderBook book =
        OrderBook.empty()
            .apply(placed("O", 10, null, "c", line("S", 2, 10, 1, 4L), line("T", 1, 50, 0, null)))
            .book()
            .apply(returned("r", "O", 20, back("S", 1)))
            .book();
    assertThat(book.lineBookings())
        .containsExactly(
            new LineBooking(
                line("S", 2, 10, 1, 4L),
                10,
                2 * MICROS,
                10 * MICROS,
                MICROS,
                9 * MICROS,
                4 * MICROS),
            new LineBooking(
                line("T", 1, 50, 0, null), 10, MICROS, 50 * MICROS, 0, 50 * MICROS, null),
            new LineBooking(line("S", 2, 10, 1, 4L), 20, -MICROS, 0, 0, -4_500_000, -2 * MICROS));
    assertThat(OrderBook.empty().lineBookings()).isEmpty();
  }
}
