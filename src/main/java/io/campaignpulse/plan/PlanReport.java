package io.campaignpulse.plan;

import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.ingest.CurveText;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a plan: a pure function of the plan, what is known of its course, what the
 * portfolio has taught, and the time (docs/metrics.md, "Plans").
 */
public final class PlanReport {
  private final Plan plan;
  private final PlanActuals known;
  private final PlanCurve curve;
  private final FirstDay firstDay;

  /**
   * What can be told of a plan.
   *
   * @param shape of the family of the plan's measure
   * @param zone the reporting zone
   */
  public PlanReport(Plan plan, PlanActuals known, PortfolioShape shape, ZoneId zone) {
    this.plan = plan;
    this.known = known;
    CurveText course = CurveText.parse("curve", plan.curve());
    boolean promoted = plan.kind() == PlanKind.CLEARANCE;
    curve = PlanCurve.of(course, plan.startTime(), plan.endTime(), shape, zone, promoted);
    firstDay = FirstDay.of(promoted, course, shape);
  }

  /**
   * The progress at an instant.
   *
   * @param tick the minute tick this is; null between ticks
   */
  public PlanProgress at(long now, long revision, long updatedAt, @Nullable Long tick) {
    Outlook outlook = isRunning(now) ? new Outlook(plan, known, curve, firstDay, now) : null;
    long actual = Measures.micros(plan.measure(), known.reached(plan));
    PlanProjection projection = projection(now, actual, outlook);
    PlanBudget budget = plan.isBudget() ? BudgetReport.of(plan, known, now, projection) : null;
    PlanStock stock =
        plan.kind() == PlanKind.CLEARANCE ? ClearanceStock.of(plan, known, now, outlook) : null;
    double share = curve.share(now);
    Double attainment =
        plan.goalMicros() == 0 ? null : (Double) (actual / (double) plan.goalMicros());
    return new PlanProgress(
        plan.planId(),
        plan.name(),
        plan.parentId(),
        plan.kind(),
        plan.measure().label(),
        plan.goalMicros(),
        plan.startTime(),
        plan.endTime(),
        plan.curve(),
        plan.scope().campaignId(),
        plan.scope().channel(),
        plan.scope().department(),
        plan.scope().dealerId(),
        plan.scope().promotionId(),
        plan.sku(),
        actual,
        share,
        attainment,
        attainment == null || share == 0 ? null : (Double) (attainment / share),
        projection,
        budget,
        stock,
        Verdict.of(plan, now, actual, projection, budget, stock),
        plan.problem(),
        plan.problemDetail(),
        hasCourse() ? Course.of(plan, known, curve, now, outlook) : List.of(),
        !plan.standing(),
        revision,
        updatedAt,
        tick,
        plan.revision() == null ? null : (Long) plan.revision().at());
  }

  /** The projection of the total that was made, or could have been made, at an instant. */
  public @Nullable PlanProjection projectionAt(long instant) {
    return isRunning(instant)
        ? new Outlook(plan, known, curve, firstDay, instant).total(plan.endTime())
        : null;
  }

  /** When a share of the plan is planned to be reached, epoch milliseconds. */
  public long instant(double share) {
    return curve.instant(share);
  }

  private boolean isRunning(long now) {
    return plan.startTime() <= now && now < plan.endTime() && plan.problem() == null;
  }

  private boolean hasCourse() {
    return plan.problem() == null && plan.kind() != PlanKind.DAILY_BUDGET;
  }

  private @Nullable PlanProjection projection(long now, long actual, @Nullable Outlook outlook) {
    if (outlook != null) {
      return outlook.total(plan.endTime());
    }
    if (now < plan.startTime() || plan.problem() != null) {
      return null;
    }
    boolean kept = plan.isBudget() ? actual <= plan.goalMicros() : actual >= plan.goalMicros();
    return new PlanProjection(
        actual, actual, actual, plan.goalMicros() == 0 ? null : (Double) (kept ? 1.0 : 0.0));
  }
}
