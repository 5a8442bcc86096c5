package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import org.jspecify.annotations.Nullable;

/** Condition on the stock of an article of a promotion. */
sealed interface StockCondition extends PlanCondition permits StockOut, StockRisk {

  @Override
  default boolean isAbout(PlanProgress row) {
    return row.kind() == PlanKind.CLEARANCE && row.sku() != null;
  }

  @Override
  default @Nullable PlanVerdict evaluate(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words) {
    PlanStock stock = row.stock();
    Long onHand = stock == null ? null : stock.onHandMicros();
    return stock == null || onHand == null
        ? PlanVerdict.notEvaluable(row, open, words)
        : evaluate(row, stock, onHand, open, words);
  }

  /**
   * Evaluates the stock of a sound plan within its period.
   *
   * @param onHand micro units that are left
   * @return null where nothing is wrong and nothing was
   */
  @Nullable PlanVerdict evaluate(
      PlanProgress row, PlanStock stock, long onHand, @Nullable OpenFinding open, PlanWords words);

  /** Returns the figures of what is left. */
  static Finding.Figures figures(long onHand, @Nullable Long missing, PlanWords words) {
    return Finding.Figures.plain("onHand", onHand / 1e6, null, missing, words.evaluatedUntil());
  }
}
