package io.campaignpulse.plan;

import io.campaignpulse.event.PromotionItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over what happened to the stock of an article, in its order, for the figures of a period
 * as of an instant (docs/metrics.md, "Stock"). All times are epoch milliseconds.
 */
final class StockReading {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long TRAILING = Duration.ofDays(28).toMillis();
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final long NEVER = Long.MAX_VALUE;

  private final long start;
  private final long asOf;
  private final long until;
  private final StockLevel level;
  private final SoldUnits sold;
  private final @Nullable OpeningStock opening;
  private final Map<Integer, Long> countedAtStart = new HashMap<>();
  private final List<OutOfStock> outOfStock = new ArrayList<>();
  private @Nullable SoldUnits trailing;
  private long trailingSince = NEVER;
  private long received;
  private long instant = Long.MIN_VALUE;
  private long outSince = NEVER;

  /**
   * A reading that begins.
   *
   * @param start when the period begins
   * @param asOf the instant, or the end of the period where that has passed
   * @param until before when things count that happened
   * @param openingStock of the promotion, units in millionths; null if unsaid
   */
  StockReading(
      List<StockPlace> places, long start, long asOf, long until, @Nullable Long openingStock) {
    this.start = start;
    this.asOf = asOf;
    this.until = until;
    level = new StockLevel(places, new StockPools(places, until));
    sold = new SoldUnits(start, until);
    opening = openingStock == null ? null : new OpeningStock(openingStock, start);
  }

  /** Takes in the next entry; what happened later than the reading goes to is left out. */
  void take(StockEntry entry) {
    if (entry.time() >= until) {
      return;
    }
    if (entry.time() != instant) {
      reach(entry.time());
      instant = entry.time();
    }
    level.apply(entry);
    if (opening != null) {
      opening.apply(entry);
    }
    switch (entry.kind()) {
      case COUNT -> {
        if (entry.time() <= start) {
          countedAtStart.put(entry.place(), entry.unitsMicros());
        }
      }
      case RECEIPT -> received += entry.time() < start ? 0 : entry.unitsMicros();
      case SALE -> {
        sold.add(entry);
        trailing(entry).add(entry);
      }
    }
  }

  /** The figures, prices and costs of the article given. */
  StockFigures figures(PromotionItem item) {
    reach(until);
    Long soldOutAt = outSince == NEVER ? null : outSince;
    endOutOfStock(asOf);
    Long discountCost = discountCost(item.listPriceMicros());
    Long expected = expected(item.baselineDailyUnitsMicros());
    return new StockFigures(
        opening(item.openingStockMicros()),
        received,
        sold.unitsMicros(),
        sold.netMicros(),
        onHand(),
        soldOutAt,
        List.copyOf(outOfStock),
        trailing == null ? 0 : Amounts.portion(trailing.unitsMicros(), WEEK, asOf - trailingSince),
        discountCost,
        marginGivenUp(discountCost, expected),
        expected);
  }

  /** All that happened before an instant is in; the start is an instant of its own. */
  private void reach(long next) {
    watch();
    if (instant < start && start < next) {
      instant = start;
      watch();
    }
  }

  private @Nullable Long onHand() {
    if (opening != null && opening.holdsAt(instant)) {
      return opening.onHand();
    }
    return level.onHand();
  }

  /** All that happened at one instant is in: sees whether the stock has ended or come back. */
  private void watch() {
    Long onHand = onHand();
    boolean out = onHand != null && onHand <= 0;
    if (out && outSince == NEVER) {
      outSince = instant;
    } else if (!out) {
      endOutOfStock(instant);
    }
  }

  private void endOutOfStock(long at) {
    if (outSince != NEVER) {
      long from = Math.max(outSince, start);
      long to = Math.min(at, asOf);
      if (from < to) {
        outOfStock.add(new OutOfStock(from, to));
      }
      outSince = NEVER;
    }
  }

  /** The window ends with the reading; where sales are known for less than it, it begins there. */
  private SoldUnits trailing(StockEntry sale) {
    if (trailing == null) {
      trailingSince = Math.max(asOf - TRAILING, Math.min(sale.time(), asOf - DAY));
      trailing = new SoldUnits(trailingSince, until);
    }
    return trailing;
  }

  private @Nullable Long opening(@Nullable Long given) {
    if (given != null || countedAtStart.isEmpty()) {
      return given;
    }
    return countedAtStart.values().stream().mapToLong(Long::longValue).sum();
  }

  private @Nullable Long discountCost(@Nullable Long listPrice) {
    return listPrice == null
        ? null
        : (Long) Amounts.bounded(Amounts.worth(sold.unitsMicros(), listPrice) - sold.netMicros());
  }

  private @Nullable Long expected(@Nullable Long baselineDailyUnits) {
    if (baselineDailyUnits == null) {
      return null;
    }
    long out = outOfStock.stream().mapToLong(OutOfStock::millis).sum();
    return Amounts.portion(baselineDailyUnits, Math.max(asOf - start - out, 0), DAY);
  }

  private @Nullable Long marginGivenUp(@Nullable Long discountCost, @Nullable Long expected) {
    if (discountCost == null || expected == null) {
      return null;
    }
    long units = sold.unitsMicros();
    return expected >= units ? discountCost : Amounts.portion(discountCost, expected, units);
  }
}
