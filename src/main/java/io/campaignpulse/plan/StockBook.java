package io.campaignpulse.plan;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.PromotionItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the stock and the sales of one article. Figures follow from the set of it,
 * so order of arrival doesn't matter. Mutable: it belongs to the keyed state of its article.
 *
 * <p>Things that happened are packed by the hour, so that one more costs as much as its hour holds
 * and a figure one pass over all hours.
 *
 * @param places locations and dealers; entries name them by their number in it
 * @param hours by hour since the epoch, as {@link StockHour} packs it
 */
public record StockBook(List<StockPlace> places, Map<Long, byte[]> hours) {

  /** An article nobody has heard of. */
  public static StockBook empty() {
    return new StockBook(new ArrayList<>(), new HashMap<>());
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return hours.isEmpty();
  }

  /** Takes in a sale, what came back of it, or a correction of either. */
  public void add(SaleFact fact) {
    int place = place(fact.dealerId());
    places.set(place, places.get(place).sold(fact.time()));
    add(StockEntry.sale(fact.time(), place, fact.soldAt(), fact.unitsMicros(), fact.netMicros()));
  }

  /** Takes in a count or a receipt. */
  public void add(InventoryEvent event) {
    int place = place(event.location());
    places.set(place, places.get(place).stocked(event.eventTime()));
    Long counted = event.onHandMicros();
    add(
        counted != null
            ? StockEntry.count(event.eventTime(), place, counted, event.eventId())
            : StockEntry.receipt(
                event.eventTime(), place, Objects.requireNonNull(event.receivedMicros())));
  }

  /**
   * Forgets the details of the hours that ended at or before an instant (epoch milliseconds). Units
   * on hand later on stay the same, unless a dealer's stock is heard of for the first time; figures
   * of a period that began before the instant do not.
   */
  public void forget(long before) {
    long now = StockHour.of(before);
    StockSummary summary = new StockSummary(new StockPools(places, Long.MAX_VALUE));
    upTo(now - 1).forEach(summary::add);
    hours.keySet().removeIf(hour -> hour < now);
    summary.entries().forEach(this::add);
  }

  /**
   * The figures of an article in a promotion over [start, end) as of an instant, at which things
   * have already happened that happen at it; all in epoch milliseconds.
   *
   * @param item prices and costs in micros of the reporting currency
   */
  public StockFigures figures(PromotionItem item, long start, long end, long now) {
    long until = now < end ? now + 1 : end;
    StockReading reading =
        new StockReading(places, start, Math.min(now, end), until, item.openingStockMicros());
    upTo(StockHour.of(until - 1)).forEach(reading::take);
    return reading.figures(item);
  }

  /**
   * Tells the sales of orders placed in [start, end), and what came back of them in it, in their
   * order: the instant (epoch milliseconds) and the units (millionths, below 0 for a return).
   */
  public void sold(long start, long end, LongBinaryConsumer sales) {
    upTo(StockHour.of(end))
        .filter(entry -> entry.isSoldWithin(start, end))
        .forEach(sale -> sales.accept(sale.time(), sale.unitsMicros()));
  }

  /** Something that takes an instant and an amount. */
  @FunctionalInterface
  public interface LongBinaryConsumer {
    /** Takes them. */
    void accept(long instant, long amount);
  }

  /** All that happened up to the end of an hour, in its order. */
  private Stream<StockEntry> upTo(long hour) {
    return hours.entrySet().stream()
        .filter(entry -> entry.getKey() <= hour)
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry -> StockHour.unpack(entry.getValue(), entry.getKey()).stream());
  }

  private void add(StockEntry entry) {
    long hour = StockHour.of(entry.time());
    byte[] run = StockHour.with(hours.get(hour), entry);
    if (run == null) {
      hours.remove(hour);
    } else {
      hours.put(hour, run);
    }
  }

  private int place(@Nullable String name) {
    for (int i = 0; i < places.size(); i++) {
      if (Objects.equals(places.get(i).name(), name)) {
        return i;
      }
    }
    places.add(StockPlace.named(name));
    return places.size() - 1;
  }
}
