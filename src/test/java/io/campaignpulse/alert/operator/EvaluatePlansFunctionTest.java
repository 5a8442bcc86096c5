package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingFindings.rule;
import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingPlanProgress.DAY;
import static io.campaignpulse.testing.TestingPlanProgress.START;
import static io.campaignpulse.testing.TestingPlanProgress.budget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.feed.SourceWatch;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.lead.LeadClock;
import io.campaignpulse.alert.lead.LeadWait;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingFindings;
import io.campaignpulse.testing.TestingPlanProgress;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** At which tick a plan is judged by which of its rows, and what is kept of it. */
class EvaluatePlansFunctionTest {

  private static final AlertOptions LIVE =
      options(Emission.ON_CHANGE, rule("pace", RuleKind.BUDGET_PACE));
  private static final long NOW = START + 5 * DAY;

  @Test
  void aPlanIsJudgedAsTheTickBeforeFoundIt() throws Exception {
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(NOW);
      live.take(over().at(NOW));
      live.tick(NOW + MINUTE);
      live.take(sound().at(NOW + MINUTE));
      live.take(sound().at(NOW + 2 * MINUTE));
      assertThat(live.news())
          .extracting(Finding::tick, Finding::holds)
          .containsExactly(tuple(NOW + MINUTE, true));
      live.tick(NOW + 2 * MINUTE);
      assertThat(live.news())
          .extracting(Finding::tick, Finding::holds)
          .containsExactly(tuple(NOW + 2 * MINUTE, false));
      live.tick(NOW + 3 * MINUTE);
      assertThat(live.news()).as("what is sound is not told of").isEmpty();
    }
  }

  @Test
  void whatTheSameTickFoundWaitsForTheNextHoweverEarlyItArrives() throws Exception {
    try (TestingFindings<PlanProgress> early = open(LIVE, null);
        TestingFindings<PlanProgress> late = open(LIVE, null)) {
      for (TestingFindings<PlanProgress> each : List.of(early, late)) {
        each.tick(NOW);
        each.take(sound().at(NOW));
      }
      early.take(over().at(NOW + MINUTE));
      early.tick(NOW + MINUTE);
      late.tick(NOW + MINUTE);
      late.take(over().at(NOW + MINUTE));
      for (TestingFindings<PlanProgress> each : List.of(early, late)) {
        each.tick(NOW + 2 * MINUTE);
        assertThat(each.news()).extracting(Finding::tick).containsExactly(NOW + 2 * MINUTE);
      }
    }
  }

  @Test
  void whatHoldsIsToldEveryQuarterOfAnHourWhenNoRowComes() throws Exception {
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(NOW);
      live.take(over().at(NOW));
      live.ticks(NOW + MINUTE, NOW + 32 * MINUTE);
      assertThat(live.news())
          .extracting(Finding::tick, Finding::holds)
          .containsExactly(
              tuple(NOW + MINUTE, true),
              tuple(NOW + 15 * MINUTE, true),
              tuple(NOW + 30 * MINUTE, true));
    }
  }

  @Test
  void rowsPublishedBetweenTicksAreNotJudged() throws Exception {
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(NOW);
      live.take(over().at(null));
      live.ticks(NOW + MINUTE, NOW + 3 * MINUTE);
      assertThat(live.news()).isEmpty();
      assertThat(live.keyedState()).isZero();
      assertThat(live.timers()).isZero();
    }
  }

  @Test
  void theEndOfAPlanIsToldAndForgotten() throws Exception {
    long end = START + 10 * DAY;
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(end - 2 * MINUTE);
      live.take(over().reported(end).at(end - 2 * MINUTE));
      live.tick(end - MINUTE);
      live.take(over().reported(end).at(end - MINUTE));
      live.tick(end);
      assertThat(live.news())
          .extracting(Finding::holds, Finding::ended)
          .containsExactly(tuple(true, false), tuple(false, true));
      live.tick(end + PlanProgress.SETTLING);
      assertThat(live.keyedState()).isZero();
      assertThat(live.timers()).isZero();
      live.take(over().at(end));
      live.tick(end + PlanProgress.SETTLING + MINUTE);
      assertThat(live.news()).isEmpty();
      assertThat(live.keyedState()).isZero();
    }
  }

  @Test
  void theLastRowOfAPlanMayComeBeforeItsLastTick() throws Exception {
    long end = START + 10 * DAY;
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(end - 2 * MINUTE);
      live.take(over().reported(end).at(end - 2 * MINUTE));
      live.tick(end - MINUTE);
      live.take(over().reported(end).at(end));
      live.ticks(end, end + MINUTE);
      live.tick(end + PlanProgress.SETTLING);
      assertThat(live.news())
          .extracting(Finding::holds, Finding::ended)
          .containsExactly(tuple(true, false), tuple(false, true));
      assertThat(live.keyedState()).isZero();
      assertThat(live.timers()).isZero();
    }
  }

  @Test
  void whatIsReportedAfterTheEndIsEvaluatedUntilItSettles() throws Exception {
    long end = START + 10 * DAY;
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(end - MINUTE);
      live.take(sound().at(end - MINUTE));
      live.ticks(end, end + 5 * MINUTE);
      assertThat(live.news()).isEmpty();
      live.take(budget(1000).actual(1100).projected(1100, 0).reported(end).at(end + 6 * MINUTE));
      live.ticks(end + 6 * MINUTE, end + 16 * MINUTE);
      assertThat(live.news())
          .extracting(Finding::tick, Finding::severity)
          .containsExactly(
              tuple(end + 7 * MINUTE, Severity.CRITICAL),
              tuple(end + 15 * MINUTE, Severity.CRITICAL));
      live.tick(end + PlanProgress.SETTLING);
      assertThat(live.news()).extracting(Finding::ended).containsExactly(true);
      assertThat(live.keyedState()).isZero();
      assertThat(live.timers()).isZero();
    }
  }

  @Test
  void aPlanTakenBackEndsAtTheNextTick() throws Exception {
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(NOW);
      live.take(over().at(NOW));
      live.tick(NOW + MINUTE);
      live.take(over().withdrawn().at(null));
      live.tick(NOW + 2 * MINUTE);
      assertThat(live.news())
          .extracting(Finding::holds, Finding::ended)
          .containsExactly(tuple(true, false), tuple(false, true));
      assertThat(live.keyedState()).isZero();
      live.take(over().at(NOW + 3 * MINUTE));
      live.ticks(NOW + 3 * MINUTE, NOW + 4 * MINUTE);
      assertThat(live.news()).as("it may return").hasSize(1);
    }
  }

  @Test
  void aRuleThatChangesOrGoesEndsWhatItFound() throws Exception {
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.tick(NOW);
      live.take(over().at(NOW));
      live.tick(NOW + MINUTE);
      live.rule(
          rule("pace", RuleKind.BUDGET_PACE, null, Duration.ofMinutes(5), List.of(), true, 1));
      live.ticks(NOW + 2 * MINUTE, NOW + 15 * MINUTE);
      live.rule(
          rule("pace", RuleKind.BUDGET_PACE, null, Duration.ofMinutes(5), List.of(), false, 2));
      live.ticks(NOW + 16 * MINUTE, NOW + 30 * MINUTE);
      assertThat(live.news())
          .extracting(Finding::targetVersion, Finding::holds, Finding::correction)
          .containsExactly(
              tuple(1, true, null),
              tuple(1, false, AlertReason.RULE_CHANGED),
              tuple(2, true, null),
              tuple(2, false, AlertReason.RULE_CHANGED));
    }
  }

  @Test
  void aRestoredOperatorKnowsWhatItFoundAndSkipsWhatItMissed() throws Exception {
    OperatorSubtaskState snapshot;
    try (TestingFindings<PlanProgress> before = open(LIVE, null)) {
      before.tick(NOW);
      before.take(over().at(NOW));
      before.tick(NOW + MINUTE);
      before.take(sound().at(NOW + MINUTE));
      snapshot = before.snapshot();
    }
    long later = NOW + 300 * MINUTE;
    try (TestingFindings<PlanProgress> after = open(LIVE, snapshot)) {
      after.tick(later);
      assertThat(after.news())
          .extracting(Finding::tick, Finding::holds)
          .containsExactly(tuple(later, false));
      after.take(over().at(later));
      after.tick(later + MINUTE);
      assertThat(after.news()).extracting(Finding::tick).containsExactly(later + MINUTE);
    }
  }

  @Test
  void rowsOfATopicWithHistoryAreJudgedFromTheFirstTickOn() throws Exception {
    try (TestingFindings<PlanProgress> live = open(LIVE, null)) {
      live.take(over().lasting(DAY).at(START + 2 * DAY));
      live.take(over().at(NOW));
      live.tick(NOW + 2 * MINUTE);
      assertThat(live.news()).extracting(Finding::tick).containsExactly(NOW + 2 * MINUTE);
    }
  }

  @Test
  void whatIsKeptIsNoGenericType() {
    for (Class<?> kept :
        List.of(OpenFinding.class, LeadClock.class, LeadWait.class, SourceWatch.class)) {
      TypeInformation<?> type = TypeInformation.of(kept);
      assertThat(type).isInstanceOf(PojoTypeInfo.class);
      assertThat(type.toString()).doesNotContain("GenericType");
    }
  }

  private static TestingPlanProgress over() {
    return budget(1000).actual(600).projected(1200, 0);
  }

  private static TestingPlanProgress sound() {
    return budget(1000).actual(500).projected(1000, .5);
  }

  private static TestingFindings<PlanProgress> open(
      AlertOptions options, @Nullable OperatorSubtaskState state) throws Exception {
    return new TestingFindings<>(
        new EvaluatePlansFunction(options),
        List.of(EvaluatePlansFunction.RULES, EvaluatePlansFunction.CAMPAIGNS),
        PlanProgress::planId,
        state);
  }
}
