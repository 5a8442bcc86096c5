package io.campaignpulse.plan;

import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The projections of a plan that are kept: one each when 25, 50 and 75 % of it are planned to be
 * reached. One that was not made in its quarter, because the plan came later, is not made up.
 *
 * @param quarter the last quarter that was looked at
 * @param realisedMicros what was published as realised; null if nothing was
 */
public record KeptProjections(
    List<KeptProjection> made, int quarter, @Nullable Long realisedMicros) {

  /** None. */
  public static KeptProjections none() {
    return new KeptProjections(List.of(), 0, null);
  }

  /** These, and the one that is due as the plan stands now, if any. */
  public KeptProjections after(PlanProgress progress, long now) {
    PlanProjection projection = progress.projection();
    Double share = progress.plannedShare();
    if (projection == null || share == null || now >= progress.endTime()) {
      return this;
    }
    int reached = Math.min(KeptProjection.MOST, (int) Math.floor(share * 4));
    if (reached <= quarter) {
      return this;
    }
    List<KeptProjection> all = new ArrayList<>(made);
    all.add(new KeptProjection(reached, now, projection));
    return new KeptProjections(List.copyOf(all), reached, realisedMicros);
  }

  /** These, graded by what came true. */
  public KeptProjections graded(long realised) {
    return new KeptProjections(made, quarter, realised);
  }

  /**
   * All that could have been made of a plan by an instant, by what had happened by then. For a
   * replay, which sees everything at once.
   */
  public static KeptProjections asIf(PlanReport report, Plan plan, long now) {
    List<KeptProjection> all = new ArrayList<>();
    for (int quarter = 1; quarter <= KeptProjection.MOST; quarter++) {
      // What happened later in the hour of the instant must not be known to it.
      long at = Steps.start(plan, report.instant(KeptProjection.share(quarter)));
      PlanProjection projection = at < now ? report.projectionAt(at) : null;
      if (projection != null) {
        all.add(new KeptProjection(quarter, at, projection));
      }
    }
    return new KeptProjections(List.copyOf(all), all.size(), null);
  }
}
