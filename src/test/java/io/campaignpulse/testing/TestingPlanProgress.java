package io.campaignpulse.testing;

import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.PlanStock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of plan-progress being written down: a plan of ten days, amounts in whole units. */
public final class TestingPlanProgress {

  /** The start of the period. */
  public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  /** A day in milliseconds. */
  public static final long DAY = 86_400_000;

  private static final double MICROS = 1e6;

  private final String planId;
  private final String name;
  private final PlanKind kind;
  private final String measure;
  private final double goal;
  private final @Nullable String promotionId;
  private final @Nullable String sku;
  private long end = START + 10 * DAY;
  private double actual;
  private @Nullable PlanProjection projection;
  private @Nullable PlanBudget budget;
  private @Nullable PlanStock stock;
  private @Nullable PlanProblem problem;
  private List<CoursePoint> course = List.of();
  private boolean withdrawn;
  private @Nullable Long reportedUntil;
  private @Nullable Long revisedAt;

  private TestingPlanProgress(
      String planId,
      String name,
      PlanKind kind,
      String measure,
      double goal,
      @Nullable String promotionId,
      @Nullable String sku) {
    this.planId = planId;
    this.name = name;
    this.kind = kind;
    this.measure = measure;
    this.goal = goal;
    this.promotionId = promotionId;
    this.sku = sku;
  }

  /** The budget of campaign "summer" over its flight. */
  public static TestingPlanProgress budget(double goal) {
    return new TestingPlanProgress(
            "budget:summer", "Summer", PlanKind.BUDGET, "spend", goal, null, null)
        .paced(null, null, null);
  }

  /** Its budget of one day; the plan lasts as long as {@link #lasting} says. */
  public static TestingPlanProgress dailyBudget(double goal) {
    return new TestingPlanProgress(
            "budget:summer:2026-03-01", "Summer", PlanKind.DAILY_BUDGET, "spend", goal, null, null)
        .paced(null, null, null)
        .lasting(DAY);
  }

  /** A growth target. */
  public static TestingPlanProgress target(String measure, double goal) {
    return new TestingPlanProgress("growth", "Growth", PlanKind.TARGET, measure, goal, null, null);
  }

  /** The clearance of an article; null for the whole promotion. */
  public static TestingPlanProgress clearance(@Nullable String sku, double goal) {
    return new TestingPlanProgress(
        sku == null ? "clearance:p" : "clearance:p:" + sku,
        sku == null ? "Sale" : "Sale · " + sku,
        PlanKind.CLEARANCE,
        "units",
        goal,
        "p",
        sku);
  }

  /** Another length of the period, milliseconds. */
  public TestingPlanProgress lasting(long millis) {
    end = START + millis;
    return this;
  }

  /** What was reached. */
  public TestingPlanProgress actual(double units) {
    actual = units;
    return this;
  }

  /** What will be, and the chance of reaching the goal. */
  public TestingPlanProgress projected(double units, double chance) {
    projection = new PlanProjection(micros(units), micros(units), micros(units), chance);
    return this;
  }

  /** What a budget needs per day, and its month. */
  public TestingPlanProgress paced(
      @Nullable Double perDay, @Nullable Double monthActual, @Nullable Double monthLimit) {
    budget =
        new PlanBudget(
            0,
            reportedUntil,
            optional(perDay),
            optional(monthActual),
            optional(monthLimit),
            0,
            micros(kind == PlanKind.DAILY_BUDGET ? 2 * goal : goal));
    return this;
  }

  /** What will be, with its interval of 80 %. */
  public TestingPlanProgress between(double low, double units, double high) {
    projection = new PlanProjection(micros(units), micros(low), micros(high), null);
    return this;
  }

  /** When it was last changed. */
  public TestingPlanProgress revised(long time) {
    revisedAt = time;
    return this;
  }

  /** Until when the spend of a budget is reported. */
  public TestingPlanProgress reported(long until) {
    reportedUntil = until;
    return paced(null, null, null);
  }

  /** What is in stock, at 20 a unit. */
  public TestingPlanProgress stock(
      @Nullable Double onHand, @Nullable Long stockOutAt, @Nullable Double leftover) {
    stock =
        new PlanStock(
            null,
            0,
            optional(onHand),
            null,
            null,
            optional(leftover),
            null,
            null,
            stockOutAt,
            onHand != null && onHand <= 0 ? (Long) START : null,
            0,
            null,
            null,
            null,
            null,
            null,
            micros(30),
            micros(20),
            null);
    return this;
  }

  /** The plan contradicts itself. */
  public TestingPlanProgress unsound() {
    problem = PlanProblem.GOAL_NOT_SUM_OF_CHILDREN;
    return this;
  }

  /** The catalogue has taken it back. */
  public TestingPlanProgress withdrawn() {
    withdrawn = true;
    return this;
  }

  /** What was reached at the end of each day, summed. */
  public TestingPlanProgress days(double... reached) {
    course = new ArrayList<>();
    for (int day = 0; day <= reached.length; day++) {
      double sum = day == 0 ? 0 : reached[day - 1];
      course.add(
          new CoursePoint(
              START + day * DAY,
              micros(goal * day / 10),
              micros(sum),
              null,
              null,
              null,
              kind == PlanKind.CLEARANCE ? (Long) micros(goal * day / 10) : null));
    }
    return this;
  }

  /** A point of the course of a clearance. */
  public TestingPlanProgress point(double days, double reached, double plannedInStock) {
    List<CoursePoint> longer = new ArrayList<>(course);
    longer.add(
        new CoursePoint(
            START + (long) (days * DAY),
            micros(goal * days / 10),
            micros(reached),
            null,
            null,
            null,
            micros(plannedInStock)));
    course = longer;
    return this;
  }

  /**
   * The row.
   *
   * @param tick null for one published between ticks
   */
  public PlanProgress at(@Nullable Long tick) {
    long now = tick == null ? START : tick;
    double share = Math.min(1, Math.max(0, (double) (now - START) / (end - START)));
    return new PlanProgress(
        planId,
        name,
        null,
        kind,
        measure,
        micros(goal),
        START,
        end,
        "LINEAR",
        kind == PlanKind.TARGET ? null : "summer",
        null,
        null,
        null,
        promotionId,
        sku,
        micros(actual),
        share,
        actual / goal,
        null,
        projection,
        budget,
        stock,
        PlanStanding.ON_PLAN,
        problem,
        problem == null ? null : "The goal is 80, but the goals of its parts sum to 70.",
        course,
        withdrawn,
        now,
        now,
        tick,
        revisedAt);
  }

  private static long micros(double units) {
    return Math.round(units * MICROS);
  }

  private static @Nullable Long optional(@Nullable Double units) {
    return units == null ? null : (Long) micros(units);
  }
}
