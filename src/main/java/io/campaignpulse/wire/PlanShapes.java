package io.campaignpulse.wire;

import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.PlanStock;

/** Columns of the progress of plans; JSON leaves out what only other kinds of plans have. */
final class PlanShapes {

  private static final RecordShape<PlanProjection> PROJECTION =
      new RecordShape<>(
          PlanProjection.class,
          columns ->
              columns
                  .micros("projectedTotal", PlanProjection::totalMicros)
                  .micros("low", PlanProjection::lowMicros)
                  .micros("high", PlanProjection::highMicros)
                  .real("probabilityOfGoal", PlanProjection::probabilityOfGoal));

  private static final RecordShape<PlanBudget> BUDGET =
      new RecordShape<>(
          PlanBudget.class,
          columns ->
              columns
                  .micros("provisional", PlanBudget::provisionalMicros)
                  .time("spendReportedUntil", PlanBudget::spendReportedUntil)
                  .micros("remainingPerDay", PlanBudget::remainingPerDayMicros)
                  .micros("monthActual", PlanBudget::monthActualMicros)
                  .micros("monthLimit", PlanBudget::monthLimitMicros)
                  .micros("underDelivery", PlanBudget::underDeliveryMicros)
                  .micros("allowed", PlanBudget::allowedMicros));

  private static final RecordShape<PlanStock> STOCK =
      new RecordShape<>(
          PlanStock.class,
          columns ->
              columns
                  .micros("opening", PlanStock::openingMicros)
                  .micros("received", PlanStock::receivedMicros)
                  .micros("onHand", PlanStock::onHandMicros)
                  .real("sellThrough", PlanStock::sellThrough)
                  .real("weeksOfSupply", PlanStock::weeksOfSupply)
                  .micros("projectedLeftover", PlanStock::projectedLeftoverMicros)
                  .micros("leftoverLow", PlanStock::leftoverLowMicros)
                  .micros("leftoverHigh", PlanStock::leftoverHighMicros)
                  .time("stockOutAt", PlanStock::stockOutAt)
                  .time("soldOutAt", PlanStock::soldOutAt)
                  .duration("outOfStock", PlanStock::outOfStockMillis)
                  .micros("discountCost", PlanStock::discountCostMicros)
                  .micros("marginGivenUp", PlanStock::marginGivenUpMicros)
                  .micros("expectedUnits", PlanStock::expectedMicros)
                  .micros("vsExpected", PlanStock::vsExpectedMicros)
                  .real("requiredUplift", PlanStock::requiredUplift)
                  .micros("listPrice", PlanStock::listPriceMicros)
                  .micros("promoPrice", PlanStock::promoPriceMicros)
                  .micros("unitCost", PlanStock::unitCostMicros));

  private static final RecordShape<CoursePoint> COURSE_POINT =
      new RecordShape<>(
          CoursePoint.class,
          columns ->
              columns
                  .time("time", CoursePoint::time)
                  .micros("planned", CoursePoint::plannedMicros)
                  .micros("actual", CoursePoint::actualMicros)
                  .micros("projected", CoursePoint::projectedMicros)
                  .micros("low", CoursePoint::lowMicros)
                  .micros("high", CoursePoint::highMicros)
                  .micros("plannedInStock", CoursePoint::plannedInStockMicros));

  static final RecordShape<PlanProgress> PLAN_PROGRESS =
      new RecordShape<>(
          PlanProgress.class,
          columns ->
              columns
                  .key(PlanProgress::key)
                  .text("planId", PlanProgress::planId)
                  .text("name", PlanProgress::name)
                  .text("parentId", PlanProgress::parentId)
                  .symbol("kind", PlanKind.class, PlanProgress::kind)
                  .text("measure", PlanProgress::measure)
                  .micros("goal", PlanProgress::goalMicros)
                  .time("startTime", PlanProgress::startTime)
                  .time("endTime", PlanProgress::endTime)
                  .text("curve", PlanProgress::curve)
                  .text("campaignId", PlanProgress::campaignId)
                  .text("channel", PlanProgress::channel)
                  .text("department", PlanProgress::department)
                  .text("dealerId", PlanProgress::dealerId)
                  .text("promotionId", PlanProgress::promotionId)
                  .text("sku", PlanProgress::sku)
                  .micros("actual", PlanProgress::actualMicros)
                  .real("plannedShare", PlanProgress::plannedShare)
                  .real("attainment", PlanProgress::attainment)
                  .real("pace", PlanProgress::pace)
                  .part(PROJECTION, PlanProgress::projection)
                  .partLeftOut(BUDGET, PlanProgress::budget)
                  .partLeftOut(STOCK, PlanProgress::stock)
                  .symbol("standing", PlanStanding.class, PlanProgress::standing)
                  .symbol("problem", PlanProblem.class, PlanProgress::problem)
                  .text("problemDetail", PlanProgress::problemDetail)
                  .list("course", COURSE_POINT, PlanProgress::course)
                  .flag("withdrawn", PlanProgress::withdrawn)
                  .onlyInAvro()
                  .count("revision", PlanProgress::revision)
                  .time("updatedAt", PlanProgress::updatedAt)
                  .time("evaluatedAt", PlanProgress::evaluatedAt)
                  .time("revisedAt", PlanProgress::revisedAt));

  private PlanShapes() {}
}
