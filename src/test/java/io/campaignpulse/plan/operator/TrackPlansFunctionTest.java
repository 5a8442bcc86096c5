package io.campaignpulse.plan.operator;

import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.campaign;
import static io.campaignpulse.testing.TestingPlanRows.live;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static io.campaignpulse.testing.TestingPlanRows.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.plan.LearnedShape;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.Steps;
import io.campaignpulse.testing.TestingPlanOperator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrackPlansFunctionTest {

  private static final PlanOptions LIVE = live("UTC");
  private static final long START = at("2026-03-01T00:00:00Z");
  private static final long DAY = 86_400_000;
  private static final long EURO = 1_000_000;

  @Test
  void whatComesBeforeItsPlanCountsAndTheLatestVersionAlone() throws Exception {
    try (var plan = open(LIVE)) {
      plan.tick(START + 2 * DAY);
      plan.take(spent(1, START, 30));
      plan.take(PlanPart.of(budget(1)));
      plan.take(spent(2, START + DAY, 40));
      plan.take(spent(1, START, 99));
      plan.take(PlanPart.of(budget(2)));
      plan.clock(5000);

      assertThat(plan.news())
          .singleElement()
          .extracting(PlanProgress::actualMicros)
          .isEqualTo(40 * EURO);
    }
  }

  @Test
  void changesArePublishedOncePerIntervalAndNothingTwice() throws Exception {
    try (var plan = open(LIVE)) {
      plan.tick(START + 2 * DAY);
      plan.take(PlanPart.of(budget(1)));
      plan.take(spent(1, START, 30));
      plan.take(spent(1, START, 5));
      plan.clock(2000);
      plan.clock(9000);
      assertThat(plan.news()).extracting(PlanProgress::actualMicros).containsExactly(35 * EURO);

      plan.take(spent(1, START, -15));
      plan.clock(12_000);
      List<PlanProgress> news = plan.news();
      assertThat(news).extracting(PlanProgress::actualMicros).containsExactly(20 * EURO);
      assertThat(news.get(0).revision()).isGreaterThan(2000);
    }
  }

  @Test
  void aRunningPlanMovesWithEachMinuteAndAnEndedOneRests() throws Exception {
    try (var plan = open(LIVE)) {
      plan.tick(START + DAY);
      plan.take(PlanPart.of(budget(1)));
      plan.clock(2000);
      plan.news();
      plan.tick(START + DAY + 60_000);
      assertThat(plan.news())
          .singleElement()
          .satisfies(p -> assertThat(p.plannedShare()).isGreaterThan(.1));

      plan.tick(START + 11 * DAY);
      assertThat(plan.news())
          .singleElement()
          .extracting(PlanProgress::standing)
          .isEqualTo(PlanStanding.REACHED);
      plan.tick(START + 12 * DAY);
      assertThat(plan.news()).isEmpty();

      plan.take(spent(1, START, 101));
      plan.clock(20_000);
      assertThat(plan.news())
          .as("a late report still corrects it")
          .singleElement()
          .extracting(PlanProgress::standing)
          .isEqualTo(PlanStanding.OVERSPENT);
    }
  }

  @Test
  void whatATickFindsSaysWhichTickItWas() throws Exception {
    try (var plan = open(LIVE)) {
      plan.tick(START - DAY);
      plan.take(PlanPart.of(budget(1)));
      plan.clock(2000);
      assertThat(plan.news()).extracting(PlanProgress::evaluatedAt).containsOnlyNulls();
      plan.tick(START);
      plan.tick(START + 60_000);
      plan.take(spent(1, START, 5));
      plan.clock(9000);
      assertThat(plan.news())
          .extracting(PlanProgress::evaluatedAt)
          .as("nothing has changed at the start, but the tick is told")
          .containsExactly(START, START + 60_000, null);
    }
  }

  @Test
  void theCourseOfAnHourThatIsNotOverIsEven() throws Exception {
    try (var plan = open(LIVE)) {
      plan.tick(START + 10 * 3_600_000 + 1_800_000);
      plan.take(PlanPart.of(budget(1)));
      plan.take(spent(1, START + 10 * 3_600_000, 12));
      plan.clock(2000);

      assertThat(plan.news().get(0).course())
          .filteredOn(point -> point.actualMicros() != null)
          .extracting(CoursePoint::time, CoursePoint::actualMicros)
          .containsExactly(
              tuple(START, 0L),
              tuple(START + 10 * 3_600_000, 0L),
              tuple(START + 10 * 3_600_000 + 1_800_000, 12 * EURO));
    }
  }

  @Test
  void aPlanTakenBackIsPublishedOnceMoreAsWithdrawn() throws Exception {
    try (var plan = open(LIVE)) {
      plan.take(PlanPart.of(budget(1)));
      plan.clock(2000);
      long revision = plan.news().get(0).revision();
      plan.take(PlanPart.of(budget(1).ended(true, 2)));

      assertThat(plan.news())
          .singleElement()
          .satisfies(
              gone -> {
                assertThat(gone.withdrawn()).isTrue();
                assertThat(gone.revision()).isGreaterThan(revision);
              });
      plan.take(spent(2, START, 5));
      plan.clock(9000);
      assertThat(plan.news()).isEmpty();
    }
  }

  @Test
  void projectionsAreKeptByQuarterGradedAtTheEndAndGradedAgainWhenTheTruthMoves() throws Exception {
    try (var plan = open(LIVE)) {
      plan.tick(START + DAY);
      plan.take(PlanPart.of(budget(1)));
      plan.take(spent(1, START, 10));
      plan.clock(2000);
      plan.tick(START + 3 * DAY);
      plan.tick(START + 6 * DAY);
      assertThat(plan.side(TrackPlansFunction.SCORES))
          .extracting(ProjectionScore::horizon, ProjectionScore::realised)
          .containsExactly(tuple("PT168H", null), tuple("PT96H", null));

      plan.tick(START + 10 * DAY);
      plan.take(spent(1, START, 7));
      plan.clock(20_000);

      assertThat(plan.side(TrackPlansFunction.SCORES))
          .filteredOn(score -> score.realised() != null)
          .extracting(ProjectionScore::horizon, ProjectionScore::realised)
          .containsExactly(
              tuple("PT168H", 10.0),
              tuple("PT96H", 10.0),
              tuple("PT168H", 17.0),
              tuple("PT96H", 17.0));
    }
  }

  @Test
  void aReplayProjectsAsIfItHadStoodThere() throws Exception {
    try (var plan = open(replay("UTC", "2026-03-20T00:00:00Z"))) {
      for (int day = 0; day < 10; day++) {
        plan.take(spent(1, START + day * DAY, 10));
      }
      plan.take(
          new PlanPart("budget:s", 1, null, "b", Steps.NONE, Steps.NONE, START + 10 * DAY, null));
      plan.take(PlanPart.of(budget(1)));
      plan.end();

      assertThat(plan.news())
          .singleElement()
          .satisfies(
              progress -> {
                assertThat(progress.actualMicros()).isEqualTo(100 * EURO);
                assertThat(progress.standing()).isEqualTo(PlanStanding.REACHED);
                assertThat(progress.revision()).isEqualTo(1);
                assertThat(progress.evaluatedAt()).isEqualTo(progress.updatedAt());
              });
      assertThat(plan.side(TrackPlansFunction.SCORES))
          .hasSize(3)
          .allMatch(score -> Boolean.TRUE.equals(score.covered()));
    }
  }

  private static TestingPlanOperator<PlanPart, LearnedShape, PlanProgress> open(PlanOptions options)
      throws Exception {
    return new TestingPlanOperator<>(
        new TrackPlansFunction(options), TrackPlansFunction.SHAPES, PlanPart::planId);
  }

  private static Plan budget(long version) {
    return Objects.requireNonNull(
            plans(
                    LIVE,
                    "2026-03-02T00:00:00Z",
                    campaign(
                        "{'campaignId':'s','name':'x','currency':'EUR','totalBudget':100,"
                            + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-03-11T00:00:00Z'}"))
                .get("budget:s"))
        .versioned(version);
  }

  private static PlanPart spent(long version, long time, long euros) {
    return new PlanPart(
        "budget:s",
        version,
        null,
        "b",
        new Steps(new long[] {time}, new long[] {euros * EURO}),
        Steps.NONE,
        null,
        null);
  }
}
