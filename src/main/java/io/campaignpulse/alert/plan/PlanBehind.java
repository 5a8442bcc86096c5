package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A growth target that will hardly be reached. It is not evaluated before the grace time after its
 * start, or its last change, is over.
 *
 * @param threshold the chance of reaching the goal below which the plan is behind, in (0, 1); it no
 *     longer is once the chance is above that by .1
 */
record PlanBehind(double threshold) implements PlanCondition {

  static final double DEFAULT_THRESHOLD = .2;

  private static final double HYSTERESIS = .1;

  @Override
  public boolean isAbout(PlanProgress row) {
    return row.kind() == PlanKind.TARGET;
  }

  @Override
  public @Nullable PlanVerdict evaluate(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words) {
    PlanProjection projection = row.projection();
    Double chance = projection == null ? null : projection.probabilityOfGoal();
    boolean early = words.evaluatedUntil() < row.evaluatedPace().graceUntil();
    if (projection == null || chance == null || early) {
      return PlanVerdict.notEvaluable(row, open, words);
    }
    long projected = projection.totalMicros();
    Long missing =
        PlanMeasure.named(row.measure()).filter(PlanMeasure::isMoney).isPresent()
            ? (Long) Math.max(0, row.goalMicros() - projected)
            : null;
    MessagePart probability = MessagePart.percent("probability", chance);
    boolean behind = chance < threshold || (open != null && chance <= threshold + HYSTERESIS);
    if (!behind) {
      return open == null
          ? null
          : PlanVerdict.sound(
              words.figures(row.measure(), projected, null),
              words.sentence("plan.onTrack", words.amount("projected", projected), probability));
    }
    return PlanVerdict.bad(
        Severity.WARNING,
        null,
        words.figures(row.measure(), projected, missing),
        words.sentence(
            "plan.behind",
            words.amount("projected", projected),
            probability,
            words.atRisk(missing)),
        "action.partsOfPlan");
  }
}
