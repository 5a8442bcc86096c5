package io.campaignpulse.testing;

import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.ProjectionScore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans in progress to put before a reader, in whole units; all run a day around an instant. */
public final class TestingPlans {

  private static final long MICROS = 1_000_000;
  private static final Duration BEFORE = Duration.ofHours(12);
  private static final Duration AFTER = Duration.ofHours(12);
  private static final int STEPS = 24;

  private TestingPlans() {}

  /** A campaign's budget over its flight, half of it planned to be spent by now. */
  public static PlanProgress budget(
      Instant now, String campaignId, long goal, long actual, long provisional, long revision) {
    long total = 2 * (actual + provisional);
    return new Draft("budget:" + campaignId, "Budget of " + campaignId, PlanKind.BUDGET, "spend")
        .campaign(campaignId)
        .goal(goal)
        .actual(actual)
        .projected(total, total * 9 / 10, total * 11 / 10, total <= goal ? 0.9 : 0.05)
        .standing(total > goal ? PlanStanding.AHEAD : PlanStanding.ON_PLAN)
        .budget(
            new PlanBudget(
                provisional * MICROS,
                now.minus(Duration.ofMinutes(30)).toEpochMilli(),
                (goal - actual - provisional) * MICROS,
                null,
                null,
                Math.max(0, goal - total) * MICROS,
                goal * MICROS))
        .at(now, revision);
  }

  /** A campaign's budget of today, with its month. */
  public static PlanProgress dailyBudget(
      Instant now, String campaignId, long goal, long actual, long monthActual, long revision) {
    return new Draft(
            "budget:" + campaignId + ":" + now.toString().substring(0, 10),
            "Daily budget of " + campaignId,
            PlanKind.DAILY_BUDGET,
            "spend")
        .parent("budget:" + campaignId)
        .campaign(campaignId)
        .goal(goal)
        .actual(actual)
        .projected(actual * 3 / 2, actual * 14 / 10, actual * 16 / 10, 0.1)
        .standing(actual > 2 * goal ? PlanStanding.OVERSPENT : PlanStanding.ON_PLAN)
        .budget(
            new PlanBudget(
                0,
                null,
                null,
                monthActual * MICROS,
                goal * MICROS * 304 / 10,
                0,
                2 * goal * MICROS))
        .at(now, revision);
  }

  /** A growth target; without a goal that is reached in time by chance of {@code probability}. */
  public static PlanProgress target(
      Instant now,
      String id,
      String name,
      @Nullable String parentId,
      long goal,
      long actual,
      double probability) {
    return new Draft(id, name, PlanKind.TARGET, "qualifiedLeads")
        .parent(parentId)
        .goal(goal)
        .actual(actual)
        .projected(2 * actual, 2 * actual * 8 / 10, 2 * actual * 12 / 10, probability)
        .standing(probability < 0.5 ? PlanStanding.BEHIND : PlanStanding.ON_PLAN)
        .at(now, 1);
  }

  /** A target that isn't the sum of its parts. */
  public static PlanProgress unsoundTarget(
      Instant now, String id, String name, long goal, long sumOfParts) {
    return new Draft(id, name, PlanKind.TARGET, "qualifiedLeads")
        .goal(goal)
        .standing(PlanStanding.INVALID)
        .problem(
            PlanProblem.GOAL_NOT_SUM_OF_CHILDREN,
            "The goal is " + goal + ", but the goals of its parts sum to " + sumOfParts + ".")
        .at(now, 1);
  }

  /** The clearance of an article; null for the whole promotion. */
  public static PlanProgress clearance(
      Instant now, String promotionId, @Nullable String sku, long goal, long sold, long revision) {
    String whole = "clearance:" + promotionId;
    long opening = goal + goal / 5;
    long left = opening - sold;
    return new Draft(
            sku == null ? whole : whole + ":" + sku,
            sku == null ? "Clearance " + promotionId : sku,
            PlanKind.CLEARANCE,
            "units")
        .parent(sku == null ? null : whole)
        .promotion(promotionId, sku)
        .goal(goal)
        .actual(sold)
        .projected(2 * sold, 2 * sold * 9 / 10, 2 * sold * 11 / 10, 2 * sold >= goal ? 0.8 : 0.12)
        .standing(2 * sold >= goal ? PlanStanding.ON_PLAN : PlanStanding.BEHIND)
        .stock(
            new PlanStock(
                opening * MICROS,
                0,
                left * MICROS,
                (double) sold / opening,
                0.85,
                (left - sold) * MICROS,
                (left - sold * 12 / 10) * MICROS,
                (left - sold * 8 / 10) * MICROS,
                left <= sold ? now.plus(Duration.ofHours(9)).toEpochMilli() : null,
                left <= 0 ? now.toEpochMilli() : null,
                0,
                sold * 47 * MICROS,
                sold * 20 * MICROS,
                sold / 4 * MICROS,
                (sold - sold / 4) * MICROS,
                (double) (goal - sold) / Math.max(1, sold),
                sku == null ? null : (Long) (95 * MICROS),
                sku == null ? null : (Long) (48 * MICROS),
                sku == null ? null : (Long) (30 * MICROS)))
        .at(now, revision);
  }

  /** A projection that was graded. */
  public static ProjectionScore score(
      String kind, String id, double projected, double realised, @Nullable Boolean covered) {
    boolean interval = covered != null;
    return new ProjectionScore(
        kind,
        id,
        3_600_000,
        projected,
        interval ? projected * 0.9 : null,
        interval ? projected * 1.1 : null,
        realised,
        covered,
        1,
        0);
  }

  /** A plan being written down. */
  private static final class Draft {
    private final String id;
    private final String name;
    private final PlanKind kind;
    private final String measure;
    private @Nullable String parentId;
    private @Nullable String campaignId;
    private @Nullable String promotionId;
    private @Nullable String sku;
    private long goal;
    private long actual;
    private @Nullable PlanProjection projection;
    private @Nullable PlanBudget budget;
    private @Nullable PlanStock stock;
    private PlanStanding standing = PlanStanding.ON_PLAN;
    private @Nullable PlanProblem problem;
    private @Nullable String problemDetail;

    Draft(String id, String name, PlanKind kind, String measure) {
      this.id = id;
      this.name = name;
      this.kind = kind;
      this.measure = measure;
    }

    Draft parent(@Nullable String parentId) {
      this.parentId = parentId;
      return this;
    }

    Draft campaign(String campaignId) {
      this.campaignId = campaignId;
      return this;
    }

    Draft promotion(String promotionId, @Nullable String sku) {
      this.promotionId = promotionId;
      this.sku = sku;
      return this;
    }

    Draft goal(long goal) {
      this.goal = goal;
      return this;
    }

    Draft actual(long actual) {
      this.actual = actual;
      return this;
    }

    Draft projected(long total, long low, long high, double probability) {
      projection = new PlanProjection(total * MICROS, low * MICROS, high * MICROS, probability);
      return this;
    }

    Draft budget(PlanBudget budget) {
      this.budget = budget;
      return this;
    }

    Draft stock(PlanStock stock) {
      this.stock = stock;
      return this;
    }

    Draft standing(PlanStanding standing) {
      this.standing = standing;
      return this;
    }

    Draft problem(PlanProblem problem, String detail) {
      this.problem = problem;
      this.problemDetail = detail;
      return this;
    }

    PlanProgress at(Instant now, long revision) {
      boolean sound = problem == null;
      double attainment = (double) actual / goal;
      return new PlanProgress(
          id,
          name,
          parentId,
          kind,
          measure,
          goal * MICROS,
          now.minus(BEFORE).toEpochMilli(),
          now.plus(AFTER).toEpochMilli(),
          "LINEAR",
          campaignId,
          null,
          null,
          null,
          promotionId,
          sku,
          actual * MICROS,
          sound ? 0.5 : null,
          sound ? attainment : null,
          sound ? attainment * 2 : null,
          projection,
          budget,
          stock,
          standing,
          problem,
          problemDetail,
          sound ? course(now) : List.of(),
          false,
          revision,
          now.toEpochMilli(),
          now.toEpochMilli(),
          null);
    }

    /** Along a straight line to the actual, from there to the projection. */
    private List<CoursePoint> course(Instant now) {
      List<CoursePoint> points = new ArrayList<>();
      long start = now.minus(BEFORE).toEpochMilli();
      long length = BEFORE.plus(AFTER).toMillis();
      PlanProjection end = projection;
      for (int step = 0; step <= STEPS; step++) {
        double share = (double) step / STEPS;
        double future = 2 * share - 1;
        boolean past = future <= 0;
        long planned = (long) (goal * MICROS * share);
        points.add(
            new CoursePoint(
                start + length * step / STEPS,
                planned,
                past ? (Long) (long) (actual * MICROS * 2 * share) : null,
                past || end == null ? null : (Long) onTheWay(end.totalMicros(), future),
                past || end == null ? null : (Long) onTheWay(end.lowMicros(), future),
                past || end == null ? null : (Long) onTheWay(end.highMicros(), future),
                past && kind == PlanKind.CLEARANCE ? (Long) planned : null));
      }
      return points;
    }

    private long onTheWay(long end, double share) {
      return actual * MICROS + (long) ((end - actual * MICROS) * share);
    }
  }
}
