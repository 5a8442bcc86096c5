package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.at;
import static io.campaignpulse.testing.TestingJourneys.click;
import static io.campaignpulse.testing.TestingJourneys.dealtWith;
import static io.campaignpulse.testing.TestingJourneys.interaction;
import static io.campaignpulse.testing.TestingJourneys.lead;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.link;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static io.campaignpulse.testing.TestingJourneys.soldBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.testing.TestingAttribution;
import io.campaignpulse.testing.TestingCreditReaders;
import io.campaignpulse.testing.TestingJourneys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets the credit, by examples small enough for the head. */
class AttributionExamplesTest {

  private static final AttributionOptions REPLAY = AttributionOptions.defaults(Emission.AT_END);
  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);

  private static List<Credit> last(List<Credit> credits) {
    return credits.stream().filter(c -> c.model() == AttributionModel.LAST_TOUCH).toList();
  }

  @Test
  void six_arrival_orders_of_impression_click_and_order_give_one_final_credit() {
    List<Event> events =
        List.of(
            interaction(
                "i", 10, InteractionType.IMPRESSION, "v", null, "a", "DISPLAY", true, false),
            click("k", 20, "v", null, "b", "EMAIL"),
            placed("O", 30, "v", null, line("S", 1, 10, 0, null)));
    int[][] arrivals = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] arrival : arrivals) {
      List<Event> arriving = new ArrayList<>();
      for (int i : arrival) {
        arriving.add(events.get(i));
      }
      assertThat(TestingCreditReaders.upserted(TestingAttribution.credits(LIVE, arriving)))
          .hasSize(6)
          .isEqualTo(TestingCreditReaders.upserted(TestingAttribution.credits(REPLAY, events)));
    }
  }

  @Test
  void the_look_back_includes_its_boundary_and_the_instant_of_the_order() {
    List<Credit> credits =
        TestingAttribution.credits(
            REPLAY,
            List.of(
                click("early", at("2026-01-23T11:59:59.999Z"), "v", null, "A", "DISPLAY"),
                click("exact", at("2026-01-23T12:00:00Z"), "v", null, "B", "PAID_SEARCH"),
                click("same", at("2026-02-22T12:00:00Z"), "v", null, "C", "EMAIL"),
                click("after", at("2026-02-22T12:00:00.001Z"), "v", null, "D", "EMAIL"),
                placed("O", at("2026-02-22T12:00:00Z"), "v", null, line("S", 1, 10, 0, null))));
    assertThat(credits)
        .filteredOn(c -> c.model() == AttributionModel.LINEAR)
        .extracting(Credit::touchEventId, Credit::weightNanos)
        .containsExactlyInAnyOrder(tuple("exact", NANOS / 2), tuple("same", NANOS / 2));
  }

  @Test
  void ties_in_time_are_broken_by_the_event_id() {
    List<Credit> credits =
        TestingAttribution.credits(
            REPLAY,
            List.of(
                click("e2", 10, "v", null, "B", "EMAIL"),
                click("e1", 10, "v", null, "A", "EMAIL"),
                placed("O", 20, "v", null, line("S", 1, 10, 0, null))));
    assertThat(last(credits)).extracting(Credit::touchEventId).containsExactly("e2");
  }

  @Test
  void what_is_no_touch_earns_nothing_and_the_order_is_unattributed() {
    List<Credit> credits =
        TestingAttribution.credits(
            REPLAY,
            List.of(
                interaction("i", 10, InteractionType.IMPRESSION, "v", null, "a", "X", true, false),
                interaction("b", 10, InteractionType.CLICK, "v", null, "a", "X", true, true),
                interaction("w", 10, InteractionType.VISIT, "v", null, "a", "X", true, false),
                placed("O", 20, "v", null, line("S", 1, 10, 0, null))));
    assertThat(credits).hasSize(6);
    Credit credit = last(credits).get(0);
    assertThat(credit.key()).isEqualTo("LAST_TOUCH|O|-");
    assertThat(credit.campaignId()).isEqualTo("(unattributed)");
    assertThat(credit.channel()).isEqualTo("DIRECT");
    assertThat(credit.touchTime()).isNull();
    assertThat(credit.weightNanos()).isEqualTo(NANOS);
    assertThat(credit.valueMicros()).isEqualTo(10 * MICROS);
    assertThat(credit.personId()).isEqualTo("v:v");
  }

  @Test
  void a_crawler_teaches_no_link_and_an_unseen_impression_is_no_touch() {
    AttributionOptions impressions =
        new AttributionOptions(
            Emission.AT_END,
            List.of(AttributionModel.LAST_TOUCH),
            100,
            100,
            100,
            List.of(InteractionType.IMPRESSION),
            Collapse.NONE,
            1,
            1,
            1,
            1,
            10);
    List<Credit> credits =
        TestingAttribution.credits(
            impressions,
            List.of(
                interaction(
                    "seen", 10, InteractionType.IMPRESSION, "v", null, "a", "X", true, false),
                interaction(
                    "not", 11, InteractionType.IMPRESSION, "v", null, "b", "X", false, false),
                interaction("bot", 12, InteractionType.IMPRESSION, "v", "c", "b", "X", true, true),
                placed("O", 20, "v", null, line("S", 1, 10, 0, null))));
    assertThat(credits)
        .extracting(Credit::touchEventId, Credit::personId)
        .containsExactly(tuple("seen", "v:v"));
  }

  @Test
  void a_new_customer_order_is_the_first_valid_one_and_passes_on_when_voided() {
    List<Event> events =
        List.of(
            placed("O1", 10, null, "c", line("S", 1, 10, 0, null)),
            placed("O2", 20, null, "c", line("S", 1, 10, 0, null)),
            returned("r", "O1", 30));
    for (AttributionOptions options : List.of(REPLAY, LIVE)) {
      List<Credit> credits = TestingAttribution.credits(options, events);
      assertThat(TestingCreditReaders.summed(last(credits)))
          .as("%s", options.emission())
          .extractingByKey("LAST_TOUCH|(unattributed)|DIRECT|20|20")
          .satisfies(
              sums ->
                  assertThat(sums.get(AttributedMeasure.NEW_CUSTOMERS.ordinal())).isEqualTo(NANOS));
      assertThat(
              TestingCreditReaders.total(
                  credits, AttributionModel.LAST_TOUCH, AttributedMeasure.NEW_CUSTOMERS))
          .isEqualTo(NANOS);
    }
  }

  @Test
  void a_link_that_comes_later_moves_touch_and_order_to_the_customer() {
    List<Event> events =
        List.of(
            click("k", 10, "v", null, "a", "EMAIL"),
            placed("O", 20, null, "c", line("S", 1, 10, 0, null)),
            link("v", "c", 30));
    List<Credit> live = last(TestingAttribution.credits(LIVE, events));
    assertThat(live)
        .extracting(Credit::touchEventId, Credit::weightNanos, Credit::previousWeightNanos)
        .containsExactly(tuple("-", NANOS, null), tuple("-", 0L, NANOS), tuple("k", NANOS, null));
    assertThat(live.get(1).valueMicros()).isZero();
    assertThat(live.get(2).revision()).isGreaterThan(live.get(1).revision());
  }

  @Test
  void all_stages_share_the_touches_of_created_and_without_any_what_the_lead_declared() {
    List<Credit> credits =
        last(
            TestingAttribution.credits(
                REPLAY,
                List.of(
                    click("k", 10, "v", null, "a", "EMAIL"),
                    lead("1", 20, "L", LeadStage.CREATED, "v", null, null, null, 5L),
                    click("late", 30, "v", null, "b", "SMS"),
                    lead("2", 40, "L", LeadStage.QUALIFIED, "v", null, null, null, 7L),
                    lead("3", 50, "M", LeadStage.CREATED, null, null, "b", null, null))));
    assertThat(credits)
        .extracting(Credit::conversionId, Credit::touchEventId, Credit::campaignId, Credit::channel)
        .containsExactlyInAnyOrder(
            tuple("L:CREATED", "k", "a", "EMAIL"),
            tuple("L:QUALIFIED", "k", "a", "EMAIL"),
            tuple("M:CREATED", "-", "b", "DIRECT"));
    assertThat(credits).filteredOn(c -> c.personId() == null).hasSize(1);
  }

  private static PricedOrder order(
      String id, @Nullable String lead, @Nullable String ofCoupon, @Nullable String ofDealer) {
    return TestingJourneys.order(
            OrderStatus.PLACED, id + "-placed", 90, id, null, "c", lead, line("S", 1, 10, 0, null))
        .ownedBy(ofCoupon, ofDealer);
  }

  private static LeadEvent created(String id, @Nullable String campaign, @Nullable String channel) {
    return lead(id + "1", 20, id, LeadStage.CREATED, null, null, campaign, channel, null);
  }

  @Test
  void without_a_touch_coupon_then_dealer_then_nobody_gets_the_credit() {
    List<Event> events =
        List.of(
            order("both", null, "a", "b"),
            order("dealer", null, null, "b"),
            order("none", null, null, null));
    for (AttributionOptions options : List.of(REPLAY, LIVE)) {
      List<Credit> credits = last(TestingAttribution.credits(options, events));
      assertThat(credits)
          .extracting(Credit::conversionId, Credit::campaignId, Credit::channel)
          .containsExactlyInAnyOrder(
              tuple("both", "a", "COUPON"),
              tuple("dealer", "b", "DEALER"),
              tuple("none", "(unattributed)", "DIRECT"));
      assertThat(credits)
          .allSatisfy(
              credit -> {
                assertThat(credit.touchEventId()).isEqualTo("-");
                assertThat(credit.touchTime()).isNull();
                assertThat(credit.weightNanos()).isEqualTo(NANOS);
                assertThat(credit.valueMicros()).isEqualTo(10 * MICROS);
                assertThat(credit.bookings()).singleElement().matches(b -> b.time() == 90);
              });
    }
  }

  @Test
  void a_touch_is_stronger_than_coupon_and_dealer_also_one_that_comes_later() {
    List<Event> events =
        List.of(order("O", null, "a", "b"), click("k", 10, null, "c", "x", "EMAIL"));
    assertThat(last(TestingAttribution.credits(REPLAY, events)))
        .extracting(Credit::campaignId, Credit::channel)
        .containsExactly(tuple("x", "EMAIL"));
    assertThat(last(TestingAttribution.credits(LIVE, events)))
        .extracting(Credit::campaignId, Credit::channel, Credit::weightNanos)
        .containsExactly(
            tuple("a", "COUPON", NANOS), tuple("a", "COUPON", 0L), tuple("x", "EMAIL", NANOS));
  }

  @Test
  void an_order_of_a_lead_goes_by_the_lead_s_touches_declaration_its_own_facts_the_lead_s_dealer() {
    List<Event> events = new ArrayList<>();
    events.add(click("k", 10, "v", null, "x", "EMAIL"));
    events.add(lead("t1", 20, "touched", LeadStage.CREATED, "v", null, "said", null, null));
    events.add(dealtWith(created("declared", "said", null), "d", "dealt"));
    events.add(dealtWith(created("dealt", null, null), "d", "dealt"));
    events.add(dealtWith(created("unowned", null, null), "d", null));
    for (String lead : List.of("touched", "declared", "dealt", "unowned")) {
      events.add(order(lead + "+coupon", lead, "a", "b"));
      events.add(order(lead + "+dealer", lead, null, "b"));
      events.add(order(lead + "+none", lead, null, null));
    }
    List<Event> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    List<Credit> replayed = TestingAttribution.credits(REPLAY, events);
    assertThat(last(replayed))
        .extracting(Credit::conversionId, Credit::campaignId, Credit::channel)
        .containsExactlyInAnyOrder(
            tuple("touched:CREATED", "x", "EMAIL"),
            tuple("touched+coupon", "x", "EMAIL"),
            tuple("touched+dealer", "x", "EMAIL"),
            tuple("touched+none", "x", "EMAIL"),
            tuple("declared:CREATED", "said", "DIRECT"),
            tuple("declared+coupon", "said", "DIRECT"),
            tuple("declared+dealer", "said", "DIRECT"),
            tuple("declared+none", "said", "DIRECT"),
            tuple("dealt:CREATED", "dealt", "DEALER"),
            tuple("dealt+coupon", "a", "COUPON"),
            tuple("dealt+dealer", "b", "DEALER"),
            tuple("dealt+none", "dealt", "DEALER"),
            tuple("unowned:CREATED", "(unattributed)", "DIRECT"),
            tuple("unowned+coupon", "a", "COUPON"),
            tuple("unowned+dealer", "b", "DEALER"),
            tuple("unowned+none", "(unattributed)", "DIRECT"));
    for (List<Event> arriving : List.of(events, reversed)) {
      assertThat(TestingCreditReaders.upserted(TestingAttribution.credits(LIVE, arriving)))
          .isEqualTo(TestingCreditReaders.upserted(replayed));
    }
  }

  @Test
  void
      credit_names_the_dealer_of_order_or_lead_whatever_gave_it_and_moves_to_one_that_comes_late() {
    List<Event> events =
        List.of(
            click("k", 10, "v", null, "x", "EMAIL"),
            lead("1", 20, "L", LeadStage.CREATED, "v", null, null, null, null),
            soldBy(order("own", "L", "a", null), "d-order"),
            order("of-lead", "L", "a", null),
            soldBy(order("alone", null, "a", "b"), "d-order"),
            order("none", null, null, "b"),
            dealtWith(lead("3", 40, "L", LeadStage.WON, null, null, null, null, null), "d2", null),
            dealtWith(
                lead("2", 30, "L", LeadStage.QUALIFIED, "v", null, null, null, null), "d1", "b"));
    List<Credit> replayed = TestingAttribution.credits(REPLAY, events);
    assertThat(last(replayed))
        .extracting(Credit::conversionId, Credit::campaignId, Credit::dealerId)
        .containsExactlyInAnyOrder(
            tuple("L:CREATED", "x", "d1"),
            tuple("L:QUALIFIED", "x", "d1"),
            tuple("L:ACCEPTED", "x", "d1"),
            tuple("L:OPPORTUNITY", "x", "d1"),
            tuple("L:WON", "x", "d1"),
            tuple("own", "x", "d-order"),
            tuple("of-lead", "x", "d1"),
            tuple("alone", "a", "d-order"),
            tuple("none", "b", null));
    List<Credit> live = TestingAttribution.credits(LIVE, events);
    assertThat(TestingCreditReaders.upserted(live))
        .isEqualTo(TestingCreditReaders.upserted(replayed));
    assertThat(TestingCreditReaders.summed(live)).isEqualTo(TestingCreditReaders.summed(replayed));
    assertThat(last(live))
        .filteredOn(credit -> credit.conversionId().equals("of-lead"))
        .extracting(Credit::dealerId, Credit::weightNanos)
        .endsWith(tuple(null, 0L), tuple("d2", NANOS), tuple("d2", 0L), tuple("d1", NANOS));
  }

  @Test
  void an_order_of_a_lead_that_was_only_lost_goes_by_what_that_says() {
    List<Event> events =
        List.of(
            click("k", 10, "v", null, "x", "EMAIL"),
            lead("1", 20, "L", LeadStage.LOST, "v", null, null, null, null),
            lead("2", 20, "M", LeadStage.LOST, null, null, "said", null, null),
            order("O", "L", "a", null),
            order("P", "M", "a", null));
    assertThat(last(TestingAttribution.credits(REPLAY, events)))
        .extracting(Credit::conversionId, Credit::campaignId)
        .containsExactlyInAnyOrder(
            tuple("L:LOST", "x"), tuple("M:LOST", "said"), tuple("O", "x"), tuple("P", "said"));
  }

  @Test
  void a_lead_that_arrives_backwards_has_the_credit_and_times_of_one_that_does_not() {
    List<Event> events =
        List.of(
            click("k", 5, "v", null, "a", "EMAIL"),
            lead("1", 10, "L", LeadStage.CREATED, "v", null, null, null, 5L),
            click("m", 15, "v", null, "b", "SMS"),
            lead("2", 20, "L", LeadStage.QUALIFIED, "v", "c", null, null, 7L),
            lead("3", 30, "L", LeadStage.CREATED, "v", null, "c", null, 9L));
    List<Event> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    List<Credit> replayed = TestingAttribution.credits(REPLAY, events);
    List<Credit> live = TestingAttribution.credits(LIVE, reversed);
    assertThat(last(replayed))
        .extracting(Credit::conversionId, Credit::conversionTime, Credit::campaignId)
        .containsExactlyInAnyOrder(tuple("L:CREATED", 10L, "a"), tuple("L:QUALIFIED", 20L, "a"));
    assertThat(TestingCreditReaders.upserted(live))
        .isEqualTo(TestingCreditReaders.upserted(replayed));
    assertThat(TestingCreditReaders.summed(live)).isEqualTo(TestingCreditReaders.summed(replayed));
  }

  @Test
  void an_order_without_touches_inherits_the_credit_of_its_lead() {
    List<Credit> credits =
        last(
            TestingAttribution.credits(
                REPLAY,
                List.of(
                    click("k", 10, "v", null, "a", "EMAIL"),
                    lead("1", 20, "L", LeadStage.CREATED, "v", null, null, null, 5L),
                    TestingJourneys.order(
                        OrderStatus.PLACED,
                        "p",
                        90,
                        "O",
                        null,
                        "dealer",
                        "L",
                        line("S", 1, 10, 0, null)),
                    TestingJourneys.order(
                        OrderStatus.PLACED,
                        "q",
                        90,
                        "P",
                        null,
                        "other",
                        "unknown",
                        line("S", 1, 10, 0, null)))));
    assertThat(credits)
        .extracting(Credit::conversionId, Credit::touchEventId, Credit::campaignId)
        .containsExactlyInAnyOrder(
            tuple("L:CREATED", "k", "a"), tuple("O", "k", "a"), tuple("P", "-", "(unattributed)"));
  }

  @Test
  void an_event_that_came_twice_with_two_times_is_one_touch() {
    List<Credit> credits =
        TestingAttribution.credits(
            LIVE,
            List.of(
                click("k", 20, "v", null, "a", "EMAIL"),
                click("k", 10, "v", null, "a", "EMAIL"),
                placed("O", 30, "v", null, line("S", 1, 10, 0, null)),
                click("k", 15, "v", null, "a", "EMAIL")));
    assertThat(credits)
        .hasSize(6)
        .extracting(Credit::touchEventId, Credit::touchTime, Credit::weightNanos)
        .containsOnly(tuple("k", 10L, NANOS));
  }
}
