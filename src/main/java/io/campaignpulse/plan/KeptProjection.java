package io.campaignpulse.plan;

import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.ProjectionScore;
import org.jspecify.annotations.Nullable;

/**
 * A projection of a plan's total, kept to be graded when the plan has ended.
 *
 * @param quarter after how many quarters of the planned share it was made: 1, 2 or 3
 * @param madeAt epoch milliseconds
 */
public record KeptProjection(int quarter, long madeAt, PlanProjection projection) {
  /** What the scores of plans are filed under. */
  public static final String KIND = "PLAN";

  /** How many projections of a plan are kept at most. */
  public static final int MOST = 3;

  /** The share of a plan that is planned to be reached when a quarter's projection is made. */
  public static double share(int quarter) {
    return quarter / 4.0;
  }

  /** The score as far as it is known. */
  public ProjectionScore score(
      Plan plan, @Nullable Long realisedMicros, long revision, long updatedAt) {
    return new ProjectionScore(
        KIND,
        plan.planId(),
        plan.endTime() - madeAt,
        wholes(projection.totalMicros()),
        wholes(projection.lowMicros()),
        wholes(projection.highMicros()),
        realisedMicros == null ? null : (Double) wholes(realisedMicros),
        realisedMicros == null
            ? null
            : (Boolean)
                (projection.lowMicros() <= realisedMicros
                    && realisedMicros <= projection.highMicros()),
        revision,
        updatedAt);
  }

  private static double wholes(long micros) {
    return micros / 1e6;
  }
}
