package io.campaignpulse.simulation;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.SpendReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * What a market delivered, but for impressions and visits, and to which campaign each click and
 * order belongs: the truth is told by its ids.
 */
final class RecordedMarket {

  private final Map<String, Map<String, Interaction>> clicks = new HashMap<>();
  private final Map<String, Map<String, OrderEvent>> orders = new HashMap<>();
  private final List<Interaction> crawlers = new ArrayList<>();
  private final List<SpendReport> reports = new ArrayList<>();
  private final List<InventoryEvent> stock = new ArrayList<>();

  RecordedMarket(MarketOptions options, long begin, long until) {
    new Market(options, begin).advanceTo(until, this::keep);
  }

  private void keep(Delivery delivery) {
    if (!(delivery.payload() instanceof Payload.Typed typed)) {
      return;
    }
    if (typed.event() instanceof Interaction i && i.type() == InteractionType.CLICK) {
      if (i.eventId().startsWith("k-")) {
        keep(clicks, i.eventId().substring(2), i);
      } else if (i.eventId().startsWith("b-")) {
        crawlers.add(i);
      }
    } else if (typed.event() instanceof OrderEvent o && o.orderId().startsWith("o-")) {
      keep(orders, o.orderId().substring(2), o);
    } else if (typed.event() instanceof SpendReport r) {
      reports.add(r);
    } else if (typed.event() instanceof InventoryEvent e) {
      stock.add(e);
    }
  }

  private static <T> void keep(Map<String, Map<String, T>> things, String serial, T thing) {
    things.computeIfAbsent(source(serial), s -> new HashMap<>()).putIfAbsent(serial, thing);
  }

  private static String source(String serial) {
    return serial.split("-", -1)[1];
  }

  private static String source(CampaignProfile profile) {
    return Integer.toString(MarketCampaigns.profiles().indexOf(profile), Character.MAX_RADIX);
  }

  /** Whether a serial is of a campaign on a channel. */
  static boolean isOf(CampaignProfile profile, String serial) {
    return source(serial).equals(source(profile));
  }

  private static <T> Map<String, T> of(
      CampaignProfile profile, Map<String, Map<String, T>> things) {
    return things.getOrDefault(source(profile), Map.of());
  }

  /** Serials of a campaign's clicks at some times. */
  Set<String> clicks(CampaignProfile profile, LongPredicate when) {
    Set<String> serials = new HashSet<>();
    of(profile, clicks)
        .forEach(
            (serial, click) -> {
              if (when.test(click.eventTime())) {
                serials.add(serial);
              }
            });
    return serials;
  }

  /** A campaign's orders, each once and as it first arrived. */
  Stream<OrderEvent> orders(CampaignProfile profile) {
    return of(profile, orders).values().stream();
  }

  /** Orders per click of the clicks of some times. */
  double conversion(CampaignProfile profile, LongPredicate when) {
    Set<String> serials = clicks(profile, when);
    Set<String> ordered = of(profile, orders).keySet();
    return (double) serials.stream().filter(ordered::contains).count() / serials.size();
  }

  /** Units of an article sold in the whole market. */
  double units(String sku) {
    return orders.values().stream()
            .flatMap(ofOne -> ofOne.values().stream())
            .flatMap(order -> order.lines().stream())
            .filter(line -> line.sku().equals(sku))
            .mapToLong(OrderLine::quantityMicros)
            .sum()
        / 1e6;
  }

  /** Gross revenue less discounts of a campaign, in its currency. */
  double revenue(CampaignProfile profile) {
    return orders(profile)
            .flatMap(order -> order.lines().stream())
            .mapToDouble(
                line ->
                    line.quantityMicros() / 1e6 * line.unitPriceMicros() - line.discountMicros())
            .sum()
        / 1e6;
  }

  /** All reports of a campaign on a channel, in order of arrival. */
  List<SpendReport> reports(CampaignProfile profile) {
    return reports.stream()
        .filter(r -> r.campaignId().equals(profile.campaignId()))
        .filter(r -> r.channel().equals(profile.channel()))
        .toList();
  }

  /** What the latest report of each period between two times says, in units of its currency. */
  double cost(CampaignProfile profile, long from, long until) {
    Map<Long, SpendReport> latest = new HashMap<>();
    for (SpendReport report : reports(profile)) {
      if (report.periodStart() >= from && report.periodEnd() <= until) {
        latest.merge(report.periodStart(), report, (a, b) -> a.revision() > b.revision() ? a : b);
      }
    }
    return latest.values().stream().mapToLong(SpendReport::costMicros).sum() / 1e6;
  }

  /** Crawlers' clicks on a campaign at some times. */
  long crawlers(CampaignProfile profile, LongPredicate when) {
    return crawlers.stream()
        .filter(i -> String.valueOf(i.pageUrl()).contains("/c/" + profile.campaignId() + "?"))
        .filter(i -> when.test(i.eventTime()))
        .count();
  }

  List<InventoryEvent> stock() {
    return stock;
  }
}
