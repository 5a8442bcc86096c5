package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a household of a generated world does: a few people with a few devices between them, so that
 * devices are shared, given up and taken up again, and everybody's history crosses that of others.
 */
final class TestingWorldPeople {

  private static final int DAYS = 4;
  private static final String CRAWLER =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private final TestingWorldLines world;
  private final TestingWorldMarket market;
  private final List<String> currencies;
  private final String[] visitors;
  private final String[] customers;

  TestingWorldPeople(
      TestingWorldLines world,
      TestingWorldMarket market,
      List<String> currencies,
      int household,
      int devices) {
    this.world = world;
    this.market = market;
    this.currencies = currencies;
    this.visitors = names("v" + household + "-", devices);
    this.customers = names("c" + household + "-", Math.max(1, devices - 1));
  }

  private String[] names(String stem, int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = world.own(stem + i);
    }
    return names;
  }

  void live(int contacts) {
    for (int contact = 0; contact < contacts; contact++) {
      contact();
    }
    for (int statement = 0; statement < visitors.length; statement++) {
      identity();
    }
    List<String> leads = new ArrayList<>();
    for (int lead = 0; lead < 1 + contacts / 8; lead++) {
      leads.add(lead());
    }
    for (int order = 0; order < 2 + contacts / 6; order++) {
      order(leads);
    }
  }

  private @Nullable String visitor(int absentOnceIn) {
    return world.once(absentOnceIn) ? null : world.oneOf(visitors);
  }

  private @Nullable String customer(int absentInTen) {
    return world.random().nextInt(10) < absentInTen ? null : world.oneOf(customers);
  }

  private String campaign() {
    return world.oneOf(TestingWorldMarket.CAMPAIGNS.toArray(String[]::new));
  }

  private String channel() {
    return market.written(world.oneOf(TestingWorldMarket.CHANNELS.toArray(String[]::new)));
  }

  private void contact() {
    String customer = customer(8);
    ObjectNode contact =
        world.add(
            Topic.INTERACTIONS,
            "eventId",
            world.newId("i"),
            "eventTime",
            world.time(DAYS),
            "type",
            world.oneOf("IMPRESSION", "CLICK", "CLICK", "CLICK", "VISIT"),
            "visitorId",
            customer == null ? world.oneOf(visitors) : visitor(2),
            "customerId",
            customer,
            "userAgent",
            world.once(15) ? CRAWLER : world.once(3) ? "Mozilla/5.0 (X11; Linux x86_64)" : null);
    if (contact.get("type").asText().equals("IMPRESSION") && world.once(3)) {
      contact.put("viewable", world.once(2));
    }
    String campaign = campaign();
    switch (world.random().nextInt(10)) {
      case 0 -> contact.put("campaignName", named(campaign)).put("channel", channel());
      case 1 -> contact.put("pageUrl", page(campaign)).put("channel", channel());
      case 2 -> contact.put("campaignId", world.own(campaign));
      case 3 -> contact.put("medium", world.oneOf("email", "affiliate", "referral"));
      default -> contact.put("campaignId", world.own(campaign)).put("channel", channel());
    }
  }

  private String page(String campaign) {
    return "https://shop.example/?utm_campaign="
        + URLEncoder.encode(named(campaign), StandardCharsets.UTF_8);
  }

  private String named(String campaign) {
    String name = market.name(campaign);
    return world.once(2) ? name : name.toUpperCase(java.util.Locale.ROOT);
  }

  /** A statement on a device; every third is contradicted at the same instant. */
  private void identity() {
    Instant time = world.time(DAYS);
    String visitor = world.oneOf(visitors);
    boolean linked = !world.once(3);
    identity(time, visitor, linked);
    if (world.once(3)) {
      identity(time, visitor, !linked || world.once(2));
    }
  }

  private void identity(Instant time, String visitor, boolean linked) {
    world.add(
        Topic.IDENTITIES,
        "eventTime",
        time,
        "visitorId",
        visitor,
        "customerId",
        world.oneOf(customers),
        "linked",
        (linked && world.once(2)) ? null : (Boolean) linked);
  }

  private String lead() {
    String lead = world.newId("L");
    Instant time = world.time(DAYS - 1);
    boolean declares = world.once(2);
    for (int event = 0; event < world.upTo(5); event++) {
      boolean worth = world.once(2);
      boolean named = !world.once(4);
      ObjectNode added =
          world.add(
              Topic.LEADS,
              "eventId",
              world.newId("l"),
              "eventTime",
              time,
              "leadId",
              lead,
              "stage",
              event == 0 && !world.once(4)
                  ? "CREATED"
                  : world.oneOf(
                      "CREATED",
                      "QUALIFIED",
                      "QUALIFIED",
                      "ACCEPTED",
                      "OPPORTUNITY",
                      "WON",
                      "LOST",
                      "DISQUALIFIED"),
              "visitorId",
              named ? visitor(3) : null,
              "customerId",
              named ? customer(7) : null,
              "campaignId",
              declares && world.once(2) ? world.own(campaign()) : null,
              "channel",
              declares && world.once(2) ? channel() : null,
              "value",
              worth ? world.upTo(900) + ".25" : null,
              "currency",
              worth && world.once(2) ? world.oneOf(currencies.toArray(String[]::new)) : null,
              "owner",
              world.once(3) ? "team" : null,
              "dealerId",
              world.once(3) ? world.own(world.oneOf("north", "south")) : null,
              "contactedTime",
              world.once(3) ? time : null);
      new TestingWorldChanges(world).reopen(added);
      time = world.after(time, 18);
    }
    return lead;
  }

  private void order(List<String> leads) {
    String id = world.newId("O");
    Instant time = world.time(DAYS);
    String currency = world.oneOf(currencies.toArray(String[]::new));
    List<ObjectNode> lines = new ArrayList<>();
    for (int line = 0; line < world.upTo(3); line++) {
      lines.add(line());
    }
    boolean named = !world.once(5);
    ObjectNode placed =
        world.add(
            Topic.ORDERS,
            "eventId",
            world.newId("o"),
            "eventTime",
            time,
            "orderId",
            id,
            "status",
            "PLACED",
            "visitorId",
            named ? visitor(3) : null,
            "customerId",
            named ? customer(6) : null,
            "leadId",
            world.once(3) ? world.oneOf(leads.toArray(String[]::new)) : null,
            "couponCode",
            world.once(3) ? world.own(world.oneOf("SALE", "Xspring", "Xnobody")) : null,
            "dealerId",
            world.once(3) ? world.own(world.oneOf("north", "south")) : null,
            "currency",
            currency,
            "lines",
            lines);
    if (world.once(3)) {
      for (int event = 0; event < world.upTo(3); event++) {
        takeBack(id, time, lines);
      }
    }
    new TestingWorldChanges(world).change(placed, time);
  }

  private ObjectNode line() {
    return world.object(
        "sku",
        world.own(world.oneOf("A", "A", "B", "C")),
        "promotionId",
        world.once(3)
            ? world.own(world.oneOf(TestingWorldPlans.PROMOTIONS.toArray(String[]::new)))
            : null,
        "quantity",
        world.once(4) ? world.upTo(30) / 8.0 : (Object) world.upTo(7),
        "unitPrice",
        world.upTo(60) + "." + (10 + world.random().nextInt(90)),
        "discount",
        world.once(3) ? "0." + (100_001 + 2 * world.random().nextInt(400_000)) : null,
        "unitCost",
        world.once(6) ? null : "3.1" + world.random().nextInt(10));
  }

  /** A return or a cancellation, now and then dated before the order. */
  private void takeBack(String order, Instant placed, List<ObjectNode> bought) {
    Instant time =
        world.once(5) ? world.after(placed, 12).minusSeconds(6 * 3600) : world.after(placed, 24);
    boolean cancels = world.once(4);
    List<ObjectNode> back = new ArrayList<>();
    for (int line = 0; line < world.random().nextInt(3) && !cancels; line++) {
      ObjectNode of = bought.get(world.random().nextInt(bought.size()));
      double half = of.get("quantity").asDouble() / 2;
      back.add(
          world.object(
              "sku",
              of.get("sku").asText(),
              "quantity",
              world.once(2) ? (Object) half : world.upTo(4),
              "unitPrice",
              1));
    }
    world.add(
        Topic.ORDERS,
        "eventId",
        world.newId("o"),
        "eventTime",
        time,
        "orderId",
        order,
        "status",
        cancels ? "CANCELLED" : "RETURNED",
        "customerId",
        world.once(4) ? world.oneOf(customers) : null,
        "visitorId",
        world.once(4) ? world.oneOf(visitors) : null,
        "currency",
        "USD",
        "lines",
        back.isEmpty() ? null : back);
  }
}
