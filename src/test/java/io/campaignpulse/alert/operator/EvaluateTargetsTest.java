package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.portfolio.OrderSize;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.evidence.WeekProfile;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagGrid;
import io.campaignpulse.testing.TestingAlertOperators;
import io.campaignpulse.testing.TestingMinuteRows;
import io.campaignpulse.testing.TestingPortfolios;
import io.campaignpulse.testing.TestingRules;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules on targets, from rows and credits to alerts, minute by minute. */
class EvaluateTargetsTest {

  private static final int CLICKS = 100;

  /** One order in 50 clicks. */
  private static final AlertRule RATE =
      TestingRules.of("{ruleId: rate, kind: CONVERSION_RATE, metric: cvr, target: 0.02}");

  private static final AlertRule COST =
      TestingRules.of("{ruleId: cost, kind: COST_PER, metric: cpa, target: 50}");

  private static final AlertRule ROAS =
      TestingRules.of("{ruleId: roas, kind: ROAS, metric: roas, target: 1}");

  /** Cost per order that is recorded for the target alone: it is never found missed. */
  private static final AlertRule COST_TARGET =
      TestingRules.of(
          "{ruleId: cost, kind: COST_PER, metric: cpa, warningEvidence: 1000000,"
              + " criticalEvidence: 2000000}");

  /** Cost per order against the campaign's own target. */
  private static final AlertRule OWN_COST =
      TestingRules.of("{ruleId: cost, kind: COST_PER, metric: cpa}");

  private static final Map<String, String> TARGETS = Map.of("cvr", "0.02", "cpa", "50");

  private static final AlertRule SILENCE =
      TestingRules.of("{ruleId: silence, kind: DATA_SILENCE, severity: CRITICAL}");

  private static final AlertRule RETURNS =
      TestingRules.of("{ruleId: returns, kind: REFUND_RATE, target: 0.15}");

  private static final AlertRule USUAL =
      TestingRules.of("{ruleId: usual, kind: BASELINE, metric: orders}");

  private static final int HOURS = 60;

  /** Two weeks, and the hour of the week in which they began once more. */
  private static final int LEARNED = (2 * 168 + 2) * HOURS;

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
      Alert first = firstOfRising(shop.alerts());
      assertThat(first.cause()).isEqualTo(AlertCause.DEMAND_WEAK);
      assertThat(first.kind()).isEqualTo(RuleKind.CONVERSION_RATE);
      assertThat(first.updatedAt()).isBetween(at(125), at(160));
      // Of the whole time the target holds: two good hours and what followed.
      assertThat(first.observed()).isBetween(0.01, 0.0199);
      assertThat(first.target()).isEqualTo(0.02);
      assertThat(first.summary())
          .contains("Conversion rate of \"summer\"", "target of 2%", "a day", "by chance");
      assertThat(first.summaryZh()).contains("转化率", "目标 2%");
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
      assertThat(last.reason()).isEqualTo(AlertReason.LATE_CONVERSIONS);
      assertThat(last.summary()).startsWith("Retracted because conversions arrived late: ");
      assertThat(last.alertId()).isEqualTo(shop.alerts().get(0).alertId());
      shop.run(171, 220, 2, 100);
      assertThat(shop.alerts().get(shop.alerts().size() - 1)).isEqualTo(last);
    }
  }

  @Test
  void conversionsThatComeLateWithdrawAnAlertThatIsPaused() throws Exception {
    List<RuleUpdate> pauses =
        List.of(
            RuleUpdate.of(new SourceSilence("orders", true, at(170))),
            RuleUpdate.of(TestingPortfolios.changedLags(quick(), at(170))));
    for (RuleUpdate pause : pauses) {
      try (Shop shop = new Shop(RATE)) {
        shop.run(0, 120, 2, 100);
        shop.runHalf(120, 170);
        shop.operators.news(pause);
        shop.run(170, 172, 2, 100);
        Alert paused = shop.alerts().get(shop.alerts().size() - 1);
        assertThat(paused.state()).isEqualTo(AlertState.PAUSED);
        for (int minute = 120; minute < 170; minute++) {
          shop.order(minute, minute, 1);
        }
        shop.minute(172, 2, 100);
        Alert last = shop.alerts().get(shop.alerts().size() - 1);
        assertThat(last.state()).isEqualTo(AlertState.RETRACTED);
        assertThat(last.reason()).isEqualTo(AlertReason.LATE_CONVERSIONS);
        assertThat(last.alertId()).isEqualTo(paused.alertId());
      }
    }
  }

  @Test
  void costPerOrderIsJudgedByReportedCost() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.run(0, 60, 2, 100);
      shop.run(60, 140, 2, 220);
      List<Alert> alerts = shop.alerts();
      assertThat(alerts).isNotEmpty();
      assertThat(alerts.get(0).cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
      assertThat(alerts.get(0).observed()).isGreaterThan(50);
      assertThat(alerts.get(0).ratio()).isGreaterThan(1);
    }
  }

  @Test
  void aHalvedConversionRateIsNotBlamedOnDearerClicks() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.campaign(Map.of("cvr", "0.02", "cpa", "50"));
      shop.run(0, 60, 2, 100);
      shop.runHalf(60, 200);
      Alert alert = firstOfCost(shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.DEMAND_WEAK);
      Decomposition parts = requireNonNull(alert.decomposition());
      assertThat(parts.conversion()).isNegative();
      assertThat(parts.traffic()).isBetween(-0.1, 0.1);
      assertThat(alert.recommendedAction()).doesNotContain("clicks cost too much");
    }
  }

  @Test
  void dearerClicksAreToldFromConversionsByTheTargetOfTheRate() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.campaign(Map.of("cvr", "0.02", "cpa", "50"));
      shop.run(0, 200, 2, 220);
      Alert alert = firstOfCost(shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
      Decomposition parts = requireNonNull(alert.decomposition());
      assertThat(parts.traffic()).isLessThan(-0.5);
      assertThat(parts.conversion()).isBetween(-0.1, 0.1);
    }
  }

  @Test
  void returnOnSpendIsSplitByTheTargetsOfRateAndCost() throws Exception {
    try (Shop shop = roasShop()) {
      shop.runWorth(0, 300, 1, 100, 50);
      Alert alert = firstOf(RuleKind.ROAS, shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.DEMAND_WEAK);
      assertThat(action(alert)).isEqualTo("action.checkOffer");
      assertThat(requireNonNull(alert.decomposition()).conversion()).isLessThan(-0.5);
    }
    try (Shop shop = roasShop()) {
      shop.runWorth(0, 300, 2, 220, 50);
      Alert alert = firstOf(RuleKind.ROAS, shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
      assertThat(action(alert)).isEqualTo("action.dearClicks");
      assertThat(requireNonNull(alert.decomposition()).traffic()).isLessThan(-0.5);
    }
    try (Shop shop = roasShop()) {
      shop.runWorth(0, 300, 2, 100, 17);
      Alert alert = firstOf(RuleKind.ROAS, shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
      assertThat(action(alert)).isEqualTo("action.orderValue");
      assertThat(requireNonNull(alert.decomposition()).orderValue()).isLessThan(-0.8);
    }
  }

  @Test
  void aFewSmallOrdersAreNotBlamedForDearerClicks() throws Exception {
    try (Shop shop = new Shop(scattered(), ROAS, COST_TARGET)) {
      shop.campaign(TARGETS);
      // Orders are worth 28 instead of 50, which scatters that much by chance.
      shop.runWorth(0, 300, 2, 170, 28);
      Alert alert = firstOf(RuleKind.ROAS, shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
      assertThat(action(alert)).isEqualTo("action.dearClicks");
    }
  }

  @Test
  void aDropOfTheRateIsKnownByItsTargetAlone() throws Exception {
    try (Shop shop = new Shop(ROAS)) {
      shop.campaign(Map.of("cvr", "0.02"));
      shop.runWorth(0, 300, 1, 100, 50);
      Alert alert = firstOf(RuleKind.ROAS, shop);
      assertThat(alert.cause()).isEqualTo(AlertCause.DEMAND_WEAK);
      assertThat(alert.decomposition()).isNull();
    }
  }

  @Test
  void theOutlookNamesKindCauseAndVersions() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.campaign(TARGETS);
      shop.run(0, 60, 2, 100);
      assertThat(shop.outlook())
          .extracting(TargetOutlook::kind, TargetOutlook::ruleVersion, TargetOutlook::cause)
          .containsExactly(RuleKind.COST_PER, 1, null);
      shop.run(60, 200, 2, 220);
      assertThat(shop.outlook().cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
    }
  }

  @Test
  void aTargetOfTheCampaignChangesTheVersionOfTheTargetOnly() throws Exception {
    try (Shop shop = new Shop(OWN_COST)) {
      shop.campaign(TARGETS);
      shop.run(0, 60, 2, 100);
      shop.campaign(Map.of("cvr", "0.02", "cpa", "25"), 2);
      shop.run(60, 400, 2, 100);
      Alert alert = firstOf(RuleKind.COST_PER, shop);
      assertThat(alert.ruleVersion()).isEqualTo(1);
      assertThat(alert.targetVersion()).isEqualTo(2);
      assertThat(shop.outlook())
          .extracting(TargetOutlook::ruleVersion, TargetOutlook::targetVersion)
          .containsExactly(1, 2);
    }
  }

  private static Shop roasShop() throws Exception {
    Shop shop = new Shop(ROAS, COST_TARGET);
    shop.campaign(TARGETS);
    return shop;
  }

  private static Alert firstOf(RuleKind kind, Shop shop) {
    return shop.alerts().stream().filter(alert -> alert.kind() == kind).findFirst().orElseThrow();
  }

  private static String action(Alert alert) {
    return requireNonNull(alert.actionMessage()).key();
  }

  @Test
  void whatCannotBeComparedIsNotSplit() throws Exception {
    try (Shop shop = new Shop(COST)) {
      shop.run(0, 200, 2, 220);
      assertThat(firstOfCost(shop).decomposition()).isNull();
    }
  }

  private static Alert firstOfCost(Shop shop) {
    assertThat(shop.alerts()).isNotEmpty();
    assertThat(shop.alerts().get(0).kind()).isEqualTo(RuleKind.COST_PER);
    return shop.alerts().get(0);
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
      assertThat(last.reason()).isEqualTo(AlertReason.COST_RESTATED);
    }
  }

  @Test
  void conversionsThatStopAreBrokenTrackingAndBlameNobody() throws Exception {
    try (Shop shop = new Shop(RATE, COST, SILENCE)) {
      shop.run(0, 120, 2, 100);
      shop.run(120, 160, 0, 100);
      assertThat(shop.alerts()).extracting(Alert::kind).containsExactly(RuleKind.DATA_SILENCE);
      assertThat(shop.alerts().get(0).cause()).isEqualTo(AlertCause.TRACKING_BROKEN);
      assertThat(shop.alerts().get(0).subject()).isEqualTo("conversions");
      shop.run(160, 240, 2, 100);
      assertThat(shop.alerts())
          .extracting(Alert::kind, Alert::state)
          .containsExactly(
              tuple(RuleKind.DATA_SILENCE, AlertState.FIRING),
              tuple(RuleKind.DATA_SILENCE, AlertState.RESOLVED));
    }
  }

  @Test
  void aSilentBusinessBlamesNoCampaign() throws Exception {
    try (Shop shop = new Shop(RATE)) {
      shop.run(0, 20, 2, 100);
      shop.operators.news(RuleUpdate.of(new SourceSilence("orders", true, at(20))));
      shop.run(20, 120, 0, 100);
      shop.operators.news(RuleUpdate.of(new SourceSilence("orders", false, at(120))));
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
      assertThat(shop.alerts()).extracting(Alert::cause).containsExactly(AlertCause.COST_LATE);
    }
  }

  @Test
  void aCampaignPausedOnPurposeOwesNoCostAndIsNotSilent() throws Exception {
    try (Shop shop = new Shop(COST, SILENCE)) {
      shop.run(0, 30, 2, 100);
      // Cost of the last minutes before the pause is never reported.
      for (int minute = 30; minute < 32; minute++) {
        shop.operators.row(row("summer", minute, CLICKS, 0, 0, 30, 1));
        shop.order(minute, minute, 2);
        shop.operators.tick(minute + 1);
      }
      for (int minute = 32; minute < 600; minute++) {
        shop.operators.tick(minute + 1);
      }
      assertThat(shop.alerts()).isEmpty();
      // It goes on: the first report of that is not late at once, only when it stays away.
      for (int minute = 600; minute < 603; minute++) {
        shop.operators.row(row("summer", minute, CLICKS, 0, 0, 30, 1));
        shop.order(minute, minute, 2);
        shop.operators.tick(minute + 1);
      }
      assertThat(shop.alerts()).isEmpty();
      for (int minute = 603; minute < 630; minute++) {
        shop.operators.row(row("summer", minute, CLICKS, 0, 0, 30, 1));
        shop.order(minute, minute, 2);
        shop.operators.tick(minute + 1);
      }
      assertThat(shop.alerts()).extracting(Alert::cause).containsExactly(AlertCause.COST_LATE);
    }
  }

  @Test
  void costOfManyCampaignsThatIsOverdueTogetherIsOneAlert() throws Exception {
    List<String> campaigns = List.of("a", "b", "c", "d");
    try (Shop shop = new Shop(COST, SILENCE)) {
      for (int minute = 0; minute < 60; minute++) {
        for (String campaign : campaigns) {
          int until = Math.min(minute, 30);
          shop.operators.row(row(campaign, minute, CLICKS, 0, 0, until, 1));
        }
        shop.operators.tick(minute + 1);
      }
      assertThat(shop.alerts())
          .extracting(Alert::cause, Alert::channel, Alert::campaignId, Alert::state)
          .containsExactly(tuple(AlertCause.COST_LATE, "PAID_SEARCH", null, AlertState.FIRING));
      assertThat(shop.alerts().get(0).members())
          .extracting(AlertMember::campaignId)
          .containsExactlyInAnyOrderElementsOf(campaigns);
      try (Shop restarted = new Shop(shop)) {
        for (String campaign : campaigns) {
          restarted.operators.row(row(campaign, 60, CLICKS, 0, 0, 60, 1));
        }
        restarted.operators.tick(61);
        assertThat(restarted.alerts())
            .extracting(Alert::state, alert -> alert.members().size())
            .containsExactly(tuple(AlertState.RESOLVED, 4));
      }
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
          .containsExactly(tuple(AlertCause.COST_LATE, at(65)));
      assertThat(unknown.alerts()).isEmpty();
    }
  }

  @Test
  void projectsByWhatTheClicksOfEachHourBring() throws Exception {
    double[] factors = new double[WeekProfile.HOURS];
    Arrays.fill(factors, 1);
    // Clicks of the fifth hour bring nothing.
    factors[new WeekHours(ZoneOffset.UTC).of(at(4 * HOURS))] = 0;
    try (Shop usual = new Shop(withinHours(), RATE);
        Shop known = new Shop(TestingPortfolios.withClicks(withinHours(), factors), RATE)) {
      for (Shop shop : List.of(usual, known)) {
        shop.run(0, HOURS, 2, 100);
        shop.run(4 * HOURS, 5 * HOURS, 0, 100);
      }
      assertThat(usual.projected()).isCloseTo(0.0133, within(0.0005));
      assertThat(known.projected()).isCloseTo(0.01, within(0.0001));
    }
  }

  @Test
  void projectsNothingWhileLagsAreUnknown() throws Exception {
    try (Shop shop = new Shop(withinHours(), RATE)) {
      shop.run(0, 30, 2, 100);
      assertThat(shop.projected()).isNotNull();
      shop.operators.news(RuleUpdate.of(TestingPortfolios.changedLags(withinHours(), at(30))));
      shop.run(30, 60, 2, 100);
      assertThat(shop.projected()).isNull();
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
                    .map(a -> tuple(a.alertId(), a.updatedAt(), a.evidence()))
                    .toList());
      }
    }
  }

  @Test
  void whatComesLateAfterARestartDoesNotTurnTimeBack() throws Exception {
    try (Shop first = new Shop(RATE)) {
      first.run(0, 240, 2, 100);
      try (Shop second = new Shop(first)) {
        // Before the first tick nothing tells how late it is.
        second.restate(10, 120);
        second.order(10, 10, 1);
        second.run(240, 300, 2, 100);
        assertThat(second.alerts()).isEmpty();
      }
    }
  }

  @Test
  void asManyReturnsAsMayBeAreLeftAlone() throws Exception {
    try (Shop shop = new Shop(RETURNS)) {
      shop.runReturning(0, 300, 7);
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void tooManyReturnsFireAndRiseToCritical() throws Exception {
    try (Shop shop = new Shop(RETURNS)) {
      shop.runReturning(0, 120, 7);
      shop.runReturning(120, 300, 1);
      Alert first = firstOfRising(shop.alerts());
      assertThat(first.kind()).isEqualTo(RuleKind.REFUND_RATE);
      assertThat(first.metric()).isEqualTo("refundRate");
      assertThat(first.cause()).isEqualTo(AlertCause.RETURNS_HIGH);
      assertThat(first.updatedAt()).isBetween(at(125), at(220));
      assertThat(first.observed()).isBetween(0.15, 0.5);
      assertThat(first.target()).isEqualTo(0.15);
      assertThat(first.ratio()).isGreaterThan(1);
      assertThat(first.summary())
          .contains("Refund rate of \"summer\"", "target of 15%", "for clicks since");
      assertThat(first.summaryZh()).contains("退款率", "高于目标 15%");
    }
  }

  @Test
  void returnsAreHeldAgainstTheSalesTheyBelongTo() throws Exception {
    try (Shop shop = new Shop(RETURNS)) {
      shop.run(0, 120, 2, 100);
      // A sixth is sold from then on, and what comes back is of before.
      for (int minute = 120; minute < 360; minute++) {
        shop.refund(minute / 3, minute, minute % 7 == 0 ? 60 : 0, false);
        shop.minute(minute, minute % 3 == 0 ? 1 : 0, 100);
      }
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void oneLargeOrderThatComesBackIsNoAlert() throws Exception {
    try (Shop shop = new Shop(RETURNS)) {
      shop.run(0, 60, 2, 100);
      shop.refund(59, 60, 5_000, false);
      shop.run(60, 120, 2, 100);
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void returnsThatAreTakenBackWithdrawTheAlert() throws Exception {
    try (Shop shop = new Shop(RETURNS)) {
      shop.run(0, 120, 2, 100);
      for (int minute = 120; minute < 180; minute++) {
        shop.refund(minute, minute, 60, false);
        shop.minute(minute, 2, 100);
      }
      assertThat(shop.alerts()).extracting(Alert::state).contains(AlertState.FIRING);
      for (int minute = 120; minute < 180; minute++) {
        shop.refund(minute, minute, -60, true);
      }
      shop.minute(180, 2, 100);
      Alert last = shop.alerts().get(shop.alerts().size() - 1);
      assertThat(last.state()).isEqualTo(AlertState.RETRACTED);
      assertThat(last.reason()).isEqualTo(AlertReason.RETURNS_RESTATED);
      assertThat(last.alertId()).isEqualTo(shop.alerts().get(0).alertId());
    }
  }

  @Test
  void tooManyReturnsEndWhenSalesHaveOutgrownThem() throws Exception {
    try (Shop shop = new Shop(RETURNS)) {
      shop.runReturning(0, 120, 1);
      assertThat(shop.alerts()).isNotEmpty();
      shop.run(120, 600, 6, 100);
      Alert last = shop.alerts().get(shop.alerts().size() - 1);
      assertThat(last.state()).isEqualTo(AlertState.RESOLVED);
      assertThat(last.reason()).isNull();
    }
  }

  @Test
  void aFallBelowWhatIsUsualFires() throws Exception {
    try (Shop shop = new Shop(USUAL)) {
      shop.hours(0, LEARNED, 10);
      shop.operators.tick(LEARNED);
      assertThat(shop.alerts()).isEmpty();
      shop.runHours(LEARNED, LEARNED + 12 * HOURS, 10);
      assertThat(shop.alerts()).isEmpty();
      shop.runHours(LEARNED + 12 * HOURS, LEARNED + 36 * HOURS, 2);
      Alert first = firstOfRising(shop.alerts());
      assertThat(first.kind()).isEqualTo(RuleKind.BASELINE);
      assertThat(first.metric()).isEqualTo("orders");
      assertThat(first.cause()).isEqualTo(AlertCause.DEMAND_WEAK);
      assertThat(first.observed()).isLessThan(first.target());
      assertThat(first.expected()).isEqualTo(first.target());
      assertThat(first.ratio()).isBetween(first.ratioLow(), first.ratioHigh()).isLessThan(0.85);
      assertThat(first.summary()).contains("Orders of \"summer\"", " is usual for these hours");
      assertThat(first.summaryZh()).contains("订单数", "通常为");
    }
  }

  @Test
  void ordersThatComeLateWithdrawAFallBelowWhatIsUsual() throws Exception {
    try (Shop shop = new Shop(USUAL)) {
      shop.hours(0, LEARNED, 10);
      shop.operators.tick(LEARNED);
      int late = LEARNED + 24 * HOURS;
      shop.runHours(LEARNED, late, 2);
      assertThat(shop.alerts()).extracting(Alert::state).contains(AlertState.FIRING);
      for (int minute = LEARNED; minute < late; minute += HOURS) {
        shop.order(minute, minute, 8);
      }
      shop.minute(late, 10, 100);
      Alert last = shop.alerts().get(shop.alerts().size() - 1);
      assertThat(last.state()).isEqualTo(AlertState.RETRACTED);
      assertThat(last.reason()).isEqualTo(AlertReason.LATE_CONVERSIONS);
    }
  }

  @Test
  void nothingIsUsualBeforeTwoWeeks() throws Exception {
    try (Shop shop = new Shop(USUAL)) {
      shop.hours(0, 10 * 24 * HOURS, 10);
      shop.operators.tick(10 * 24 * HOURS);
      shop.runHours(10 * 24 * HOURS, 12 * 24 * HOURS, 1);
      assertThat(shop.alerts()).isEmpty();
    }
  }

  @Test
  void aFallDoesNotBecomeUsual() throws Exception {
    AlertRule rule =
        TestingRules.of("{ruleId: usual, kind: BASELINE, metric: orders, margin: 0.2}");
    int recovered = LEARNED + 7 * 168 * HOURS;
    try (Shop shop = new Shop(rule)) {
      shop.hours(0, LEARNED, 10);
      shop.operators.tick(LEARNED);
      shop.runHours(LEARNED, recovered, 5);
      assertThat(shop.alerts().get(shop.alerts().size() - 1).state()).isEqualTo(AlertState.FIRING);
      shop.runHours(recovered, recovered + 168 * HOURS, 10);
      assertThat(shop.alerts().get(shop.alerts().size() - 1).state())
          .isEqualTo(AlertState.RESOLVED);
    }
  }

  @Test
  void aSilentBusinessDoesNotBecomeUsual() throws Exception {
    try (Shop shop = new Shop(USUAL)) {
      shop.hours(0, LEARNED, 10);
      shop.operators.tick(LEARNED);
      int back = LEARNED + 168 * HOURS;
      shop.operators.news(RuleUpdate.of(new SourceSilence("orders", true, at(LEARNED))));
      shop.runHours(LEARNED, back, 0);
      shop.operators.news(RuleUpdate.of(new SourceSilence("orders", false, at(back))));
      shop.runHours(back, back + 24 * HOURS, 10);
      assertThat(shop.alerts()).isEmpty();
      shop.runHours(back + 24 * HOURS, back + 48 * HOURS, 3);
      assertThat(shop.alerts()).extracting(Alert::state).contains(AlertState.FIRING);
    }
  }

  @Test
  void aRuleThatComesToJudgeSomethingElseStartsAnew() throws Exception {
    try (Shop shop = new Shop(USUAL)) {
      shop.hours(0, LEARNED, 10);
      shop.operators.tick(LEARNED);
      shop.operators.rule(
          TestingRules.of("{ruleId: usual, kind: BASELINE, metric: leads, revision: 2}"));
      shop.runHours(LEARNED, LEARNED + 48 * HOURS, 10);
      assertThat(shop.alerts()).isEmpty();
      shop.operators.rule(
          TestingRules.of(
              "{ruleId: usual, kind: CONVERSION_RATE, metric: cvr, target: 0.2, revision: 3}"));
      shop.run(LEARNED + 48 * HOURS, LEARNED + 54 * HOURS, 2, 100);
      assertThat(shop.alerts()).extracting(Alert::kind).containsOnly(RuleKind.CONVERSION_RATE);
    }
  }

  @Test
  void whatIsUsualIsKnownAfterARestart() throws Exception {
    try (Shop first = new Shop(USUAL)) {
      first.hours(0, LEARNED, 10);
      first.operators.tick(LEARNED);
      try (Shop second = new Shop(first)) {
        second.runHours(LEARNED, LEARNED + 24 * HOURS, 2);
        assertThat(second.alerts()).extracting(Alert::state).contains(AlertState.FIRING);
      }
    }
  }

  /** The first of two alerts, a warning that becomes critical. */
  private static Alert firstOfRising(List<Alert> alerts) {
    assertThat(alerts)
        .extracting(Alert::state, Alert::severity)
        .containsExactly(
            tuple(AlertState.FIRING, Severity.WARNING),
            tuple(AlertState.FIRING, Severity.CRITICAL));
    Alert first = alerts.get(0);
    assertThat(first.ratio()).isBetween(first.ratioLow(), first.ratioHigh());
    assertThat(first.evidence()).isGreaterThanOrEqualTo(20);
    assertThat(first.moneyAtRiskMicros()).isPositive();
    return first;
  }

  private static Portfolio quick() {
    double[] shares = new double[LagCurve.PRIOR.shares().length];
    Arrays.fill(shares, 1, shares.length, 1.0);
    return portfolio(LagCurve.of(shares));
  }

  /** Orders whose value has a standard deviation of twice its mean. */
  private static Portfolio scattered() {
    double[] shares = new double[LagCurve.PRIOR.shares().length];
    Arrays.fill(shares, 1, shares.length, 1.0);
    return TestingPortfolios.known(
        at(0), LagCurve.of(shares), new OrderSize(50, 5 * 50 * 50), null);
  }

  private static Portfolio slow() {
    double[] shares = new double[LagCurve.PRIOR.shares().length];
    Arrays.fill(shares, 1, shares.length, 0.5);
    shares[shares.length - 1] = 1;
    return portfolio(LagCurve.of(shares));
  }

  /** Half of the conversions come at once, all within two hours. */
  private static Portfolio withinHours() {
    double[] shares = new double[LagCurve.PRIOR.shares().length];
    for (int edge = 1; edge < shares.length; edge++) {
      shares[edge] = LagGrid.edge(edge) < Duration.ofHours(2).toMillis() ? 0.5 : 1;
    }
    return portfolio(LagCurve.of(shares));
  }

  private static Portfolio portfolio(LagCurve curve) {
    return portfolio(curve, null);
  }

  private static Portfolio portfolio(LagCurve curve, @Nullable Double costDelay) {
    return TestingPortfolios.known(at(0), curve, new OrderSize(50, 3000), costDelay);
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
      operators.news(RuleUpdate.of(portfolio));
    }

    Shop(Shop before) throws Exception {
      options = before.options;
      operators = new TestingAlertOperators(options, before.operators.snapshot());
    }

    void campaign(Map<String, String> targets) throws Exception {
      campaign(targets, 1);
    }

    void campaign(Map<String, String> targets, long revision) throws Exception {
      operators.news(
          RuleUpdate.of(
              new Campaign(
                  "summer",
                  "summer",
                  null,
                  List.of(),
                  null,
                  null,
                  "USD",
                  null,
                  null,
                  targets,
                  List.of(),
                  List.of(),
                  revision,
                  "",
                  new Origin(0, 0, null, revision))));
    }

    void run(int from, int until, int orders, int spend) throws Exception {
      for (int minute = from; minute < until; minute++) {
        minute(minute, orders, spend);
      }
    }

    /** Orders of another worth. */
    void runWorth(int from, int until, int orders, int spend, double worth) throws Exception {
      for (int minute = from; minute < until; minute++) {
        operators.row(row("summer", minute, CLICKS, 0, spend, minute + 1, 1));
        order(minute, minute, orders, worth);
        operators.tick(minute + 1);
      }
    }

    /** An order every second minute, a quarter of what is usual. */
    void runHalf(int from, int until) throws Exception {
      for (int minute = from; minute < until; minute++) {
        minute(minute, minute % 2, 100);
      }
    }

    /** Two orders a minute, of which each so manieth minute the half comes back. */
    void runReturning(int from, int until, int each) throws Exception {
      for (int minute = from; minute < until; minute++) {
        refund(minute, minute, minute % each == 0 ? 50 : 0, false);
        minute(minute, 2, 100);
      }
    }

    /** What happens in the first minute of each hour, without a tick. */
    void hours(int from, int until, int orders) throws Exception {
      for (int minute = from; minute < until; minute += HOURS) {
        facts(minute, orders, 100);
      }
    }

    /** The same with a tick at the end of each hour. */
    void runHours(int from, int until, int orders) throws Exception {
      for (int minute = from; minute < until; minute += HOURS) {
        facts(minute, orders, 100);
        operators.tick(minute + HOURS);
      }
    }

    void refund(int clickMinute, int minute, int amount, boolean takenBack) throws Exception {
      if (amount != 0) {
        operators.change(
            "summer",
            "PAID_SEARCH",
            new CreditChange(
                ConversionType.ORDER,
                at(minute) + 40_000,
                at(clickMinute) + 10_000,
                0,
                0,
                0,
                amount,
                takenBack));
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
      order(clickMinute, minute, orders, 50);
    }

    void order(int clickMinute, int minute, int orders, double worth) throws Exception {
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
                worth * orders,
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

    /** Conversion rate that the last outlook expects in the end. */
    @Nullable Double projected() {
      return outlook().projected();
    }

    /** The last outlook of the first target. */
    TargetOutlook outlook() {
      List<CampaignOutlook> outlooks = operators.outlooks();
      return outlooks.get(outlooks.size() - 1).targets().get(0);
    }

    @Override
    public void close() {
      operators.close();
    }
  }
}
