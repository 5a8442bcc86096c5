package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/** Whether an article of a promotion is sold out before the promotion ends. */
record StockOut() implements PlanCondition {

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
    Long missing = words.worth(row.goalMicros() - row.actualMicros());
    Finding.Figures figures =
        Finding.Figures.plain("onHand", onHand / 1e6, null, missing, words.judgedUntil());
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
