package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingSentences.chinese;
import static io.campaignpulse.testing.TestingSentences.english;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.feed.UnpricedEvent;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.SpendLevel;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.testing.TestingFindings;
import io.campaignpulse.testing.TestingRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused for lack of an exchange rate, from its rejections to what is said of it. */
class EvaluateRejectionsFunctionTest {

  private static final AlertRule EVERY_SOURCE =
      TestingRules.of("{ruleId: data-silence, kind: DATA_SILENCE, severity: WARNING}");

  @Test
  void costWithoutARateIsSaidWithItsCurrencyUntilADayHasBroughtNone() throws Exception {
    try (TestingFindings<UnpricedEvent> live = operator(EVERY_SOURCE)) {
      live.tick(at(0));
      live.take(refused(spend(0, 120), RejectionReason.FX_RATE_MISSING));
      live.tick(at(1));
      List<Finding> first = live.news();
      assertThat(first).extracting(Finding::tick).containsExactly(at(1));
      assertThat(first.get(0).cause()).isEqualTo(AlertCause.FX_RATE_MISSING);
      assertThat(first.get(0).subject().subject()).isEqualTo("spend:SEK");

      live.take(refused(spend(3, 80), RejectionReason.FX_RATE_MISSING));
      live.tick(at(4));
      Finding second = live.news().get(0);
      assertThat(english(second))
          .isEqualTo(
              "No exchange rate for SEK is known, so cost reports have been refused since 10:00:"
                  + " 2 so far, worth SEK\u00a0200.00. No figure includes them until the rate is added.");
      assertThat(chinese(second)).contains("SEK", "花费数据被拒收");

      live.ticks(at(5), at(3 + 25 * 60 + 1));
      List<Finding> rest = live.news();
      assertThat(rest.get(rest.size() - 1).holds()).isFalse();
      assertThat(rest.get(rest.size() - 1).tick()).isEqualTo(at(3) + 25 * 60 * MINUTE);
      assertThat(live.keyedState()).isZero();
      assertThat(live.timers()).isZero();
    }
  }

  @Test
  void whatIsRefusedForAnotherReasonIsNoMissingRate() {
    assertThat(UnpricedEvent.of(rejection(spend(0, 1), RejectionReason.INVALID_VALUE))).isNull();
  }

  @Test
  void ordersAreOnlyForRulesOnOrders() throws Exception {
    AlertRule clicks =
        TestingRules.of("{ruleId: clicks, kind: DATA_SILENCE, metric: clicks, severity: WARNING}");
    AlertRule orders =
        TestingRules.of("{ruleId: orders, kind: DATA_SILENCE, metric: orders, severity: WARNING}");
    try (TestingFindings<UnpricedEvent> live = operator(clicks, orders)) {
      live.tick(at(0));
      live.take(refused(order(), RejectionReason.FX_RATE_MISSING));
      live.tick(at(1));
      List<Finding> news = live.news();
      assertThat(news).extracting(Finding::ruleId).containsExactly("orders");
      assertThat(english(news.get(0))).contains("so orders have been refused", "worth ¥98");
    }
  }

  private static TestingFindings<UnpricedEvent> operator(AlertRule... rules) throws Exception {
    return new TestingFindings<>(
        new EvaluateRejectionsFunction(options(Emission.ON_CHANGE, rules)),
        List.of(EvaluateRejectionsFunction.RULES),
        UnpricedEvent::subject,
        null);
  }

  private static UnpricedEvent refused(Rejection rejection) {
    UnpricedEvent event = UnpricedEvent.of(rejection);
    assertThat(event).isNotNull();
    return event;
  }

  private static UnpricedEvent refused(SpendReport report, RejectionReason reason) {
    return refused(rejection(report, reason));
  }

  private static UnpricedEvent refused(OrderEvent order, RejectionReason reason) {
    return refused(
        new Rejection(
            Topic.ORDERS,
            0,
            1,
            null,
            order.origin().arrivalTime(),
            reason,
            "no rate of JPY",
            CanonicalJson.of(order).getBytes(StandardCharsets.UTF_8)));
  }

  private static Rejection rejection(SpendReport report, RejectionReason reason) {
    return new Rejection(
        Topic.SPEND,
        0,
        1,
        null,
        report.origin().arrivalTime(),
        reason,
        "no rate of SEK",
        CanonicalJson.of(report).getBytes(StandardCharsets.UTF_8));
  }

  private static SpendReport spend(int minute, int cost) {
    return new SpendReport(
        at(minute),
        "summer",
        "PAID_SEARCH",
        at(minute - 60),
        at(minute),
        "SEK",
        cost * 1_000_000L,
        1,
        SpendLevel.CAMPAIGN,
        null,
        null,
        null,
        null,
        new Origin(0, 1, null, at(minute)));
  }

  private static OrderEvent order() {
    return new OrderEvent(
        "e1",
        at(0),
        "o1",
        OrderStatus.PLACED,
        "anna",
        null,
        null,
        "JPY",
        List.of(new OrderLine("sku", 2_000_000, 50_000_000, 2_000_000, null, null)),
        null,
        null,
        null,
        new Origin(0, 1, null, at(0)));
  }
}
