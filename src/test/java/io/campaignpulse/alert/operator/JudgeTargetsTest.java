package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.AlertNews;
import io.campaignpulse.alert.AlertOptions;
import io.campaignpulse.alert.CreditChange;
import io.campaignpulse.alert.Portfolio;
import io.campaignpulse.alert.SourceSilence;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.DispersionShare;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.testing.TestingAlertOperators;
import io.campaignpulse.testing.TestingMinuteRows;
import io.campaignpulse.testing.TestingRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules on targets, from rows and credits to alerts, minute by minute. */
class JudgeTargetsTest {

  private static final int CLICKS = 100;

  /** One order in 50 clicks. */
  private static final AlertRule RATE =
      TestingRules.of("{ruleId: rate, kind: CONVERSION_RATE, metric: cvr, target: 0.02}");

  private static final AlertRule COST =
      TestingRules.of("{ruleId: cost, kind: COST_PER, metric: cpa, target: 50}");

  private static final AlertRule SILENCE =
      TestingRules.of("{ruleId: silence, kind: DATA_SILENCE, severity: CRITICAL}");

  @Test
  void whatIsOnTargetIsLeftAlone() throws Exception {
    try (Shop shop = new Shop(RATE, COST, SILENCE)) {
      shop.run(0, 240, 2, 100);
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void aDropAfterGoodHoursFiresAndRisesToCritical() throws Exception {
    try (Shop shop = new Shop(RATE)) {
      shop.run(0, 120, 2, 100);
      shop.runHalf(120, 200);
      List<Alert> alerts = shop.alerts();
      assertThat(alerts)
          .extracting(Alert::state, Alert::severity)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(AlertState.FIRING, Severity.WARNING),
              org.assertj.core.groups.Tuple.tuple(AlertState.FIRING, Severity.CRITICAL));
      Alert first = alerts.get(0);
      assertThat(first.cause()).isEqualTo("DEMAND_WEAK");
      assertThat(first.kind()).isEqualTo("CONVERSION_RATE");
      assertThat(first.updatedAt()).isBetween(at(125), at(160));
      assertThat(first.observed()).isBetween(0.003, 0.015);
      assertThat(first.target()).isEqualTo(0.02);
      assertThat(first.ratio()).isBetween(first.ratioLow(), first.ratioHigh());
      assertThat(first.evidence()).isGreaterThanOrEqualTo(20);
      assertThat(first.moneyAtRiskMicros()).isPositive();
      assertThat(first.summary())
          .contains("Conversion rate of campaign \"summer\"", "target of 2 %", "at risk");
      assertThat(first.summaryZh()).contains("转化率", "目标 2 %");
    }
  }

  @Test
  void whatConversionRateExplainsIsNoAlertOfItsOwn() throws Exception {
    try (Shop shop = new Shop(RATE, COST)) {
      shop.run(0, 120, 2, 100);
      shop.runHalf(120, 200);
      assertThat(shop.alerts()).extracting(Alert::ruleId).containsOnly("rate");
    }
  }

  @Test
  void conversionsThatComeLateWithdrawTheAlert() throws Exception {
    try (Shop shop = new Shop(RATE)) {
      shop.run(0, 120, 2, 100);
      shop.runHalf(120, 170);
      assertThat(shop.alerts()).isNotEmpty();
      for (int minute = 120; minute < 170; minute++) {
        shop.order(minute, minute, 1);
      }
      shop.minute(170, 2, 100);
      Alert last = shop.alerts().get(shop.alerts().size() - 1);
      assertThat(last.state()).isEqualTo(AlertState.RETRACTED);
      assertThat(last.reason()).isEqualTo("LATE_CONVERSIONS");
      assertThat(last.summary()).startsWith("Withdrawn, conversions came late: ");
      assertThat(last.alertId()).isEqualTo(shop.alerts().get(0).alertId());
      shop.run(171, 220, 2, 100);
      assertThat(shop.alerts().get(shop.alerts().size() - 1)).isEqualTo(last);
    }
  }

  @Test
  void costPerOrderIsJudgedByReportedCost() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.run(0, 60, 2, 100);
      shop.run(60, 140, 2, 220);
      List<Alert> alerts = shop.alerts();
      assertThat(alerts).isNotEmpty();
      assertThat(alerts.get(0).cause()).isEqualTo("EFFICIENCY_LOW");
      assertThat(alerts.get(0).observed()).isGreaterThan(50);
      assertThat(alerts.get(0).ratio()).isGreaterThan(1);
    }
  }

  @Test
  void costThatIsRestatedWithdrawsTheAlert() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.run(0, 60, 2, 100);
      shop.run(60, 140, 2, 220);
      assertThat(shop.alerts()).isNotEmpty();
      for (int minute = 60; minute < 140; minute++) {
        shop.restate(minute, 100);
      }
      shop.minute(140, 2, 100);
      Alert last = shop.alerts().get(shop.alerts().size() - 1);
      assertThat(last.state()).isEqualTo(AlertState.RETRACTED);
      assertThat(last.reason()).isEqualTo("COST_RESTATED");
    }
  }

  @Test
  void conversionsThatStopAreBrokenTrackingAndBlameNobody() throws Exception {
    try (Shop shop = new Shop(RATE, COST, SILENCE)) {
      shop.run(0, 120, 2, 100);
      shop.run(120, 160, 0, 100);
      assertThat(shop.alerts()).extracting(Alert::kind).containsExactly("DATA_SILENCE");
      assertThat(shop.alerts().get(0).cause()).isEqualTo("TRACKING_BROKEN");
      assertThat(shop.alerts().get(0).subject()).isEqualTo("conversions");
      shop.run(160, 240, 2, 100);
      assertThat(shop.alerts())
          .extracting(Alert::kind, Alert::state)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("DATA_SILENCE", AlertState.FIRING),
              org.assertj.core.groups.Tuple.tuple("DATA_SILENCE", AlertState.RESOLVED));
    }
  }

  @Test
  void aSilentBusinessBlamesNoCampaign() throws Exception {
    try (Shop shop = new Shop(RATE)) {
      shop.run(0, 20, 2, 100);
      shop.operators.news(AlertNews.of(new SourceSilence("orders", true, at(20))));
      shop.run(20, 120, 0, 100);
      shop.operators.news(AlertNews.of(new SourceSilence("orders", false, at(120))));
      shop.run(120, 200, 2, 100);
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void costThatIsNotReportedIsOverdue() throws Exception {
    try (Shop shop = new Shop(COST, SILENCE)) {
      shop.run(0, 30, 2, 100);
      for (int minute = 30; minute < 50; minute++) {
        shop.operators.row(row("summer", minute, CLICKS, 0, 0, 30, 1));
        shop.order(minute, minute, 2);
        shop.operators.tick(minute + 1);
      }
      assertThat(shop.alerts()).extracting(Alert::cause).containsExactly("COST_LATE");
    }
  }

  @Test
  void costThatWasOverdueBeforeTheStartIsToldByWhatIsUsual() throws Exception {
    double usual = 8 * MINUTE;
    try (Shop known = new Shop(portfolio(LagCurve.PRIOR, usual), COST, SILENCE);
        Shop unknown = new Shop(COST, SILENCE)) {
      for (Shop shop : List.of(known, unknown)) {
        for (int minute = 30; minute < 70; minute++) {
          shop.operators.row(row("summer", minute, CLICKS, 0, 0, 30, 1));
          shop.operators.tick(minute + 1);
        }
      }
      assertThat(known.alerts())
          .extracting(Alert::cause, Alert::updatedAt)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("COST_LATE", at(65)));
      assertThat(unknown.alerts()).isEmpty();
    }
  }

  @Test
  void aYoungCampaignIsNotBlamedForWhatIsStillOnItsWay() throws Exception {
    // Half of the orders come within minutes, the others hours later.
    try (Shop shop = new Shop(slow(), RATE)) {
      shop.run(0, 120, 1, 100);
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void whatWasThereBeforeTheFirstTickIsKnown() throws Exception {
    try (Shop shop = new Shop(RATE)) {
      for (int minute = 0; minute < 120; minute++) {
        shop.facts(minute, 2, 100);
      }
      for (int minute = 120; minute < 170; minute++) {
        shop.facts(minute, minute % 2, 100);
      }
      shop.operators.tick(170);
      assertThat(shop.alerts()).extracting(Alert::updatedAt).containsExactly(at(170));
    }
  }

  @Test
  void aTestGoesOnAfterARestart() throws Exception {
    try (Shop whole = new Shop(RATE);
        Shop first = new Shop(RATE)) {
      whole.run(0, 120, 2, 100);
      whole.runHalf(120, 200);
      first.run(0, 120, 2, 100);
      first.runHalf(120, 125);
      try (Shop second = new Shop(first)) {
        second.runHalf(125, 200);
        assertThat(second.alerts())
            .extracting(Alert::alertId, Alert::updatedAt, Alert::evidence)
            .isEqualTo(
                whole.alerts().stream()
                    .map(
                        a ->
                            org.assertj.core.groups.Tuple.tuple(
                                a.alertId(), a.updatedAt(), a.evidence()))
                    .toList());
      }
    }
  }

  private static Portfolio quick() {
    double[] shares = new double[LagCurve.PRIOR.shares().length];
    Arrays.fill(shares, 1, shares.length, 1.0);
    return portfolio(LagCurve.of(shares));
  }

  private static Portfolio slow() {
    double[] shares = new double[LagCurve.PRIOR.shares().length];
    Arrays.fill(shares, 1, shares.length, 0.5);
    shares[shares.length - 1] = 1;
    return portfolio(LagCurve.of(shares));
  }

  private static Portfolio portfolio(LagCurve curve) {
    return portfolio(curve, null);
  }

  private static Portfolio portfolio(LagCurve curve, @Nullable Double costDelay) {
    return new Portfolio(
        at(0),
        new LagCurves(Map.of(), Map.of(ConversionType.ORDER.name(), curve)),
        DispersionShare.NONE,
        60,
        costDelay);
  }

  /** One campaign on one channel, live. */
  private static final class Shop implements AutoCloseable {

    private final AlertOptions options;
    private final TestingAlertOperators operators;

    Shop(AlertRule... rules) throws Exception {
      this(quick(), rules);
    }

    Shop(Portfolio portfolio, AlertRule... rules) throws Exception {
      options = TestingMinuteRows.options(Emission.ON_CHANGE, rules);
      operators = new TestingAlertOperators(options);
      operators.news(AlertNews.of(portfolio));
    }

    Shop(Shop before) throws Exception {
      options = before.options;
      operators = new TestingAlertOperators(options, before.operators.snapshot());
    }

    void run(int from, int until, int orders, int spend) throws Exception {
      for (int minute = from; minute < until; minute++) {
        minute(minute, orders, spend);
      }
    }

    /** An order every second minute, a quarter of what is usual. */
    void runHalf(int from, int until) throws Exception {
      for (int minute = from; minute < until; minute++) {
        minute(minute, minute % 2, 100);
      }
    }

    void minute(int minute, int orders, int spend) throws Exception {
      facts(minute, orders, spend);
      operators.tick(minute + 1);
    }

    void facts(int minute, int orders, int spend) throws Exception {
      operators.row(row("summer", minute, CLICKS, 0, spend, minute + 1, 1));
      order(minute, minute, orders);
    }

    void order(int clickMinute, int minute, int orders) throws Exception {
      if (orders > 0) {
        operators.change(
            "summer",
            "PAID_SEARCH",
            new CreditChange(
                ConversionType.ORDER,
                at(minute) + 30_000,
                at(clickMinute) + 10_000,
                orders,
                0,
                50.0 * orders,
                0,
                false));
      }
    }

    void restate(int minute, int spend) throws Exception {
      operators.row(row("summer", minute, CLICKS, 0, spend, minute + 1, 2));
    }

    List<Alert> alerts() {
      return operators.alerts();
    }

    @Override
    public void close() {
      operators.close();
    }
  }
}
