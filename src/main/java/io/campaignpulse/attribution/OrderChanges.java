package io.campaignpulse.attribution;

import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.ingest.Utf8Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an order by what becomes of them, each list in the order of (eventTime, eventId).
 * An update counts unless its revision isn't higher than that of the order or an update before it.
 * A return counts if one version of the order has all articles it lists.
 *
 * @param counted updates, returns and cancellations that apply
 * @param repeated updates of an old revision
 * @param refused what doesn't fit the order: an article it lacks, another currency, or lines too
 *     large to count
 */
record OrderChanges(
    List<PricedOrder> counted, List<PricedOrder> repeated, List<PricedOrder> refused) {

  /** The order of events of one order. */
  static final Comparator<PricedOrder> ORDER =
      Comparator.comparingLong(PricedOrder::eventTime)
          .thenComparing(PricedOrder::eventId, Utf8Order::compare);

  /** No changes. */
  static final OrderChanges NONE = new OrderChanges(List.of(), List.of(), List.of());

  /** Sorts the changes of a placed order. */
  static OrderChanges of(PricedOrder placed, List<PricedOrder> changes) {
    if (changes.isEmpty()) {
      return NONE;
    }
    List<PricedOrder> sorted = changes.stream().sorted(ORDER).toList();
    List<PricedOrder> repeated = new ArrayList<>();
    List<PricedOrder> refused = new ArrayList<>();
    List<PricedOrder> updates = new ArrayList<>();
    Long revision = placed.revision();
    for (PricedOrder change : sorted) {
      if (change.status().listsWholeOrder()) {
        if (!isNewer(change, revision)) {
          repeated.add(change);
        } else if (!OrderAccount.isUpdatable(placed, change)) {
          refused.add(change);
        } else {
          updates.add(change);
          revision = change.revision() == null ? revision : change.revision();
        }
      }
    }
    for (PricedOrder change : sorted) {
      if (!change.status().listsWholeOrder() && !isApplicable(placed, updates, change)) {
        refused.add(change);
      }
    }
    refused.sort(ORDER);
    List<PricedOrder> counted = new ArrayList<>(sorted);
    counted.removeAll(repeated);
    counted.removeAll(refused);
    return new OrderChanges(counted, repeated, refused);
  }

  private static boolean isNewer(PricedOrder update, @Nullable Long known) {
    Long revision = update.revision();
    return revision == null || known == null || revision > known;
  }

  private static boolean isApplicable(
      PricedOrder placed, List<PricedOrder> updates, PricedOrder change) {
    if (change.status() == OrderStatus.CANCELLED) {
      return true;
    }
    return OrderAccount.isInCurrency(placed, change)
        && change.lines().stream()
            .allMatch(back -> skus(placed, updates).anyMatch(sku -> sku.equals(back.sku())));
  }

  private static Stream<String> skus(PricedOrder placed, List<PricedOrder> updates) {
    return Stream.concat(
        placed.lines().stream().map(line -> line.sku()),
        updates.stream()
            .flatMap(update -> update.original().lines().stream().map(line -> line.sku())));
  }
}
