package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.click;
import static io.campaignpulse.testing.TestingJourneys.lead;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.link;
import static io.campaignpulse.testing.TestingJourneys.order;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Correction;
import io.campaignpulse.event.CorrectionCause;
import io.campaignpulse.event.CreditSource;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.TouchStanding;
import io.campaignpulse.testing.TestingAttribution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditExplanationTest {

  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);
  private static final AttributionOptions REPLAY = AttributionOptions.defaults(Emission.AT_END);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long NOW = 100 * DAY;

  private static Explanation explain(
      AttributionOptions options, String conversionId, Event... events) {
    TestingAttribution attribution = new TestingAttribution(options);
    List.of(events).forEach(attribution::accept);
    attribution.finish();
    return attribution.explanation(conversionId);
  }

  @Test
  void each_touch_of_the_person_stands_with_its_reason_and_weights() {
    Explanation explained =
        explain(
            REPLAY,
            "O",
            click("old", NOW - 31 * DAY, null, "c", "a", "EMAIL"),
            click("first", NOW - 30 * DAY, null, "c", "a", "EMAIL"),
            click("last", NOW, null, "c", "b", "DISPLAY"),
            click("after", NOW + 1, null, "c", "b", "DISPLAY"),
            placed("O", NOW, null, "c", line("S", 2, 10, 0, null)));

    assertThat(explained.source()).isEqualTo(CreditSource.TOUCHES);
    assertThat(explained.campaignId()).isNull();
    assertThat(explained.personId()).isEqualTo("c:c");
    assertThat(explained.newCustomer()).isTrue();
    assertThat(explained.valueMicros()).isEqualTo(10_000_000);
    assertThat(explained.touches())
        .extracting(JourneyTouch::eventId, JourneyTouch::standing, CreditExplanationTest::linear)
        .containsExactly(
            tuple("old", TouchStanding.BEFORE_LOOK_BACK, 0L),
            tuple("first", TouchStanding.ELIGIBLE, NANOS / 2),
            tuple("last", TouchStanding.ELIGIBLE, NANOS / 2),
            tuple("after", TouchStanding.AFTER_CONVERSION, 0L));
    assertThat(explained.corrections()).isEmpty();
  }

  private static long linear(JourneyTouch touch) {
    return touch.weights()[AttributionModel.LINEAR.ordinal()];
  }

  @Test
  void live_every_correction_is_told_with_its_cause() {
    Explanation explained =
        explain(
            LIVE,
            "O",
            placed("O", NOW, "v", null, line("S", 2, 10, 0, null)),
            click("late", NOW - DAY, "v", null, "a", "EMAIL"),
            link("v", "c", NOW + 2),
            placed("P", NOW - 1, null, "c", line("S", 1, 10, 0, null)),
            returned("r", "O", NOW + 3));

    assertThat(explained.voided()).isTrue();
    assertThat(explained.personId()).isEqualTo("c:c");
    assertThat(explained.corrections())
        .extracting(Correction::cause, Correction::causedAt)
        .containsSubsequence(
            tuple(CorrectionCause.TOUCH, NOW - DAY),
            tuple(CorrectionCause.FIRST_ORDER, NOW - 1),
            tuple(CorrectionCause.CONVERSION, NOW + 3));
    assertThat(explained.corrections())
        .extracting(Correction::cause)
        .contains(CorrectionCause.IDENTITY);
    assertThat(explained.correctionCount()).isEqualTo(explained.corrections().size());
  }

  @Test
  void only_the_latest_corrections_are_listed_but_all_are_counted() {
    TestingAttribution attribution = new TestingAttribution(LIVE);
    attribution.accept(placed("O", NOW, null, "c", line("S", 1, 10, 0, null)));
    for (int i = 0; i < CorrectionLog.KEPT + 5; i++) {
      attribution.accept(click("k" + i, NOW - i, null, "c", "a", "EMAIL"));
    }
    Explanation explained = attribution.explanation("O");
    assertThat(explained.corrections()).hasSize(CorrectionLog.KEPT);
    assertThat(explained.correctionCount()).isEqualTo(CorrectionLog.KEPT + 5);
    assertThat(explained.corrections().get(CorrectionLog.KEPT - 1).causedAt())
        .isEqualTo(NOW - CorrectionLog.KEPT - 4);
  }

  @Test
  void an_order_says_that_its_lead_s_touches_explain_it_or_what_the_lead_declared() {
    Event placed =
        order(OrderStatus.PLACED, "p", NOW + 9, "O", null, "c2", "L", line("S", 1, 10, 0, null));
    Explanation byTouches =
        explain(
            LIVE,
            "O",
            placed,
            click("k", NOW, null, "c1", "a", "EMAIL"),
            lead("1", NOW, "L", LeadStage.CREATED, null, "c1", null, null, null));
    assertThat(byTouches.source()).isEqualTo(CreditSource.LEAD_TOUCHES);
    assertThat(byTouches.touches()).extracting(JourneyTouch::eventId).containsExactly("k");
    assertThat(byTouches.corrections())
        .extracting(Correction::cause)
        .containsOnly(CorrectionCause.LEAD);

    Explanation declared =
        explain(
            REPLAY,
            "O",
            placed,
            lead("1", NOW, "L", LeadStage.CREATED, null, "c1", "spring", "EMAIL", null));
    assertThat(declared.source()).isEqualTo(CreditSource.DECLARED);
    assertThat(declared.campaignId()).isEqualTo("spring");
    assertThat(declared.channel()).isEqualTo("EMAIL");
  }

  @Test
  void what_nothing_explains_says_so() {
    Explanation explained =
        explain(REPLAY, "O", placed("O", NOW, null, null, line("S", 1, 10, 0, null)));
    assertThat(explained.source()).isEqualTo(CreditSource.NOTHING);
    assertThat(explained.personId()).isNull();
    assertThat(explained.campaignId()).isEqualTo("(unattributed)");
    assertThat(explained.touches()).isEmpty();
  }
}
