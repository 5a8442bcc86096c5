package io.campaignpulse.event;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan has come and where it is heading (docs/metrics.md, "Plans"). Amounts are in
 * millionths of the measure's unit, money in micros of the reporting currency.
 *
 * @param measure name of the measure: spend, units, leads, netRevenue, …
 * @param startTime start of the period, inclusive, epoch milliseconds
 * @param endTime end of the period, exclusive
 * @param curve planned course as the catalogue has it; null means LINEAR
 * @param sku the article of a clearance; null for the whole promotion and for other plans
 * @param plannedShare share of the goal planned to be reached by now, in [0, 1]
 * @param attainment actual ÷ goal; null where the goal is 0
 * @param pace attainment ÷ planned share; null where that is 0
 * @param projection null where nothing can be projected, as before the start
 * @param budget of budgets only
 * @param stock of clearances only
 * @param problem null where the plan is sound
 * @param problemDetail one plain sentence on the problem
 * @param course from start to end; empty where the plan cannot be judged
 * @param withdrawn whether the catalogue has taken the plan back
 * @param revision a higher one replaces a lower one of the same key
 * @param updatedAt when it was published, epoch milliseconds
 * @param evaluatedAt the minute tick it was evaluated at, epoch milliseconds; null where a change
 *     between ticks was the reason
 * @param revisedAt when goal, period, curve or scope of the running plan were last changed, epoch
 *     milliseconds; null where they never were
 */
public record PlanProgress(
    String planId,
    String name,
    @Nullable String parentId,
    PlanKind kind,
    String measure,
    long goalMicros,
    long startTime,
    long endTime,
    @Nullable String curve,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String department,
    @Nullable String dealerId,
    @Nullable String promotionId,
    @Nullable String sku,
    long actualMicros,
    @Nullable Double plannedShare,
    @Nullable Double attainment,
    @Nullable Double pace,
    @Nullable PlanProjection projection,
    @Nullable PlanBudget budget,
    @Nullable PlanStock stock,
    PlanStanding standing,
    @Nullable PlanProblem problem,
    @Nullable String problemDetail,
    List<CoursePoint> course,
    boolean withdrawn,
    long revision,
    long updatedAt,
    @Nullable Long evaluatedAt,
    @Nullable Long revisedAt) {

  /** How long after the end of a budget its spend is still reported, milliseconds. */
  public static final long SETTLING = Duration.ofDays(2).toMillis();

  /** When nothing it is evaluated by is to come any more: for budgets some days after the end. */
  public long settledAt() {
    return budget == null ? endTime : endTime + SETTLING;
  }

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(planId);
  }

  /** The time in which its pace is evaluated. */
  public PlanPace evaluatedPace() {
    return new PlanPace(revisedAt == null ? startTime : Math.max(startTime, revisedAt), endTime);
  }

  /** The same as published with another revision, time and tick. */
  public PlanProgress published(long asRevision, long at, @Nullable Long tick) {
    return new PlanProgress(
        planId,
        name,
        parentId,
        kind,
        measure,
        goalMicros,
        startTime,
        endTime,
        curve,
        campaignId,
        channel,
        department,
        dealerId,
        promotionId,
        sku,
        actualMicros,
        plannedShare,
        attainment,
        pace,
        projection,
        budget,
        stock,
        standing,
        problem,
        problemDetail,
        course,
        withdrawn,
        asRevision,
        at,
        tick,
        revisedAt);
  }
}
