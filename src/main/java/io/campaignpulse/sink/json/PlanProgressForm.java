package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStock;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a plan: amounts of whatever measure as decimal strings. What only budgets or only
 * clearances have is left out for other plans.
 */
public final class PlanProgressForm implements ResultForm<PlanProgress> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(PlanProgress plan, JsonGenerator out) throws IOException {
    PlanBudget budget = plan.budget();
    PlanStock stock = plan.stock();
    PlanProblem problem = plan.problem();
    out.writeStartObject();
    out.writeStringField("key", plan.key());
    definition(plan, out);
    Parts.money(out, "actual", plan.actualMicros());
    Parts.number(out, "plannedShare", plan.plannedShare());
    Parts.number(out, "attainment", plan.attainment());
    Parts.number(out, "pace", plan.pace());
    projection(plan.projection(), out);
    if (budget != null) {
      budget(budget, out);
    }
    if (stock != null) {
      stock(stock, out);
    }
    out.writeStringField("standing", plan.standing().name());
    out.writeStringField("problem", problem == null ? null : problem.name());
    out.writeStringField("problemDetail", plan.problemDetail());
    out.writeArrayFieldStart("course");
    for (CoursePoint point : plan.course()) {
      coursePoint(point, out);
    }
    out.writeEndArray();
    out.writeNumberField("revision", plan.revision());
    Parts.time(out, "updatedAt", plan.updatedAt());
    Parts.time(out, "evaluatedAt", plan.evaluatedAt());
    Parts.time(out, "revisedAt", plan.revisedAt());
    out.writeEndObject();
  }

  private static void definition(PlanProgress plan, JsonGenerator out) throws IOException {
    out.writeStringField("planId", plan.planId());
    out.writeStringField("name", plan.name());
    out.writeStringField("parentId", plan.parentId());
    out.writeStringField("kind", plan.kind().name());
    out.writeStringField("measure", plan.measure());
    Parts.money(out, "goal", plan.goalMicros());
    Parts.time(out, "startTime", plan.startTime());
    Parts.time(out, "endTime", plan.endTime());
    out.writeStringField("curve", plan.curve());
    out.writeStringField("campaignId", plan.campaignId());
    out.writeStringField("channel", plan.channel());
    out.writeStringField("department", plan.department());
    out.writeStringField("dealerId", plan.dealerId());
    out.writeStringField("promotionId", plan.promotionId());
    out.writeStringField("sku", plan.sku());
  }

  private static void projection(@Nullable PlanProjection projection, JsonGenerator out)
      throws IOException {
    Parts.money(out, "projectedTotal", projection == null ? null : (Long) projection.totalMicros());
    Parts.money(out, "low", projection == null ? null : (Long) projection.lowMicros());
    Parts.money(out, "high", projection == null ? null : (Long) projection.highMicros());
    Parts.number(
        out, "probabilityOfGoal", projection == null ? null : projection.probabilityOfGoal());
  }

  private static void budget(PlanBudget budget, JsonGenerator out) throws IOException {
    Parts.money(out, "provisional", budget.provisionalMicros());
    Parts.time(out, "spendReportedUntil", budget.spendReportedUntil());
    Parts.money(out, "remainingPerDay", budget.remainingPerDayMicros());
    Parts.money(out, "monthActual", budget.monthActualMicros());
    Parts.money(out, "monthLimit", budget.monthLimitMicros());
    Parts.money(out, "underDelivery", budget.underDeliveryMicros());
    Parts.money(out, "allowed", budget.allowedMicros());
  }

  private static void stock(PlanStock stock, JsonGenerator out) throws IOException {
    Parts.money(out, "opening", stock.openingMicros());
    Parts.money(out, "received", stock.receivedMicros());
    Parts.money(out, "onHand", stock.onHandMicros());
    Parts.number(out, "sellThrough", stock.sellThrough());
    Parts.number(out, "weeksOfSupply", stock.weeksOfSupply());
    Parts.money(out, "projectedLeftover", stock.projectedLeftoverMicros());
    Parts.money(out, "leftoverLow", stock.leftoverLowMicros());
    Parts.money(out, "leftoverHigh", stock.leftoverHighMicros());
    Parts.time(out, "stockOutAt", stock.stockOutAt());
    Parts.time(out, "soldOutAt", stock.soldOutAt());
    out.writeStringField("outOfStock", Duration.ofMillis(stock.outOfStockMillis()).toString());
    Parts.money(out, "discountCost", stock.discountCostMicros());
    Parts.money(out, "marginGivenUp", stock.marginGivenUpMicros());
    Parts.money(out, "expectedUnits", stock.expectedMicros());
    Parts.money(out, "vsExpected", stock.vsExpectedMicros());
    Parts.number(out, "requiredUplift", stock.requiredUplift());
    Parts.money(out, "listPrice", stock.listPriceMicros());
    Parts.money(out, "promoPrice", stock.promoPriceMicros());
    Parts.money(out, "unitCost", stock.unitCostMicros());
  }

  private static void coursePoint(CoursePoint point, JsonGenerator out) throws IOException {
    out.writeStartObject();
    Parts.time(out, "time", point.time());
    Parts.money(out, "planned", point.plannedMicros());
    Parts.money(out, "actual", point.actualMicros());
    Parts.money(out, "projected", point.projectedMicros());
    Parts.money(out, "low", point.lowMicros());
    Parts.money(out, "high", point.highMicros());
    Parts.money(out, "plannedInStock", point.plannedInStockMicros());
    out.writeEndObject();
  }
}
