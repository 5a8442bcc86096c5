package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/** Condition that an article of a promotion is sold out before the promotion ends. */
record StockOut() implements StockCondition {

  @Override
  public @Nullable PlanVerdict evaluate(
      PlanProgress row, PlanStock stock, long onHand, @Nullable OpenFinding open, PlanWords words) {
    Long missing = words.worth(row.goalMicros() - row.actualMicros());
    Finding.Figures figures = StockCondition.figures(onHand, missing, words);
    if (onHand > 0) {
      return open == null
          ? null
          : PlanVerdict.sound(
              figures, words.sentence("stock.restored", words.amount("onHand", onHand)));
    }
    Long since = stock.soldOutAt();
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.OUT_OF_STOCK,
        figures,
        words.sentence(
            "stock.out",
            since == null ? null : MessagePart.instant("since", since),
            words.amount("sold", row.actualMicros()),
            words.atRisk(missing)),
        "action.restock");
  }
}
