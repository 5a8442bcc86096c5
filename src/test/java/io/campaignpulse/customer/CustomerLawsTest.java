package io.campaignpulse.customer;

import static io.campaignpulse.testing.TestingJourneys.at;
import static io.campaignpulse.testing.TestingJourneys.back;
import static io.campaignpulse.testing.TestingJourneys.cancelled;
import static io.campaignpulse.testing.TestingJourneys.click;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.link;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.customer.CustomerOrder.Word;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.testing.TestingAttribution;
import io.campaignpulse.testing.TestingCustomers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Who acquired whom, and whose margin is whose, whatever the order of arrival. */
class CustomerLawsTest {

  private static final long START = at("2026-03-02T12:00:00Z");
  private static final long DAY = 86_400_000;
  private static final long FIRST_DAY = Days.of(START);
  private static final int OLDEST = 730;
  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);
  private static final AttributionOptions REPLAY = AttributionOptions.defaults(Emission.AT_END);

  private static Map<String, Long> live(List<? extends Event> events) {
    return TestingCustomers.sums(
        AttributionModel.LAST_TOUCH, OLDEST, TestingAttribution.credits(LIVE, events));
  }

  @Property
  void any_order_of_arrival_gives_live_what_the_replay_gives(@ForAll long seed) {
    Random random = new Random(seed);
    AttributionModel model = AttributionModel.values()[random.nextInt(6)];
    List<Event> history = TestingCustomers.history(random, START, 12);
    List<Credit> replayed = TestingAttribution.credits(REPLAY, history);
    Map<String, Long> expected = TestingCustomers.sums(model, OLDEST, replayed);

    Collections.shuffle(replayed, random);
    assertThat(TestingCustomers.sums(model, OLDEST, replayed)).isEqualTo(expected);
    Collections.shuffle(history, random);
    List<Credit> published = TestingAttribution.credits(LIVE, history);
    Collections.shuffle(published, random);
    assertThat(TestingCustomers.sums(model, OLDEST, published)).isEqualTo(expected);
  }

  @Property
  void every_customer_is_one_and_no_margin_is_lost(@ForAll long seed) {
    Random random = new Random(seed);
    AttributionModel model = AttributionModel.values()[random.nextInt(6)];
    List<Credit> credits =
        TestingAttribution.credits(REPLAY, TestingCustomers.history(random, START, 12));
    Map<String, Long> sums = TestingCustomers.sums(model, OLDEST, credits);

    Set<String> buyers = new HashSet<>();
    credits.stream().filter(Credit::newCustomer).forEach(c -> buyers.add(buyer(c)));
    assertThat(total(sums, "customers")).isEqualTo(buyers.size() * 1_000_000_000L);
    long margin = 0;
    for (Credit credit : credits) {
      if (credit.model() == model
          && credit.conversionType() == ConversionType.ORDER
          && buyers.contains(buyer(credit))) {
        for (Booking booking : credit.bookings()) {
          margin += booking.amounts()[AttributedMeasure.NET_REVENUE.ordinal()];
          margin -= booking.amounts()[AttributedMeasure.COGS.ordinal()];
        }
      }
    }
    assertThat(total(sums, "margin")).isEqualTo(margin);
  }

  private static String buyer(Credit credit) {
    return credit.personId() == null ? credit.conversionId() : credit.personId();
  }

  private static long total(Map<String, Long> sums, String what) {
    return sums.entrySet().stream()
        .filter(e -> e.getKey().endsWith(what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void later_orders_count_for_who_acquired_the_customer() {
    assertThat(
            live(
                List.of(
                    click("i1", START, null, "c", "spring", "EMAIL"),
                    placed("o1", START + 1, null, "c", line("A", 1, 10, 0, 4L)),
                    click("i2", START + 3 * DAY, null, "c", "brand", "DISPLAY"),
                    placed("o2", START + 3 * DAY + 1, null, "c", line("A", 1, 20, 0, 5L)),
                    returned("r2", "o2", START + 9 * DAY, back("A", 1)))))
        .containsOnly(
            entry("spring|EMAIL day " + FIRST_DAY + " customers", 1_000_000_000L),
            entry("spring|EMAIL age 0 margin", 6_000_000L),
            entry("spring|EMAIL age 3 margin", 15_000_000L),
            entry("spring|EMAIL age 8 margin", -15_000_000L));
  }

  @Test
  void an_earlier_order_that_arrives_late_takes_the_customer_over() {
    assertThat(
            live(
                List.of(
                    click("i2", START + 3 * DAY, null, "c", "brand", "DISPLAY"),
                    placed("o2", START + 3 * DAY, null, "c", line("A", 1, 20, 0, 5L)),
                    placed("o1", START, null, "c", line("A", 1, 10, 0, 4L)))))
        .containsOnly(
            entry("(unattributed)|DIRECT day " + FIRST_DAY + " customers", 1_000_000_000L),
            entry("(unattributed)|DIRECT age 0 margin", 6_000_000L),
            entry("(unattributed)|DIRECT age 3 margin", 15_000_000L));
  }

  @Test
  void a_voided_first_order_hands_the_customer_to_the_next() {
    // The voided order cancels out: given at age 0, since it lies before the first, and taken back.
    assertThat(
            live(
                List.of(
                    click("i1", START, null, "c", "spring", "EMAIL"),
                    placed("o1", START, null, "c", line("A", 1, 10, 0, 4L)),
                    click("i2", START + 3 * DAY, null, "c", "brand", "DISPLAY"),
                    placed("o2", START + 3 * DAY, null, "c", line("A", 1, 20, 0, 5L)),
                    cancelled("x", "o1", START + 5 * DAY))))
        .containsOnly(
            entry("brand|DISPLAY day " + (FIRST_DAY + 3) + " customers", 1_000_000_000L),
            entry("brand|DISPLAY age 0 margin", 21_000_000L),
            entry("brand|DISPLAY age 2 margin", -6_000_000L));
  }

  @Test
  void a_person_without_a_valid_order_is_no_customer() {
    assertThat(
            live(
                List.of(
                    placed("o1", START, null, "c", line("A", 1, 10, 0, 4L)),
                    cancelled("x", "o1", START + 5 * DAY))))
        .isEmpty();
  }

  @Test
  void a_merge_makes_two_customers_one() {
    List<Event> apart =
        List.of(
            click("i1", START, "v", null, "spring", "EMAIL"),
            placed("o1", START, "v", null, line("A", 1, 10, 0, 4L)),
            click("i2", START + 2 * DAY, null, "c", "brand", "DISPLAY"),
            placed("o2", START + 2 * DAY, null, "c", line("A", 1, 20, 0, 5L)));
    assertThat(live(apart))
        .containsEntry("spring|EMAIL day " + FIRST_DAY + " customers", 1_000_000_000L)
        .containsEntry("brand|DISPLAY day " + (FIRST_DAY + 2) + " customers", 1_000_000_000L);

    List<Event> merged = new ArrayList<>(apart);
    merged.add(link("v", "c", START + 4 * DAY));
    assertThat(live(merged))
        .containsOnly(
            entry("spring|EMAIL day " + FIRST_DAY + " customers", 1_000_000_000L),
            entry("spring|EMAIL age 0 margin", 6_000_000L),
            entry("spring|EMAIL age 2 margin", 15_000_000L));
  }

  @Test
  void shares_of_an_acquisition_split_every_booking_exactly() {
    List<Event> events =
        List.of(
            click("i1", START - 3, null, "c", "a", "EMAIL"),
            click("i2", START - 2, null, "c", "b", "EMAIL"),
            click("i3", START - 1, null, "c", "a", "EMAIL"),
            placed("o1", START, null, "c", line("A", 1, 10, 0, null)));
    assertThat(
            TestingCustomers.sums(
                AttributionModel.LINEAR, OLDEST, TestingAttribution.credits(LIVE, events)))
        .containsOnly(
            entry("a|EMAIL day " + FIRST_DAY + " customers", 666_666_667L),
            entry("b|EMAIL day " + FIRST_DAY + " customers", 333_333_333L),
            entry("a|EMAIL age 0 margin", 6_666_667L),
            entry("b|EMAIL age 0 margin", 3_333_333L),
            entry("a|EMAIL age 0 units", 666_666_667L),
            entry("b|EMAIL age 0 units", 333_333_333L));
  }

  private static CustomerOrder order(
      Word word, String person, String id, long time, boolean first, long marginMicros) {
    return new CustomerOrder(
        word,
        person,
        id,
        time,
        first,
        List.of(new Share("from-" + id, "EMAIL", 1_000_000_000)),
        List.of(new MarginBooking(time, marginMicros, 0)));
  }

  @Test
  void what_is_settled_stays_and_who_acquired_is_remembered() {
    TestingCustomers customers = new TestingCustomers(AttributionModel.LAST_TOUCH, OLDEST);
    CustomerOrder first = order(Word.STANDS, "c:c", "o1", START, true, 10);
    customers.accept(first);
    customers.settle(first);
    customers.accept(order(Word.STANDS, "c:c", "o2", START + 500 * DAY, false, 7));
    assertThat(customers.sums())
        .containsOnly(
            entry("from-o1|EMAIL day " + FIRST_DAY + " customers", 1_000_000_000L),
            entry("from-o1|EMAIL age 0 margin", 10L),
            entry("from-o1|EMAIL age 500 margin", 7L));
  }

  @Test
  void two_firsts_or_none_for_a_moment_leave_no_trace() {
    TestingCustomers customers = new TestingCustomers(AttributionModel.LAST_TOUCH, OLDEST);
    customers.accept(order(Word.STANDS, "c:c", "o2", START + DAY, true, 20));
    customers.accept(order(Word.STANDS, "c:c", "o1", START, true, 10));
    customers.accept(order(Word.STANDS, "c:c", "o1", START, false, 10));
    customers.accept(order(Word.STANDS, "c:c", "o2", START + DAY, false, 20));
    assertThat(customers.sums()).isEmpty();
    customers.accept(order(Word.STANDS, "c:c", "o1", START, true, 10));
    assertThat(customers.sums())
        .containsOnly(
            entry("from-o1|EMAIL day " + FIRST_DAY + " customers", 1_000_000_000L),
            entry("from-o1|EMAIL age 0 margin", 10L),
            entry("from-o1|EMAIL age 1 margin", 20L));
  }
}
