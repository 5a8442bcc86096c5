package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/** Whether an article of a promotion is sold out before the promotion ends. */
record StockOut() implements PlanCondition {

  static final String KIND = "STOCK_OUT";

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
              figures,
              "%s is in stock again: %s units on hand."
                  .formatted(words.title(), words.amount(onHand)),
              "%s已恢复库存：现有 %s 件。".formatted(words.titleZh(), words.amount(onHand)));
    }
    Long since = stock.soldOutAt();
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.OUT_OF_STOCK,
        figures,
        "%s is sold out%s: %s of %s units sold, and the promotion runs until %s%s."
            .formatted(
                words.title(),
                since == null ? "" : " since " + PlanWords.time(since),
                words.amount(row.actualMicros()),
                words.amount(row.goalMicros()),
                words.end(),
                words.atRisk(missing)),
        "%s%s已售罄：已售 %s 件，目标 %s 件，促销持续到 %s%s。"
            .formatted(
                words.titleZh(),
                since == null ? "" : "自 " + PlanWords.time(since) + " 起",
                words.amount(row.actualMicros()),
                words.amount(row.goalMicros()),
                words.end(),
                words.atRiskZh(missing)),
        "Restock, or stop advertising this article.");
  }
}
