package io.campaignpulse.plan;

import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.event.PlanPace;
import io.campaignpulse.event.PlanProblem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan ready to be followed: scope, measure, goal, period and curve, derived from a campaign or a
 * promotion or given in the catalogue.
 *
 * @param goalMicros in millionths of the measure's unit, money in the reporting currency
 * @param startTime start of the period, inclusive, epoch milliseconds
 * @param endTime end of the period, exclusive
 * @param curve as the catalogue has it; null means LINEAR
 * @param monthStart of a daily budget, the start of its month in the reporting zone, or of the
 *     flight if that is later; of others the start
 * @param items the articles of a clearance; none otherwise
 * @param problem null where the plan is sound
 * @param standing whether the plan is followed still; otherwise it is forgotten
 * @param withdrawn whether the catalogue has taken the plan back, as opposed to its retention being
 *     over
 * @param revision the last change while it was running; null where there was none
 * @param version grows with each change of the plan; what was counted for a lower one is void
 */
public record Plan(
    String planId,
    String name,
    @Nullable String parentId,
    PlanKind kind,
    PlanMeasure measure,
    long goalMicros,
    long startTime,
    long endTime,
    @Nullable String curve,
    PlanScope scope,
    long monthStart,
    List<PlanItem> items,
    @Nullable PlanProblem problem,
    @Nullable String problemDetail,
    boolean standing,
    boolean withdrawn,
    @Nullable PlanRevision revision,
    long version) {

  /** Whether an instant lies in the period. */
  public boolean holds(long time) {
    return startTime <= time && time < endTime;
  }

  /** Whether an instant is of interest: that of a daily budget begins with its month. */
  public boolean watches(long time) {
    return monthStart <= time && time < endTime;
  }

  /** Whether the plan is for money to be spent, where less is better than too much. */
  public boolean isBudget() {
    return kind == PlanKind.BUDGET || kind == PlanKind.DAILY_BUDGET;
  }

  /** The article of a clearance of one; null for others. */
  public @Nullable String sku() {
    return kind == PlanKind.CLEARANCE && parentId != null ? items.get(0).sku() : null;
  }

  /**
   * An article of a clearance.
   *
   * @throws java.util.NoSuchElementException if the plan has none of that sku
   */
  PlanItem item(String sku) {
    return items.stream().filter(item -> item.sku().equals(sku)).findFirst().orElseThrow();
  }

  /** The same with a problem. */
  Plan with(PlanProblem found, String detail) {
    return copy(found, detail, standing, withdrawn, revision, version);
  }

  /** The same with another last change. */
  public Plan revised(@Nullable PlanRevision change) {
    return copy(problem, problemDetail, standing, withdrawn, change, version);
  }

  /**
   * What another plan changes of the course of this one, known as of an instant; null where it
   * changes nothing, or this one was not running or could not be evaluated.
   */
  public @Nullable PlanRevision changedBy(Plan next, long now) {
    boolean same =
        goalMicros == next.goalMicros
            && startTime == next.startTime
            && endTime == next.endTime
            && Objects.equals(curve, next.curve)
            && scope.equals(next.scope);
    return same || problem != null || now <= startTime ? null : new PlanRevision(now, goalMicros);
  }

  /** The time in which its pace is evaluated. */
  PlanPace pace() {
    return new PlanPace(revision == null ? startTime : Math.max(startTime, revision.at()), endTime);
  }

  /** The same under another version. */
  public Plan versioned(long number) {
    return copy(problem, problemDetail, standing, withdrawn, revision, number);
  }

  /** The same as one that is followed no more. */
  public Plan ended(boolean takenBack, long number) {
    return copy(problem, problemDetail, false, takenBack, revision, number);
  }

  private Plan copy(
      @Nullable PlanProblem found,
      @Nullable String detail,
      boolean stands,
      boolean takenBack,
      @Nullable PlanRevision change,
      long number) {
    return new Plan(
        planId,
        name,
        parentId,
        kind,
        measure,
        goalMicros,
        startTime,
        endTime,
        curve,
        scope,
        monthStart,
        items,
        found,
        detail,
        stands,
        takenBack,
        change,
        number);
  }
}
