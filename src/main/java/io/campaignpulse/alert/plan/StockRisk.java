package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Condition that the stock of an article is expected to end before its promotion; no longer once
 * more than a twentieth of what is on hand is expected to be left.
 */
record StockRisk() implements StockCondition {

  private static final double SAFE_LEFTOVER = .05;

  @Override
  public @Nullable PlanVerdict evaluate(
      PlanProgress row, PlanStock stock, long onHand, @Nullable OpenFinding open, PlanWords words) {
    PlanProjection projection = row.projection();
    Long missing =
        projection == null
            ? null
            : words.worth((double) row.goalMicros() - projection.totalMicros());
    Finding.Figures figures = StockCondition.figures(onHand, missing, words);
    Long endsAt = stock.stockOutAt();
    boolean early = endsAt != null && endsAt < row.endTime();
    // What is gone already is no risk any more: that is STOCK_OUT.
    if (onHand <= 0 || !(early || (open != null && isTight(stock, onHand)))) {
      return open == null ? null : PlanVerdict.sound(figures, words.sentence("stock.safe"));
    }
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.OUT_OF_STOCK,
        figures,
        words.sentence(
            "stock.risk",
            MessagePart.instant("soldOutAt", endsAt == null ? row.endTime() : endsAt),
            words.amount("onHand", onHand),
            words.atRisk(missing)),
        "action.restockInTime");
  }

  private static boolean isTight(PlanStock stock, long onHand) {
    Long leftover = stock.projectedLeftoverMicros();
    return leftover != null && leftover <= SAFE_LEFTOVER * onHand;
  }
}
