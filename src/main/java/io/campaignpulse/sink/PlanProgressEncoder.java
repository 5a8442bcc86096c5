package io.campaignpulse.sink;

import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.source.WireSchema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the progress of plans is written: everything flat but the course. */
final class PlanProgressEncoder {

  /** Progress of plans, keyed by planId. */
  static final ValueEncoder<PlanProgress> PLAN_PROGRESS =
      new ValueEncoder<>(
          WireSchema.PLAN_PROGRESS, PlanProgress::key, PlanProgressEncoder::planProgress);

  private static final int BUDGET_FIELDS = 7;
  private static final int STOCK_FIELDS = 19;

  private PlanProgressEncoder() {}

  private static void planProgress(PlanProgress p, WireWriter out) {
    out.text(p.key())
        .text(p.planId())
        .text(p.name())
        .optionalText(p.parentId())
        .symbol(p.kind())
        .text(p.measure())
        .decimal(p.goalMicros())
        .number(p.startTime())
        .number(p.endTime())
        .optionalText(p.curve())
        .optionalText(p.campaignId())
        .optionalText(p.channel())
        .optionalText(p.department())
        .optionalText(p.dealerId())
        .optionalText(p.promotionId())
        .optionalText(p.sku())
        .decimal(p.actualMicros())
        .optionalReal(p.plannedShare())
        .optionalReal(p.attainment())
        .optionalReal(p.pace());
    projection(p.projection(), out);
    budget(p.budget(), out);
    stock(p.stock(), out);
    out.symbol(p.standing())
        .optionalSymbol(p.problem())
        .optionalText(p.problemDetail())
        .list(p.course(), point -> coursePoint(point, out))
        .flag(p.withdrawn())
        .number(p.revision())
        .number(p.updatedAt())
        .optionalNumber(p.evaluatedAt())
        .optionalNumber(p.revisedAt());
  }

  private static void projection(@Nullable PlanProjection p, WireWriter out) {
    if (p == null) {
      out.absent().absent().absent().absent();
      return;
    }
    out.optionalDecimal(p.totalMicros())
        .optionalDecimal(p.lowMicros())
        .optionalDecimal(p.highMicros())
        .optionalReal(p.probabilityOfGoal());
  }

  private static void budget(@Nullable PlanBudget b, WireWriter out) {
    if (b == null) {
      absent(BUDGET_FIELDS, out);
      return;
    }
    out.optionalDecimal(b.provisionalMicros())
        .optionalNumber(b.spendReportedUntil())
        .optionalDecimal(b.remainingPerDayMicros())
        .optionalDecimal(b.monthActualMicros())
        .optionalDecimal(b.monthLimitMicros())
        .optionalDecimal(b.underDeliveryMicros())
        .optionalDecimal(b.allowedMicros());
  }

  private static void stock(@Nullable PlanStock s, WireWriter out) {
    if (s == null) {
      absent(STOCK_FIELDS, out);
      return;
    }
    out.optionalDecimal(s.openingMicros())
        .optionalDecimal(s.receivedMicros())
        .optionalDecimal(s.onHandMicros())
        .optionalReal(s.sellThrough())
        .optionalReal(s.weeksOfSupply())
        .optionalDecimal(s.projectedLeftoverMicros())
        .optionalDecimal(s.leftoverLowMicros())
        .optionalDecimal(s.leftoverHighMicros())
        .optionalNumber(s.stockOutAt())
        .optionalNumber(s.soldOutAt())
        .optionalText(Duration.ofMillis(s.outOfStockMillis()).toString())
        .optionalDecimal(s.discountCostMicros())
        .optionalDecimal(s.marginGivenUpMicros())
        .optionalDecimal(s.expectedMicros())
        .optionalDecimal(s.vsExpectedMicros())
        .optionalReal(s.requiredUplift())
        .optionalDecimal(s.listPriceMicros())
        .optionalDecimal(s.promoPriceMicros())
        .optionalDecimal(s.unitCostMicros());
  }

  private static void coursePoint(CoursePoint point, WireWriter out) {
    out.number(point.time())
        .decimal(point.plannedMicros())
        .optionalDecimal(point.actualMicros())
        .optionalDecimal(point.projectedMicros())
        .optionalDecimal(point.lowMicros())
        .optionalDecimal(point.highMicros())
        .optionalDecimal(point.plannedInStockMicros());
  }

  private static void absent(int fields, WireWriter out) {
    for (int i = 0; i < fields; i++) {
      out.absent();
    }
  }
}
