package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Booking;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The funnel, sentence by sentence. */
class LeadBookTest {

  private static LeadEvent stage(LeadStage stage, long time) {
    return lead("e" + time, time, "L", stage, "v", null, null, null, time);
  }

  private static List<Conversion> conversions(LeadEvent... events) {
    LeadBook book = LeadBook.empty();
    for (LeadEvent event : events) {
      book = book.with(event);
    }
    return book.conversions();
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
  void disqualified_leaves_lost() {
    List<Conversion> all =
        conversions(
            stage(LeadStage.QUALIFIED, 10),
            stage(LeadStage.LOST, 20),
            stage(LeadStage.DISQUALIFIED, 30));
    assertThat(only(all, LeadStage.LOST).voided()).isFalse();
    assertThat(only(all, LeadStage.QUALIFIED).voided()).isTrue();
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
              assertThat(c.declaredCampaign()).isEqualTo("camp");
              assertThat(c.declaredChannel()).isNull();
            });
    assertThat(conversions(anonymous).get(0).knownPerson()).isEqualTo("n:L:CREATED");
  }
}
