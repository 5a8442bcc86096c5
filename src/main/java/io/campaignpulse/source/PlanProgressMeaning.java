package io.campaignpulse.source;

import static io.campaignpulse.source.ResultDecoders.millis;
import static io.campaignpulse.source.ResultDecoders.optional;
import static io.campaignpulse.source.ResultDecoders.unscaled;

import io.campaignpulse.avro.CoursePointValue;
import io.campaignpulse.avro.PlanProblemValue;
import io.campaignpulse.avro.PlanProgressValue;
import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.PlanStock;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the flat value of a plan's progress means. */
final class PlanProgressMeaning {

  private PlanProgressMeaning() {}

  static PlanProgress planProgress(PlanProgressValue v) {
    PlanProblemValue problem = v.getProblem();
    return new PlanProgress(
        v.getPlanId(),
        v.getName(),
        v.getParentId(),
        PlanKind.valueOf(v.getKind().name()),
        v.getMeasure(),
        unscaled(v.getGoal()),
        v.getStartTime().toEpochMilli(),
        v.getEndTime().toEpochMilli(),
        v.getCurve(),
        v.getCampaignId(),
        v.getChannel(),
        v.getDepartment(),
        v.getDealerId(),
        v.getPromotionId(),
        v.getSku(),
        unscaled(v.getActual()),
        v.getPlannedShare(),
        v.getAttainment(),
        v.getPace(),
        projection(v),
        budget(v),
        stock(v),
        PlanStanding.valueOf(v.getStanding().name()),
        problem == null ? null : PlanProblem.valueOf(problem.name()),
        v.getProblemDetail(),
        v.getCourse().stream().map(PlanProgressMeaning::coursePoint).toList(),
        v.getWithdrawn(),
        v.getRevision(),
        v.getUpdatedAt().toEpochMilli(),
        millis(v.getEvaluatedAt()),
        millis(v.getRevisedAt()));
  }

  private static @Nullable PlanProjection projection(PlanProgressValue v) {
    BigDecimal total = v.getProjectedTotal();
    BigDecimal low = v.getLow();
    BigDecimal high = v.getHigh();
    return total == null || low == null || high == null
        ? null
        : new PlanProjection(
            unscaled(total), unscaled(low), unscaled(high), v.getProbabilityOfGoal());
  }

  private static @Nullable PlanBudget budget(PlanProgressValue v) {
    BigDecimal provisional = v.getProvisional();
    BigDecimal underDelivery = v.getUnderDelivery();
    BigDecimal allowed = v.getAllowed();
    return provisional == null || underDelivery == null || allowed == null
        ? null
        : new PlanBudget(
            unscaled(provisional),
            millis(v.getSpendReportedUntil()),
            optional(v.getRemainingPerDay()),
            optional(v.getMonthActual()),
            optional(v.getMonthLimit()),
            unscaled(underDelivery),
            unscaled(allowed));
  }

  private static @Nullable PlanStock stock(PlanProgressValue v) {
    BigDecimal received = v.getReceived();
    String outOfStock = v.getOutOfStock();
    return received == null || outOfStock == null
        ? null
        : new PlanStock(
            optional(v.getOpening()),
            unscaled(received),
            optional(v.getOnHand()),
            v.getSellThrough(),
            v.getWeeksOfSupply(),
            optional(v.getProjectedLeftover()),
            optional(v.getLeftoverLow()),
            optional(v.getLeftoverHigh()),
            millis(v.getStockOutAt()),
            millis(v.getSoldOutAt()),
            Duration.parse(outOfStock).toMillis(),
            optional(v.getDiscountCost()),
            optional(v.getMarginGivenUp()),
            optional(v.getExpectedUnits()),
            optional(v.getVsExpected()),
            v.getRequiredUplift(),
            optional(v.getListPrice()),
            optional(v.getPromoPrice()),
            optional(v.getUnitCost()));
  }

  private static CoursePoint coursePoint(CoursePointValue v) {
    return new CoursePoint(
        v.getTime().toEpochMilli(),
        unscaled(v.getPlanned()),
        optional(v.getActual()),
        optional(v.getProjected()),
        optional(v.getLow()),
        optional(v.getHigh()),
        optional(v.getPlannedInStock()));
  }
}
