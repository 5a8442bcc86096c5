package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.campaign;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static io.campaignpulse.testing.TestingPlanRows.replay;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The accounting rules of budgets ("BUDGET_PACE" in alerting.md). */
class VerdictTest {

  private static final String NOW = "2026-03-11T00:00:00Z";

  private static final Map<String, Plan> PLANS =
      plans(
          replay("UTC", NOW),
          NOW,
          campaign(
              "{'campaignId':'s','name':'Spring','dailyBudget':50,'totalBudget':1000,"
                  + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-03-21T00:00:00Z'}"));

  @ParameterizedTest
  @CsvSource({
    "2026-02-01T00:00:00Z, 0, , NOT_STARTED",
    "2026-03-02T12:00:00Z, 10, 3000, ON_PLAN",
    "2026-03-11T00:00:00Z, 500, 1000, ON_PLAN",
    "2026-03-11T00:00:00Z, 500, 1100, ON_PLAN",
    "2026-03-11T00:00:00Z, 500, 1101, AHEAD",
    "2026-03-11T00:00:00Z, 400, 850, ON_PLAN",
    "2026-03-11T00:00:00Z, 400, 849, BEHIND",
    "2026-03-11T00:00:00Z, 1001, 1500, OVERSPENT",
    "2026-04-11T00:00:00Z, 990, 990, REACHED",
    "2026-04-11T00:00:00Z, 1001, 1001, OVERSPENT",
  })
  void aTotalBudget(String now, long actual, @Nullable Long projected, PlanStanding expected) {
    assertThat(verdict("budget:s", now, actual, projected, null, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "90, 95, 900, ON_PLAN",
    "100, 100, 900, ON_PLAN",
    "101, 120, 900, OVERSPENT",
    "60, 101, 900, AHEAD",
    "20, 42, 900, BEHIND",
    "60, 70, 1520, ON_PLAN",
    "60, 70, 1521, OVERSPENT",
  })
  void aDailyBudgetMayBeOverspentTwiceWhileItsMonthIsWithinThirtyPointFourTimes(
      long actual, long projected, long month, PlanStanding expected) {
    assertThat(
            verdict("budget:s:2026-03-10", "2026-03-10T12:00:00Z", actual, projected, month, 1520L))
        .isEqualTo(expected);
  }

  @Test
  void aDayThatHasEndedWithinItsLimitIsKept() {
    assertThat(verdict("budget:s:2026-03-10", NOW, 99, 99L, 900L, 1520L))
        .isEqualTo(PlanStanding.REACHED);
  }

  private static PlanStanding verdict(
      String planId,
      String now,
      long actual,
      @Nullable Long projected,
      @Nullable Long month,
      @Nullable Long limit) {
    return Verdict.of(
        Objects.requireNonNull(PLANS.get(planId)),
        at(now),
        actual * 1_000_000,
        projected == null
            ? null
            : new PlanProjection(
                projected * 1_000_000, projected * 1_000_000, projected * 1_000_000, null),
        new PlanBudget(
            0,
            null,
            null,
            month == null ? null : (Long) (month * 1_000_000),
            limit == null ? null : (Long) (limit * 1_000_000),
            0,
            Objects.requireNonNull(PLANS.get(planId)).goalMicros()
                * (Objects.requireNonNull(PLANS.get(planId)).kind() == PlanKind.DAILY_BUDGET
                    ? 2
                    : 1)),
        null);
  }
}
