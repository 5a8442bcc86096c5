package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.caredFor;
import static io.campaignpulse.testing.TestingJourneys.dealtWith;
import static io.campaignpulse.testing.TestingJourneys.lead;
import static io.campaignpulse.testing.TestingJourneys.reopened;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Booking;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The funnel, sentence by sentence. */
class LeadBookTest {

  private static LeadEvent stage(LeadStage stage, long time) {
    return lead("e" + time, time, "L", stage, "v", null, null, null, time);
  }

  private static LeadBook book(List<LeadEvent> events) {
    LeadBook book = LeadBook.empty();
    for (LeadEvent event : events) {
      book = book.with(event);
    }
    return book;
  }

  private static List<Conversion> conversions(LeadEvent... events) {
    return book(List.of(events)).conversions();
  }

  private static Conversion only(List<Conversion> conversions, LeadStage stage) {
    return conversions.stream()
        .filter(c -> c.conversionId().equals("L:" + stage))
        .findFirst()
        .orElseThrow();
  }

  /** Time and sign of each booking. */
  private static List<String> steps(Conversion conversion) {
    return conversion.bookings().stream().map(LeadBookTest::step).toList();
  }

  private static String step(Booking booking) {
    long sum = Arrays.stream(booking.amounts()).sum();
    return booking.time() + (sum == NANOS ? "+" : "-");
  }

  @Test
  void a_lead_that_jumps_enters_what_it_jumped_over_at_the_same_time() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.CREATED, 10), stage(LeadStage.QUALIFIED, 20), stage(LeadStage.WON, 30));
    assertThat(all)
        .extracting(Conversion::conversionId)
        .containsExactly("L:CREATED", "L:QUALIFIED", "L:ACCEPTED", "L:OPPORTUNITY", "L:WON");
    assertThat(all).extracting(Conversion::time).containsExactly(10L, 20L, 30L, 30L, 30L);
    assertThat(all).allMatch(c -> c.eligibleAt() == 10);
    assertThat(only(all, LeadStage.ACCEPTED).value()).isEqualTo(30 * MICROS);
  }

  @Test
  void the_same_stage_again_is_still_one() {
    List<Conversion> all = conversions(stage(LeadStage.CREATED, 10), stage(LeadStage.CREATED, 99));
    assertThat(all).hasSize(1);
    assertThat(steps(all.get(0))).containsExactly("10+");
  }

  @Test
  void disqualified_takes_back_all_but_created_and_a_later_stage_enters_again() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.CREATED, 10),
            stage(LeadStage.ACCEPTED, 20),
            stage(LeadStage.DISQUALIFIED, 30),
            stage(LeadStage.QUALIFIED, 40));
    assertThat(steps(only(all, LeadStage.CREATED))).containsExactly("10+");
    Conversion qualified = only(all, LeadStage.QUALIFIED);
    assertThat(steps(qualified)).containsExactly("20+", "30-", "40+");
    assertThat(qualified.time()).isEqualTo(20);
    assertThat(qualified.voided()).isFalse();
    assertThat(qualified.value()).isEqualTo(40 * MICROS);
    Conversion accepted = only(all, LeadStage.ACCEPTED);
    assertThat(steps(accepted)).containsExactly("20+", "30-");
    assertThat(accepted.voided()).isTrue();
    assertThat(accepted.value()).isZero();
  }

  @Test
  void lost_fills_nothing_takes_nothing_back_and_is_taken_back_by_won() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.CREATED, 10), stage(LeadStage.LOST, 20), stage(LeadStage.WON, 30));
    assertThat(steps(only(all, LeadStage.LOST))).containsExactly("20+", "30-");
    assertThat(steps(only(all, LeadStage.WON))).containsExactly("30+");
    List<Conversion> lost = conversions(stage(LeadStage.QUALIFIED, 10), stage(LeadStage.LOST, 20));
    assertThat(lost)
        .extracting(Conversion::conversionId)
        .containsExactly("L:CREATED", "L:QUALIFIED", "L:LOST");
    assertThat(lost).noneMatch(Conversion::voided);
  }

  @Test
  void a_reopened_lead_takes_back_what_is_above_and_enters_it_again() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.CREATED, 10),
            stage(LeadStage.WON, 20),
            reopened(stage(LeadStage.ACCEPTED, 30)),
            stage(LeadStage.WON, 40));
    assertThat(steps(only(all, LeadStage.ACCEPTED))).containsExactly("20+");
    assertThat(only(all, LeadStage.ACCEPTED).value()).isEqualTo(20 * MICROS);
    assertThat(steps(only(all, LeadStage.OPPORTUNITY))).containsExactly("20+", "30-", "40+");
    assertThat(steps(only(all, LeadStage.WON))).containsExactly("20+", "30-", "40+");
    List<Conversion> back =
        conversions(stage(LeadStage.WON, 20), reopened(stage(LeadStage.CREATED, 30)));
    assertThat(back)
        .filteredOn(c -> !c.voided())
        .extracting(Conversion::conversionId)
        .containsExactly("L:CREATED");
  }

  @Test
  void a_reopened_lead_enters_a_stage_it_was_never_in() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.CREATED, 10),
            stage(LeadStage.LOST, 20),
            reopened(stage(LeadStage.QUALIFIED, 30)));
    assertThat(steps(only(all, LeadStage.QUALIFIED))).containsExactly("30+");
    assertThat(steps(only(all, LeadStage.LOST))).containsExactly("20+", "30-");
  }

  @Test
  void any_later_stage_takes_lost_back_and_leaves_the_others() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.OPPORTUNITY, 10),
            stage(LeadStage.LOST, 20),
            stage(LeadStage.QUALIFIED, 30),
            stage(LeadStage.LOST, 40));
    assertThat(steps(only(all, LeadStage.LOST))).containsExactly("20+", "30-", "40+");
    assertThat(steps(only(all, LeadStage.OPPORTUNITY))).containsExactly("10+");
    assertThat(steps(only(all, LeadStage.QUALIFIED))).containsExactly("10+");
  }

  @Test
  void disqualified_leaves_lost() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.QUALIFIED, 10),
            stage(LeadStage.LOST, 20),
            stage(LeadStage.DISQUALIFIED, 30));
    assertThat(only(all, LeadStage.LOST).voided()).isFalse();
    assertThat(only(all, LeadStage.QUALIFIED).voided()).isTrue();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "CREATED CREATED, C D",
    "CREATED QUALIFIED WON, C C C",
    "WON QUALIFIED CREATED, C D D",
    "QUALIFIED CREATED, C D",
    "CREATED LOST LOST, C C D",
    "CREATED LOST WON WON, C C C D",
    "CREATED LOST WON LOST, C C C C",
    "CREATED QUALIFIED DISQUALIFIED QUALIFIED, C C C C",
    "CREATED QUALIFIED DISQUALIFIED CREATED, C C C D",
    "CREATED DISQUALIFIED DISQUALIFIED, C C D",
    "CREATED DISQUALIFIED WON DISQUALIFIED, C C C C",
    "DISQUALIFIED CREATED, C C",
    "LOST DISQUALIFIED LOST, C C D",
    "CREATED LOST CREATED CREATED, C C C D",
    "OPPORTUNITY LOST QUALIFIED LOST, C C C C",
    "CREATED DISQUALIFIED LOST CREATED CREATED, C C C C D",
    "CREATED WON +CREATED WON, C C C C",
    "CREATED WON +QUALIFIED QUALIFIED OPPORTUNITY, C C C D C",
    "CREATED +CREATED, C D",
    "CREATED +QUALIFIED QUALIFIED, C C D",
    "QUALIFIED DISQUALIFIED +CREATED CREATED, C C C D",
    "WON +LOST +DISQUALIFIED, C C C",
  })
  void a_lead_enters_each_stage_once(String stages, String decisions) {
    LeadBook book = LeadBook.empty();
    for (String stage : stages.split(" ")) {
      long time = 10L + book.events().size();
      LeadStage named = LeadStage.valueOf(stage.replace("+", ""));
      book = book.with(stage.startsWith("+") ? reopened(stage(named, time)) : stage(named, time));
    }
    List<LeadEvent> counted = book.counted();
    assertThat(book.events().stream().map(e -> counted.contains(e) ? "C" : "D"))
        .containsExactly(decisions.split(" "));
  }

  @Test
  void owner_and_contact_are_those_of_the_latest_event_that_tells_them_whatever_the_arrival() {
    List<LeadEvent> events =
        List.of(
            caredFor(stage(LeadStage.CREATED, 10), "north", null),
            caredFor(stage(LeadStage.QUALIFIED, 20), null, 15L),
            caredFor(stage(LeadStage.CREATED, 30), "south", null),
            caredFor(stage(LeadStage.QUALIFIED, 40), null, 35L));
    LeadState state = new LeadState("L", LeadStage.QUALIFIED, "south", null, 35L, 10L, 20L);
    for (int shift = 0; shift < events.size(); shift++) {
      List<LeadEvent> arriving = new ArrayList<>(events);
      Collections.rotate(arriving, shift);
      assertThat(book(arriving).state()).isEqualTo(state);
      Collections.reverse(arriving);
      assertThat(book(arriving).state()).isEqualTo(state);
      assertThat(book(arriving).counted()).containsExactlyElementsOf(events.subList(0, 2));
    }
  }

  @Test
  void of_one_instant_the_larger_event_id_tells_the_owner() {
    LeadEvent one = lead("a", 10, "L", LeadStage.CREATED, "v", null, null, null, null);
    LeadEvent other = lead("b", 10, "L", LeadStage.CREATED, "v", null, null, null, null);
    assertThat(book(List.of(caredFor(other, "y", null), caredFor(one, "x", null))).state())
        .extracting(LeadState::owner)
        .isEqualTo("y");
  }

  @Test
  void a_lead_stands_where_its_latest_stage_brought_it() {
    assertThat(LeadBook.empty().state()).isNull();
    LeadBook taken =
        book(List.of(stage(LeadStage.ACCEPTED, 10), stage(LeadStage.DISQUALIFIED, 20)));
    assertThat(taken.state())
        .isEqualTo(new LeadState("L", LeadStage.DISQUALIFIED, null, null, null, 10L, null));
    assertThat(taken.with(stage(LeadStage.QUALIFIED, 30)).state())
        .extracting(LeadState::stage, LeadState::qualifiedTime)
        .containsExactly(LeadStage.QUALIFIED, 10L);
    LeadBook lost = book(List.of(stage(LeadStage.LOST, 10)));
    assertThat(lost.state())
        .isEqualTo(new LeadState("L", LeadStage.LOST, null, null, null, null, null));
    assertThat(lost.with(stage(LeadStage.WON, 20)).state())
        .extracting(LeadState::stage)
        .isEqualTo(LeadStage.WON);
  }

  @Test
  void its_dealer_is_that_of_its_first_event_that_names_one_and_declaring_is_stronger() {
    LeadEvent plain = stage(LeadStage.CREATED, 10);
    LeadEvent unowned = dealtWith(stage(LeadStage.QUALIFIED, 20), "d1", null);
    LeadEvent owned = dealtWith(stage(LeadStage.ACCEPTED, 30), "d2", "camp");
    LeadEvent declaring = lead("e40", 40, "L", LeadStage.WON, "v", null, null, "EVENT", null);
    assertThat(book(List.of(owned, plain)).conversions())
        .extracting(Conversion::evidence)
        .containsOnly(new Evidence(Evidence.Kind.DEALER, "camp", "DEALER"));
    assertThat(book(List.of(owned, unowned)).conversions())
        .extracting(Conversion::evidence)
        .containsOnlyNulls();
    assertThat(book(List.of(owned, unowned)).state())
        .extracting(LeadState::dealerId)
        .isEqualTo("d1");
    assertThat(book(List.of(owned, unowned, plain)).conversions())
        .extracting(Conversion::dealerId)
        .containsOnly("d1");
    assertThat(book(List.of(plain)).conversions())
        .extracting(Conversion::dealerId)
        .containsOnlyNulls();
    assertThat(book(List.of(owned, declaring)).conversions())
        .extracting(Conversion::evidence)
        .containsOnly(new Evidence(Evidence.Kind.DECLARED, "(unattributed)", "EVENT"));
  }

  @Test
  void its_person_is_that_of_its_first_event_with_an_id_whatever_comes_first() {
    LeadEvent anonymous = lead("a", 10, "L", LeadStage.CREATED, null, null, null, null, null);
    LeadEvent visitor = lead("b", 20, "L", LeadStage.QUALIFIED, "v", null, "camp", null, null);
    LeadEvent customer = lead("c", 30, "L", LeadStage.ACCEPTED, null, "c", "other", "X", null);
    assertThat(conversions(customer, visitor, anonymous))
        .allSatisfy(
            c -> {
              assertThat(c.visitorId()).isEqualTo("v");
              assertThat(c.customerId()).isNull();
              assertThat(c.askedAt()).isEqualTo(20);
              assertThat(c.evidence())
                  .isEqualTo(new Evidence(Evidence.Kind.DECLARED, "camp", "DIRECT"));
            });
    assertThat(conversions(anonymous).get(0).knownPerson()).isEqualTo("n:L:CREATED");
  }
}
