package io.campaignpulse.plan;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the book of an article last told a clearance, so that only changes follow.
 *
 * @param version of the plan it was told for
 */
public record StockPart(long version, Steps sold, StockFigures figures) {

  /** What the book has to tell a clearance of its article as of an instant. */
  public static StockPart of(Plan plan, String sku, StockBook book, long now) {
    SortedMap<Long, Long> sold = new TreeMap<>();
    book.sold(
        plan.startTime(),
        plan.endTime(),
        (time, unitsMicros) -> Steps.add(plan, time, Measures.nanos(unitsMicros), sold));
    StockFigures figures =
        book.figures(plan.item(sku).asPromoted(), plan.startTime(), plan.endTime(), now);
    return new StockPart(plan.version(), Steps.of(sold), figures);
  }

  /** What the plan has to know after what it was told before; null if nothing is new. */
  public @Nullable PlanPart after(@Nullable StockPart before, Plan plan, String sku) {
    if (before == null || before.version != version) {
      return PlanPart.stock(plan, sku, sold, figures);
    }
    Steps change = sold.minus(before.sold);
    return change.isEmpty() && figures.equals(before.figures)
        ? null
        : PlanPart.stock(plan, sku, change, figures);
  }

  /** How the article sold in a promotion that has ended. */
  public EndedPromotion ended(Plan plan) {
    long firstEnd = Math.min(plan.startTime() + EndedPromotion.FIRST_MILLIS, plan.endTime());
    double first = 0;
    double later = 0;
    for (int i = 0; i < sold.times().length; i++) {
      double units = Measures.wholes(plan.measure(), sold.amounts()[i]);
      if (sold.times()[i] < firstEnd) {
        first += units;
      } else {
        later += units;
      }
    }
    return new EndedPromotion(
        plan.endTime(),
        Math.max(0, first),
        hours(plan.startTime(), firstEnd),
        Math.max(0, later),
        hours(firstEnd, plan.endTime()));
  }

  private double hours(long from, long to) {
    return (to - from - OutOfStock.millis(figures.outOfStock(), from, to)) / 3_600_000.0;
  }
}
