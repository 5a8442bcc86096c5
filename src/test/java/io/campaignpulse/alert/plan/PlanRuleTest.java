package io.campaignpulse.alert.plan;

import static io.campaignpulse.testing.TestingPlanProgress.DAY;
import static io.campaignpulse.testing.TestingPlanProgress.START;
import static io.campaignpulse.testing.TestingPlanProgress.budget;
import static io.campaignpulse.testing.TestingPlanProgress.clearance;
import static io.campaignpulse.testing.TestingPlanProgress.dailyBudget;
import static io.campaignpulse.testing.TestingPlanProgress.target;
import static io.campaignpulse.testing.TestingSentences.chinese;
import static io.campaignpulse.testing.TestingSentences.english;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleProblem;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingPlanProgress;
import io.campaignpulse.testing.TestingSentences;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From when on a rule on plans finds fault, from when on no longer, and what it says then. */
class PlanRuleTest {

  private static final long MINUTE = 60_000;
  private static final long MIDDLE = START + 5 * DAY;

  @Test
  void aBudgetIsOverBeyond110PercentAndNoLongerBelow105() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    assertThat(maybe(rule, budget(1000).actual(500).projected(1100, 0), null)).isNull();
    OpenFinding over = found(rule, budget(1000).actual(500).projected(1100.01, 0), null);
    assertThat(over).isNotNull();
    assertThat(over.last().severity()).isEqualTo(Severity.WARNING);
    assertThat(over.last().cause()).isEqualTo(AlertCause.BUDGET_OVERSPENT);
    assertThat(over.last().figures().moneyAtRiskMicros()).isEqualTo(100_010_000);
    assertThat(english(over.last()))
        .isEqualTo(
            "Budget \"Summer\" is heading for $1,100 by Tuesday 23:59, more than the planned $1,000; that"
                + " is $100.01 too much.");
    assertThat(chinese(over.last())).contains("预算“Summer”", "周二 23:59", "US$1,100", "US$1,000");
    assertThat(over.last().action()).isNotNull();

    OpenFinding still = found(rule, budget(1000).actual(500).projected(1050, 0), over);
    assertThat(still.last().holds()).isTrue();
    OpenFinding gone = found(rule, budget(1000).actual(500).projected(1049.99, 0), still);
    assertThat(gone.last().holds()).isFalse();
    assertThat(gone.last().evaluable()).isTrue();
    assertThat(gone.last().ended()).isFalse();
  }

  @Test
  void whatIsSpentBeyondTheBudgetIsCriticalAtAnyTime() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    assertThat(maybe(rule, budget(1000).actual(1000).projected(1000, 1), null)).isNull();
    OpenFinding spent =
        judged(
            rule,
            budget(1000).actual(1000.01).projected(9000, 0).at(START + DAY / 2),
            null,
            START + DAY / 2 + MINUTE);
    assertThat(spent.last().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(spent.last().figures().observed()).isEqualTo(1000.01);
    assertThat(spent.last().figures().moneyAtRiskMicros()).isEqualTo(8_000_000_000L);
  }

  @Test
  void theFirstTenthOfAFlightIsNotProjected() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    TestingPlanProgress tooMuch = budget(1000).projected(5000, 0);
    assertThat(rule.evaluate(tooMuch.at(START + DAY - MINUTE), null, null, START + DAY, "USD"))
        .isNull();
    assertThat(rule.evaluate(tooMuch.at(START + DAY), null, null, START + DAY + MINUTE, "USD"))
        .isNotNull();
  }

  @Test
  void aBudgetIsUnderIfItCouldOnlyBeSpentByDaysBetterThanTheBest() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    TestingPlanProgress strong = budget(1000).days(60, 180, 240, 300, 360).projected(840, 0);
    assertThat(maybe(rule, strong.paced(180.0, null, null), null))
        .as("1.5 times the best day of 120")
        .isNull();
    OpenFinding under = found(rule, strong.paced(180.01, null, null), null);
    assertThat(under.last().severity()).isEqualTo(Severity.WARNING);
    assertThat(under.last().cause()).isEqualTo(AlertCause.BUDGET_UNDERSPENT);
    assertThat(under.last().figures().moneyAtRiskMicros()).isEqualTo(160_000_000);
    assertThat(english(under.last()))
        .contains("leaving $160.00 unspent", "the best day so far was $120.00");

    assertThat(maybe(rule, budget(1000).days(60).projected(850, 0).paced(900.0, null, null), null))
        .as("85 % is enough")
        .isNull();
    TestingPlanProgress better = budget(1000).days(60, 180, 240, 300, 360);
    assertThat(found(rule, better.projected(899, 0).paced(170.0, null, null), under).last().holds())
        .isTrue();
    assertThat(found(rule, better.projected(900, 0).paced(170.0, null, null), under).last().holds())
        .isFalse();
    assertThat(found(rule, better.projected(840, 0).paced(168.0, null, null), under).last().holds())
        .isFalse();
  }

  @Test
  void aBudgetNobodySpendsIsUnder() {
    assertThat(
            maybe(
                rule(RuleKind.BUDGET_PACE),
                budget(1000).days(0, 0, 0, 0, 0).projected(0, 1).paced(200.0, null, null),
                null))
        .isNotNull();
  }

  @Test
  void aDailyBudgetIsOverBeyondTwiceItsAmount() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    assertThat(maybeOfDay(rule, dailyBudget(100).actual(150).projected(200, 0), null)).isNull();
    OpenFinding heading = day(rule, dailyBudget(100).actual(150).projected(200.01, 0), null);
    assertThat(heading.last().severity()).isEqualTo(Severity.WARNING);
    assertThat(day(rule, dailyBudget(100).projected(190, 0), heading).last().holds()).isTrue();
    assertThat(day(rule, dailyBudget(100).projected(189.99, 0), heading).last().holds()).isFalse();
    assertThat(maybeOfDay(rule, dailyBudget(100).actual(200).projected(200, 0), null)).isNull();
    assertThat(
            day(rule, dailyBudget(100).actual(200.01).projected(200.01, 0), null).last().severity())
        .isEqualTo(Severity.CRITICAL);
    assertThat(
            maybeOfDay(
                rule, dailyBudget(100).actual(1).projected(10, 0).paced(99.0, 1.0, 3040.0), null))
        .as("a day is never under")
        .isNull();
  }

  @Test
  void aDailyBudgetIsOverOnceItsMonthIsBeyond30Point4Times() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    TestingPlanProgress day = dailyBudget(100).actual(1).projected(100, 1);
    assertThat(maybeOfDay(rule, day.paced(99.0, 3040.0, 3040.0), null)).isNull();
    OpenFinding over = day(rule, day.paced(99.0, 3040.01, 3040.0), null);
    assertThat(over.last().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(over.last().figures().target()).isEqualTo(3040);
    assertThat(english(over.last()))
        .startsWith("Daily budget \"Summer\" (1 Mar): $3,040 spent this month");
  }

  @Test
  void theRuleSaysHowBadAWarningIs() {
    TestingPlanProgress over = budget(1000).projected(1200, 0);
    TestingPlanProgress spent = budget(1000).actual(1200).projected(1200, 0);
    PlanRule info = rule(RuleKind.BUDGET_PACE, Severity.INFO, null, List.of());
    assertThat(found(info, over, null).last().severity()).isEqualTo(Severity.INFO);
    assertThat(found(info, spent, null).last().severity()).isEqualTo(Severity.INFO);
    PlanRule critical = rule(RuleKind.BUDGET_PACE, Severity.CRITICAL, null, List.of());
    assertThat(found(critical, over, null).last().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aTargetIsBehindBelowAChanceOfAFifthAndNoLongerAboveThreeTenths() {
    PlanRule rule = rule(RuleKind.PLAN_BEHIND);
    assertThat(maybe(rule, target("leads", 80).projected(70, .2), null)).isNull();
    OpenFinding behind = found(rule, target("leads", 80).projected(61.5, .199), null);
    assertThat(english(behind.last()))
        .isEqualTo(
            "Plan \"Growth\": Leads will reach about 61.5 of 80 by Tuesday 23:59. The chance of"
                + " reaching the goal is 19.9%.");
    assertThat(behind.last().figures().moneyAtRiskMicros()).isNull();
    assertThat(found(rule, target("leads", 80).projected(70, .3), behind).last().holds()).isTrue();
    assertThat(found(rule, target("leads", 80).projected(70, .301), behind).last().holds())
        .isFalse();
    assertThat(
            found(
                    rule(RuleKind.PLAN_BEHIND, Severity.WARNING, .5, List.of()),
                    target("netRevenue", 80).projected(70, .4),
                    null)
                .last()
                .figures()
                .moneyAtRiskMicros())
        .isEqualTo(10_000_000);
  }

  @Test
  void aPlanWithAProblemOrInItsFirstTenthIsNotJudged() {
    PlanRule rule = rule(RuleKind.PLAN_BEHIND);
    TestingPlanProgress behind = target("leads", 80).projected(10, .01);
    assertThat(rule.evaluate(behind.at(START + DAY - MINUTE), null, null, START + DAY, "USD"))
        .isNull();
    OpenFinding open = found(rule, behind, null);
    OpenFinding closed = found(rule, behind.unsound(), open);
    assertThat(closed.last().holds()).isFalse();
    assertThat(closed.last().evaluable()).isFalse();
    assertThat(english(closed.last()))
        .isEqualTo(
            "Plan \"Growth\" can no longer be evaluated: its goal is not the sum of the goals below"
                + " it.");
    assertThat(maybe(rule, behind.unsound(), null)).isNull();
  }

  @Test
  void anArticleThatIsGoneIsAStockOutUntilItIsThereAgain() {
    PlanRule rule = rule(RuleKind.STOCK_OUT);
    assertThat(maybe(rule, clearance("A", 100).stock(.001, null, null), null)).isNull();
    assertThat(maybe(rule, clearance("A", 100).stock(null, null, null), null)).isNull();
    assertThat(maybe(rule, clearance(null, 100).stock(0.0, null, null), null))
        .as("articles are judged, not the promotion")
        .isNull();
    OpenFinding out = found(rule, clearance("A", 100).actual(40).stock(0.0, null, 0.0), null);
    assertThat(out.last().subject())
        .isEqualTo(new AlertSubject("summer", null, "p", "clearance:p:A", "A"));
    assertThat(out.last().cause()).isEqualTo(AlertCause.OUT_OF_STOCK);
    assertThat(out.last().figures().moneyAtRiskMicros()).isEqualTo(60 * 20_000_000);
    assertThat(english(out.last()))
        .contains("\"Sale · A\" has been sold out since Sunday 00:00, with 40 of 100 units");
    assertThat(found(rule, clearance("A", 100).stock(1.0, null, null), out).last().holds())
        .isFalse();
  }

  @Test
  void aStockThatEndsTooEarlyIsARiskUntilATwentiethIsExpectedToBeLeft() {
    PlanRule rule = rule(RuleKind.STOCK_RISK);
    long end = START + 10 * DAY;
    assertThat(maybe(rule, clearance("A", 100).stock(40.0, end, 0.0), null)).isNull();
    assertThat(maybe(rule, clearance("A", 100).stock(40.0, null, 0.1), null)).isNull();
    OpenFinding risk =
        found(rule, clearance("A", 100).stock(40.0, end - 1, 0.0).projected(90, .1), null);
    assertThat(risk.last().figures().moneyAtRiskMicros()).isEqualTo(10 * 20_000_000);
    assertThat(found(rule, clearance("A", 100).stock(40.0, null, 2.0), risk).last().holds())
        .isTrue();
    assertThat(found(rule, clearance("A", 100).stock(40.0, null, 2.01), risk).last().holds())
        .isFalse();
    assertThat(found(rule, clearance("A", 100).stock(0.0, MIDDLE, 0.0), risk).last().holds())
        .as("what is gone is no risk any more")
        .isFalse();
  }

  @Test
  void aClearanceThatSellsHalfOfWhatIsPlannedIsProvenWeak() {
    PlanRule rule = rule(RuleKind.CLEARANCE);
    TestingPlanProgress asPlanned =
        clearance("A", 1000).actual(500).days(95, 205, 300, 390, 500).stock(600.0, null, 100.0);
    assertThat(maybe(rule, asPlanned, null)).isNull();
    OpenFinding weak =
        found(
            rule,
            clearance("A", 1000)
                .actual(250)
                .days(50, 100, 150, 200, 250)
                .stock(750.0, null, 500.0)
                .projected(500, 0),
            null);
    assertThat(weak.last().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(weak.last().cause()).isEqualTo(AlertCause.DEMAND_WEAK);
    Finding.Figures figures = weak.last().figures();
    assertThat(figures.observed()).isEqualTo(250);
    assertThat(figures.expected()).isEqualTo(500);
    assertThat(figures.ratio()).isEqualTo(.5, within(1e-9));
    assertThat(figures.ratioHigh()).isLessThan(.9);
    assertThat(figures.evidence()).isGreaterThanOrEqualTo(100);
    assertThat(figures.logEvidence()).isGreaterThanOrEqualTo(Math.log(100));
    assertThat(figures.eValue()).isGreaterThan(20);
    assertThat(figures.moneyAtRiskMicros()).isEqualTo(500 * 20_000_000L);
    assertThat(english(weak.last()))
        .contains(
            "250 units where 500 were planned for its time in stock", "about 500 would be left");
  }

  @Test
  void timeWithoutStockIsNoEvidence() {
    PlanRule rule = rule(RuleKind.CLEARANCE);
    TestingPlanProgress soldOut =
        clearance("A", 1000)
            .actual(100)
            .point(0, 0, 0)
            .point(1, 100, 100)
            .point(5, 100, 100)
            .stock(0.0, null, 0.0);
    assertThat(maybe(rule, soldOut, null)).isNull();
    TestingPlanProgress slowThenSoldOut =
        clearance("A", 1000)
            .actual(150)
            .point(0, 0, 0)
            .point(4, 150, 400)
            .point(5, 150, 400)
            .stock(0.0, null, 0.0);
    assertThat(found(rule, slowThenSoldOut, null).last().cause())
        .isEqualTo(AlertCause.OUT_OF_STOCK);
  }

  @Test
  void aFewUnitsSayNothing() {
    assertThat(
            maybe(
                rule(RuleKind.CLEARANCE),
                clearance("A", 10).days(0, 1, 1, 2, 3).stock(9.0, null, 4.0),
                null))
        .isNull();
  }

  @Test
  void whatComesBackLowersNoStepBelowNothing() {
    OpenFinding weak =
        found(
            rule(RuleKind.CLEARANCE),
            clearance("A", 1000).days(50, 100, 90, 140).stock(750.0, null, 500.0),
            null);
    assertThat(weak.last().figures().observed()).isEqualTo(150);
  }

  @Test
  void aClearanceIsSoundWhenItsEvidenceHasBeenGoneForAnHour() {
    PlanRule rule = rule(RuleKind.CLEARANCE);
    OpenFinding open =
        found(
            rule,
            clearance("A", 1000).days(50, 100, 150, 200, 250).stock(750.0, null, 500.0),
            null);
    PlanProgress recovered =
        clearance("A", 1000).days(50, 100, 150, 200, 1000).stock(100.0, null, 0.0).at(MIDDLE);
    for (int minute = 0; minute < 60; minute++) {
      open = judged(rule, recovered, open, MIDDLE + minute * MINUTE);
      assertThat(open.last().holds()).as("minute %d", minute).isTrue();
      assertThat(open.calmSince()).isEqualTo(MIDDLE);
    }
    assertThat(judged(rule, recovered, open, MIDDLE + 60 * MINUTE).last().holds()).isFalse();

    PlanProgress worse =
        clearance("A", 1000).days(50, 100, 150, 200, 250).stock(750.0, null, 500.0).at(MIDDLE);
    assertThat(judged(rule, worse, open, MIDDLE + 60 * MINUTE).calmSince())
        .as("the hour begins anew")
        .isNull();
  }

  @Test
  void theEndOfAPlanAndItsWithdrawalEndWhatWasFound() {
    PlanRule rule = rule(RuleKind.BUDGET_PACE);
    TestingPlanProgress over = budget(1000).actual(900).projected(1200, 0);
    OpenFinding open = found(rule, over, null);
    long end = START + 10 * DAY;
    over.reported(end);
    OpenFinding ended = judged(rule, over.at(end - MINUTE), open, end);
    assertThat(ended.last().holds()).isFalse();
    assertThat(ended.last().ended()).isTrue();
    assertThat(english(ended.last()))
        .isEqualTo("Budget \"Summer\" has ended with $900.00 of $1,000.");
    assertThat(rule.evaluate(over.at(end - MINUTE), null, null, end, "USD")).isNull();
    assertThat(found(rule, over.withdrawn(), open).last().ended()).isTrue();
  }

  @Test
  void aRuleIsAboutWhatItMatches() {
    TestingPlanProgress over = budget(1000).projected(1200, 0);
    assertThat(maybe(match("campaign", "summer"), over, null)).isNotNull();
    assertThat(maybe(match("campaign", "winter"), over, null)).isNull();
    TestingPlanProgress gone = clearance("A", 100).stock(0.0, null, 0.0);
    assertThat(maybe(match(RuleKind.STOCK_OUT, "promotion", "p"), gone, null)).isNotNull();
    assertThat(maybe(match(RuleKind.STOCK_OUT, "promotion", "q"), gone, null)).isNull();
    assertThat(
            match("department", "growth").evaluate(over.at(MIDDLE), null, "growth", MIDDLE, "USD"))
        .isNotNull();
    assertThat(match("department", "growth").evaluate(over.at(MIDDLE), null, null, MIDDLE, "USD"))
        .isNull();
    OpenFinding open = found(match("campaign", "summer"), over, null);
    OpenFinding dropped = found(match("campaign", "winter"), over, open);
    assertThat(dropped.last().holds()).isFalse();
    assertThat(dropped.last().correction()).isEqualTo(AlertReason.RULE_CHANGED);
  }

  @Test
  void aRuleThatCouldNeverBeJudgedSaysWhy() {
    assertProblem("value", row(RuleKind.PLAN_BEHIND, Severity.INFO, 1.0, List.of()));
    assertProblem(
        "match",
        row(
            RuleKind.STOCK_OUT,
            Severity.INFO,
            null,
            List.of(new LabelMatch("sku", List.of("sku-1")))));
    assertProblem(
        "match",
        row(
            RuleKind.BUDGET_PACE,
            Severity.INFO,
            null,
            List.of(new LabelMatch("channel", List.of("SMS")))));
    assertThat(PlanRule.of(new RuleVersion(row(RuleKind.ROAS, Severity.INFO, null, List.of()), 1)))
        .isNull();
  }

  private static void assertProblem(String field, AlertRule rule) {
    assertThat(RuleCheck.problem(rule)).extracting(RuleProblem::field).isEqualTo(field);
    assertThat(PlanRule.of(new RuleVersion(rule, 1))).isNull();
  }

  private static OpenFinding found(
      PlanRule rule, TestingPlanProgress plan, @Nullable OpenFinding open) {
    return Objects.requireNonNull(maybe(rule, plan, open));
  }

  private static @Nullable OpenFinding maybe(
      PlanRule rule, TestingPlanProgress plan, @Nullable OpenFinding open) {
    return written(rule.evaluate(plan.at(MIDDLE), open, null, MIDDLE + MINUTE, "USD"));
  }

  private static OpenFinding day(
      PlanRule rule, TestingPlanProgress plan, @Nullable OpenFinding open) {
    return Objects.requireNonNull(maybeOfDay(rule, plan, open));
  }

  private static @Nullable OpenFinding maybeOfDay(
      PlanRule rule, TestingPlanProgress plan, @Nullable OpenFinding open) {
    return written(
        rule.evaluate(plan.at(START + DAY / 2), open, null, START + DAY / 2 + MINUTE, "USD"));
  }

  private static @Nullable OpenFinding written(@Nullable OpenFinding found) {
    if (found != null) {
      TestingSentences.assertWritten(found.last());
    }
    return found;
  }

  private static OpenFinding judged(
      PlanRule rule, PlanProgress row, @Nullable OpenFinding open, long tick) {
    return Objects.requireNonNull(written(rule.evaluate(row, open, null, tick, "USD")));
  }

  private static PlanRule match(String label, String value) {
    return match(RuleKind.BUDGET_PACE, label, value);
  }

  private static PlanRule match(RuleKind kind, String label, String value) {
    return rule(kind, Severity.WARNING, null, List.of(new LabelMatch(label, List.of(value))));
  }

  private static PlanRule rule(RuleKind kind) {
    return rule(kind, Severity.WARNING, null, List.of());
  }

  private static PlanRule rule(
      RuleKind kind, Severity severity, @Nullable Double value, List<LabelMatch> match) {
    return Objects.requireNonNull(
        PlanRule.of(new RuleVersion(row(kind, severity, value, match), 1)));
  }

  private static AlertRule row(
      RuleKind kind, Severity severity, @Nullable Double value, List<LabelMatch> match) {
    return new AlertRule(
        "r",
        kind,
        null,
        null,
        value,
        null,
        0,
        0,
        match,
        null,
        null,
        null,
        null,
        severity,
        null,
        null,
        List.of(),
        true,
        null,
        null,
        0,
        "",
        new Origin(0, 0, null, 0));
  }
}
