package io.campaignpulse.alert.lead;

import static io.campaignpulse.event.LeadStage.CREATED;
import static io.campaignpulse.event.LeadStage.DISQUALIFIED;
import static io.campaignpulse.event.LeadStage.LOST;
import static io.campaignpulse.event.LeadStage.OPPORTUNITY;
import static io.campaignpulse.event.LeadStage.QUALIFIED;
import static io.campaignpulse.event.LeadStage.WON;
import static io.campaignpulse.testing.TestingLeads.lead;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.LeadStage;
import io.campaignpulse.testing.TestingLeads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Since when a lead waits for a first contact, and until when. */
class LeadClockTest {

  @Test
  void aLeadWaitsOnceItIsQualified() {
    assertThat(maybe(lead("l", CREATED, 0))).isNull();
    LeadWait wait =
        waiting(lead("l", CREATED, 0), lead("l", QUALIFIED, 5), lead("l", QUALIFIED, 9));
    assertThat(wait.since()).isEqualTo(at(5));
    assertThat(wait.until()).isNull();
    assertThat(wait.owner()).isEqualTo(LeadWait.NOBODY);
  }

  @Test
  void itsFirstContactEndsTheWaitWhoeverTellsOfIt() {
    assertThat(
            waiting(
                    lead("l", QUALIFIED, 5),
                    lead("l", OPPORTUNITY, 90).contacted(30),
                    lead("l", WON, 99).contacted(31))
                .until())
        .isEqualTo(at(30));
    assertThat(maybe(lead("l", CREATED, 0).contacted(3), lead("l", QUALIFIED, 5)))
        .as("it had been contacted before")
        .isNull();
    assertThat(waiting(lead("l", QUALIFIED, 5), lead("l", OPPORTUNITY, 9)).until())
        .as("a stage says nothing of a contact")
        .isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"WON", "LOST", "DISQUALIFIED"})
  void whatClosesALeadEndsTheWait(LeadStage stage) {
    assertThat(waiting(lead("l", QUALIFIED, 5), lead("l", stage, 20)).until()).isEqualTo(at(20));
  }

  @Test
  void aLeadThatIsQualifiedAgainWaitsAnew() {
    LeadWait wait =
        waiting(lead("l", QUALIFIED, 5), lead("l", DISQUALIFIED, 20), lead("l", QUALIFIED, 40));
    assertThat(wait.since()).isEqualTo(at(40));
    assertThat(wait.until()).isNull();
    assertThat(
            waiting(
                    lead("l", QUALIFIED, 5),
                    lead("l", DISQUALIFIED, 20),
                    lead("l", QUALIFIED, 40),
                    lead("l", LOST, 50))
                .until())
        .isEqualTo(at(50));
  }

  @Test
  void theLastThatSaysSomethingIsRight() {
    LeadWait wait =
        waiting(
            lead("l", CREATED, 0).of("Bob").from("a", "EMAIL").worth(5, "EUR"),
            lead("l", QUALIFIED, 5).of("Ann").worth(7, null),
            lead("l", OPPORTUNITY, 6));
    assertThat(wait.owner()).isEqualTo("Ann");
    assertThat(wait.campaignId()).isEqualTo("a");
    assertThat(wait.channel()).isEqualTo("EMAIL");
    assertThat(wait.valueMicros()).isEqualTo(7_000_000);
    assertThat(wait.currency()).as("the currency of that value").isNull();
    assertThat(waiting(lead("l", QUALIFIED, 5).dealerOf("d")).campaignId()).isEqualTo("d");
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<TestingLeads> events =
        Arrays.asList(
            lead("l", CREATED, 0).of("Bob").from("a", "EMAIL").worth(5, "EUR"),
            lead("l", QUALIFIED, 5).of("Ann").worth(7, null),
            lead("l", DISQUALIFIED, 20),
            lead("l", QUALIFIED, 40).of("Cid"),
            lead("l", OPPORTUNITY, 60).contacted(50));
    LeadWait expected = waiting(events.toArray(TestingLeads[]::new));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      List<TestingLeads> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      assertThat(waiting(shuffled.toArray(TestingLeads[]::new))).isEqualTo(expected);
    }
  }

  @Test
  void aWaitIsLongEnoughFromItsLimitOnAndOverAtItsEnd() {
    LeadWait wait = waiting(lead("l", QUALIFIED, 0), lead("l", WON, 10));
    assertThat(wait.hasLasted(at(2) - at(0), at(2) - 1)).isFalse();
    assertThat(wait.hasLasted(at(2) - at(0), at(2))).isTrue();
    assertThat(wait.hasLasted(at(2) - at(0), at(10) - 1)).isTrue();
    assertThat(wait.hasLasted(at(2) - at(0), at(10))).isFalse();
    LeadWait endless = waiting(lead("l", QUALIFIED, 0));
    assertThat(endless.isOverAt(at(30 * 1440) - 1)).isFalse();
    assertThat(endless.isOverAt(at(30 * 1440))).isTrue();
  }

  private static LeadWait waiting(TestingLeads... events) {
    return Objects.requireNonNull(maybe(events));
  }

  private static @Nullable LeadWait maybe(TestingLeads... events) {
    LeadClock clock = null;
    for (TestingLeads event : events) {
      clock = LeadClock.after(clock, event.event());
    }
    return clock == null ? null : clock.waiting("l");
  }
}
