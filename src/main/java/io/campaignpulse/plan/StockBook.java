package io.campaignpulse.plan;

import io.campaignpulse.customer.Days;
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
 * <p>Things that happened are packed by day (UTC), so that one more costs as much as its day holds
 * and a figure one pass over all days.
 *
 * @param places locations and dealers; entries name them by their number in it
 * @param days by day since the epoch, as {@link StockDay} packs it
 */
public record StockBook(List<StockPlace> places, Map<Long, byte[]> days) {

  /** An article nobody has heard of. */
  public static StockBook empty() {
    return new StockBook(new ArrayList<>(), new HashMap<>());
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return days.isEmpty();
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
   * Forgets the details of the days that ended at or before an instant (epoch milliseconds). Units
   * on hand later on stay the same; figures of a period that began before it do not.
   */
  public void forget(long before) {
    long today = Days.of(before);
    StockSummary summary = new StockSummary(new StockPools(places, Long.MAX_VALUE));
    upTo(today - 1).forEach(summary::add);
    days.keySet().removeIf(day -> day < today);
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
    StockReading reading = new StockReading(places, start, Math.min(now, end), until);
    upTo(Days.of(until - 1)).forEach(reading::take);
    return reading.figures(item);
  }

  /**
   * Tells the sales of orders placed in [start, end), and what came back of them in it, in their
   * order: the instant (epoch milliseconds) and the units (millionths, below 0 for a return).
   */
  public void sold(long start, long end, LongBinaryConsumer sales) {
    upTo(Days.of(end))
        .filter(entry -> entry.kind() == StockEntry.Kind.SALE)
        .filter(sale -> start <= Math.min(sale.time(), sale.soldAt()))
        .filter(sale -> Math.max(sale.time(), sale.soldAt()) < end)
        .forEach(sale -> sales.accept(sale.time(), sale.unitsMicros()));
  }

  /** Something that takes an instant and an amount. */
  @FunctionalInterface
  public interface LongBinaryConsumer {
    /** Takes them. */
    void accept(long instant, long amount);
  }

  /** All that happened up to the end of a day, in its order. */
  private Stream<StockEntry> upTo(long day) {
    return days.entrySet().stream()
        .filter(entry -> entry.getKey() <= day)
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry -> StockDay.unpack(entry.getValue(), entry.getKey()).stream());
  }

  private void add(StockEntry entry) {
    long day = Days.of(entry.time());
    byte[] run = StockDay.with(days.get(day), entry);
    if (run == null) {
      days.remove(day);
    } else {
      days.put(day, run);
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
