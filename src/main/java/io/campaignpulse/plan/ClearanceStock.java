package io.campaignpulse.plan;

import io.campaignpulse.event.PlanStock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only a clearance has, from the stock of its articles. */
final class ClearanceStock {
  private static final double LOW = .1;
  private static final double HIGH = .9;

  private ClearanceStock() {}

  /**
   * The stock of a clearance.
   *
   * @param outlook null where the plan isn't running
   */
  static PlanStock of(Plan plan, PlanActuals known, long now, @Nullable Outlook outlook) {
    StockFigures stock = all(plan, known, now);
    Long onHand = stock.onHandMicros();
    Forecast sales = outlook == null ? Forecast.of(0, 0, true) : outlook.sales(plan.endTime());
    PlanItem one = plan.items().size() == 1 ? plan.items().get(0) : null;
    return new PlanStock(
        bounded(stock.openingMicros()),
        Amounts.bounded(stock.receivedMicros()),
        bounded(onHand),
        stock.sellThrough(),
        stock.weeksOfSupply(),
        left(onHand, sales.mean()),
        left(onHand, sales.quantile(HIGH)),
        left(onHand, sales.quantile(LOW)),
        outlook == null ? null : outlook.stockOutAt(now),
        stock.soldOutAt(),
        stock.outOfStockMillis(),
        bounded(stock.discountCostMicros()),
        bounded(stock.marginGivenUpMicros()),
        bounded(stock.expectedMicros()),
        bounded(stock.vsExpectedMicros()),
        outlook == null ? null : uplift(plan, known, outlook),
        one == null ? null : one.listPriceMicros(),
        one == null ? null : one.promoPriceMicros(),
        one == null ? null : one.unitCostMicros());
  }

  /** Units on hand as they were at an instant, as far as sales since then tell; null if unknown. */
  static @Nullable Long onHandAt(Plan plan, PlanActuals known, long instant) {
    Long onHand = all(plan, known, instant).onHandMicros();
    return onHand == null
        ? null
        : (Long) (onHand + Measures.micros(plan.measure(), known.reached(instant, plan.endTime())));
  }

  /** The part of a time in which there was something to sell, articles weighed by their goals. */
  static double availability(Plan plan, PlanActuals known, long from, long to) {
    double goals = 0;
    double missed = 0;
    for (PlanItem item : plan.items()) {
      double goal = Math.max(1, item.goalMicros());
      goals += goal;
      StockFigures stock = known.stocks().get(item.sku());
      if (stock != null) {
        missed += goal * OutOfStock.millis(stock.outOfStock(), from, to) / (to - from);
      }
    }
    return goals == 0 ? 1 : 1 - missed / goals;
  }

  /**
   * What was planned until an instant for the time in which each article was in stock, in
   * millionths.
   */
  static long plannedInStock(Plan plan, PlanActuals known, PlanCurve curve, long until) {
    double planned = 0;
    for (PlanItem item : plan.items()) {
      StockFigures stock = known.stocks().get(item.sku());
      double share = curve.share(until);
      for (OutOfStock time : stock == null ? List.<OutOfStock>of() : stock.outOfStock()) {
        if (time.from() < until) {
          share -= curve.share(Math.min(time.to(), until)) - curve.share(time.from());
        }
      }
      planned += item.goalMicros() * share;
    }
    return Math.round(planned);
  }

  /** The articles together. Of one that nothing happened to, the catalogue is all that is known. */
  private static StockFigures all(Plan plan, PlanActuals known, long now) {
    return plan.items().stream()
        .map(
            item -> {
              StockFigures stock = known.stocks().get(item.sku());
              return stock != null
                  ? stock
                  : StockBook.empty()
                      .figures(item.asPromoted(), plan.startTime(), plan.endTime(), now);
            })
        .reduce(StockFigures::plus)
        .orElseThrow();
  }

  private static @Nullable Long left(@Nullable Long onHand, double sold) {
    return onHand == null ? null : (Long) Rounded.micros(onHand / 1e6 - sold);
  }

  private static @Nullable Long bounded(@Nullable Long micros) {
    return micros == null ? null : (Long) Amounts.bounded(micros);
  }

  private static @Nullable Double uplift(Plan plan, PlanActuals known, Outlook outlook) {
    double missing = plan.goalMicros() / 1e6 - Measures.wholes(plan.measure(), known.reached(plan));
    double demand = outlook.demand(plan.endTime()).mean();
    return demand > 0 ? (Double) (Math.max(0, missing) / demand) : null;
  }
}
