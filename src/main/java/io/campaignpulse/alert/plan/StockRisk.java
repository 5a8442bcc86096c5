package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stock of an article is expected to end before its promotion. It no longer is once
 * more than a twentieth of what is on hand is expected to be left.
 */
record StockRisk() implements PlanCondition {

  private static final double SAFE_LEFTOVER = .05;

  @Override
  public boolean isAbout(PlanProgress row) {
    return row.kind() == PlanKind.CLEARANCE && row.sku() != null;
  }

  @Override
  public @Nullable PlanVerdict judge(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words) {
    PlanStock stock = row.stock();
    Long onHand = stock == null ? null : stock.onHandMicros();
    if (stock == null || onHand == null) {
      return PlanVerdict.notJudgeable(row, open, words);
    }
    PlanProjection projection = row.projection();
    Long missing =
        projection == null
            ? null
            : words.worth((double) row.goalMicros() - projection.totalMicros());
    Finding.Figures figures =
        Finding.Figures.plain("onHand", onHand / 1e6, null, missing, words.judgedUntil());
    Long endsAt = stock.stockOutAt();
    boolean early = endsAt != null && endsAt < row.endTime();
    // What is gone already is no risk any more: STOCK_OUT tells of it.
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
