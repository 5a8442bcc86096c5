package io.campaignpulse.alert.plan;

import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.campaign;
import static io.campaignpulse.testing.TestingPlanRows.live;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.plan.LearnedShape;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.Steps;
import io.campaignpulse.plan.operator.TrackPlansFunction;
import io.campaignpulse.testing.TestingFindings;
import io.campaignpulse.testing.TestingPlanOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What BUDGET_PACE finds of budgets of ten days that are followed hour by hour: their spend goes
 * through the operator that tracks plans, its rows through the rule.
 */
class RevisedBudgetTest {

  private static final PlanOptions LIVE = live("UTC");
  private static final long START = at("2026-03-01T00:00:00Z");
  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final int CHANGE = 5 * DAY;
  private static final int END = 10 * DAY;
  private static final long EURO = 1_000_000;

  @Test
  void aBudgetThatIsDoubledAndKeptIsNeverAlarmed() throws Exception {
    assertThat(run(2000, hour -> hour < CHANGE + 1 ? 100 : 290, 1).episodes).isEmpty();
  }

  @Test
  void aBudgetThatIsDoubledInVainIsUnderspentAfterTheGraceTime() throws Exception {
    List<Episode> episodes = run(2000, hour -> 100, 1).episodes;
    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).cause).isEqualTo(AlertCause.BUDGET_UNDERSPENT);
    assertThat(episodes.get(0).hour).isGreaterThanOrEqualTo(CHANGE + DAY / 2);
  }

  @Test
  void aBudgetThatIsOverspentAndEndsIsAlarmedOnce() throws Exception {
    List<Episode> episodes = run(1000, hour -> 180, 1).episodes;
    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).worst).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void whatIsReportedAfterTheEndIsAlarmedOnceToo() throws Exception {
    List<Episode> episodes = run(1000, hour -> hour < 9 * DAY ? 97 : 200, 30).episodes;
    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).worst).isEqualTo(Severity.CRITICAL);
    assertThat(episodes.get(0).hour).isGreaterThanOrEqualTo(END);
  }

  @Test
  void aStrongFirstDayIsNoProofThatABudgetWillBeOverspent() throws Exception {
    assertThat(run(1000, hour -> hour < DAY + 6 ? 118 : 97, 1).episodes).isEmpty();
  }

  @Test
  void aBudgetThatIsLoweredBelowWhatIsSpentIsNotOverspentIfSpendingStops() throws Exception {
    assertThat(run(400, hour -> hour < CHANGE ? 100 : 0, 1).episodes).isEmpty();
  }

  @Test
  void aBudgetThatIsLoweredAndSpentOnIsOverspentAfterTheGraceTime() throws Exception {
    List<Episode> episodes = run(400, hour -> 100, 1).episodes;
    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).hour).isGreaterThanOrEqualTo(CHANGE + DAY / 2);
    assertThat(episodes.get(0).worst).isEqualTo(Severity.CRITICAL);
  }

  private static final class Episode {
    private final int hour;
    private final @Nullable AlertCause cause;
    private Severity worst;

    Episode(int hour, Finding finding, Severity severity) {
      this.hour = hour;
      this.cause = finding.cause();
      this.worst = severity;
    }
  }

  private record Run(List<Episode> episodes) {}

  /**
   * A budget of 1,000 that becomes another in the middle.
   *
   * @param perDay what is spent a day, by hour
   * @param reportHours how many hours later each hour is reported
   */
  private static Run run(long changed, IntToDoubleFunction perDay, int reportHours)
      throws Exception {
    PlanRule rule =
        Objects.requireNonNull(
            PlanRule.of(new RuleVersion(TestingFindings.rule("pace", RuleKind.BUDGET_PACE), 1)));
    List<Episode> episodes = new ArrayList<>();
    @Nullable OpenFinding open = null;
    Plan before = budget(1000).versioned(1);
    try (var plan = open()) {
      plan.tick(START - HOUR);
      plan.take(PlanPart.of(before));
      plan.clock(2000);
      for (int hour = 1; hour < END + 3 * DAY; hour++) {
        if (hour == CHANGE && changed != 1000) {
          Plan next = budget(changed);
          plan.take(
              PlanPart.of(next.revised(before.changedBy(next, START + hour * HOUR)).versioned(2)));
          for (int past = 0; past < hour - reportHours; past++) {
            plan.take(spent(2, past, perDay.applyAsDouble(past)));
          }
        }
        int reported = hour - reportHours;
        if (reported >= 0 && reported < END) {
          long version = hour >= CHANGE && changed != 1000 ? 2 : 1;
          plan.take(spent(version, reported, perDay.applyAsDouble(reported)));
        }
        plan.tick(START + hour * HOUR);
        for (PlanProgress row : plan.news()) {
          if (row.evaluatedAt() != null) {
            open = evaluate(rule, row, open, hour, episodes);
          }
        }
      }
    }
    return new Run(episodes);
  }

  private static @Nullable OpenFinding evaluate(
      PlanRule rule,
      PlanProgress row,
      @Nullable OpenFinding open,
      int hour,
      List<Episode> episodes) {
    OpenFinding found = rule.evaluate(row, open, null, START + hour * HOUR, "EUR");
    Severity severity = found == null ? null : found.last().severity();
    if (found == null || severity == null) {
      return null;
    }
    if (open == null) {
      episodes.add(new Episode(hour, found.last(), severity));
    }
    Episode episode = episodes.get(episodes.size() - 1);
    episode.worst = severity.compareTo(episode.worst) > 0 ? severity : episode.worst;
    return found;
  }

  private static TestingPlanOperator<PlanPart, LearnedShape, PlanProgress> open() throws Exception {
    return new TestingPlanOperator<>(
        new TrackPlansFunction(LIVE), TrackPlansFunction.SHAPES, PlanPart::planId);
  }

  private static Plan budget(long euros) {
    return Objects.requireNonNull(
        plans(
                LIVE,
                "2026-03-02T00:00:00Z",
                campaign(
                    "{'campaignId':'s','name':'x','currency':'EUR','totalBudget':"
                        + euros
                        + ",'startTime':'2026-03-01T00:00:00Z','endTime':'2026-03-11T00:00:00Z'}"))
            .get("budget:s"));
  }

  private static PlanPart spent(long version, int hour, double perDay) {
    long time = START + hour * HOUR;
    return new PlanPart(
        "budget:s",
        version,
        null,
        "b",
        new Steps(new long[] {time}, new long[] {Math.round(perDay * EURO / DAY)}),
        Steps.NONE,
        time + HOUR,
        null);
  }
}
