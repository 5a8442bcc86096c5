package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generated world plans: promotions that clear stock of several locations, and targets that
 * sum up to others, some of which contradict themselves.
 */
final class TestingWorldPlans {

  static final List<String> SKUS = List.of("A", "B", "C");
  static final List<String> PROMOTIONS = List.of("sale", "2|1%", "rest");

  private static final List<String> MEASURES =
      List.of(
          "spend",
          "impressions",
          "clicks",
          "visits",
          "leads",
          "qualifiedLeads",
          "acceptedLeads",
          "opportunities",
          "wonLeads",
          "orders",
          "newCustomers",
          "units",
          "grossRevenue",
          "netRevenue",
          "revenue",
          "margin");

  private final TestingWorldLines world;
  private int targets;

  TestingWorldPlans(TestingWorldLines world) {
    this.world = world;
  }

  /** Counts and receipts; a dealer has stock of its own, and an article may have none at all. */
  void stock() {
    for (String sku : SKUS) {
      for (String location :
          world.oneOf(
              List.<String>of(),
              List.of("main"),
              List.of("main", "store", "north"),
              List.of("", "north"),
              List.<String>of())) {
        String place = location.isEmpty() ? null : world.own(location);
        for (int count = world.random().nextInt(3); count > 0; count--) {
          inventory(sku, place, "onHand", world.upTo(40));
        }
        for (int receipt = world.random().nextInt(3); receipt > 0; receipt--) {
          inventory(sku, place, "received", (world.upTo(80) - 16) / 8.0);
        }
      }
    }
  }

  private void inventory(String sku, @Nullable String location, String field, Object units) {
    world.add(
        Topic.INVENTORY,
        "eventId",
        world.newId("s"),
        "eventTime",
        world.time(4),
        "sku",
        world.own(sku),
        "location",
        location,
        field,
        units);
  }

  /** Promotions, some of which were changed. */
  void promotions() {
    for (String promotion : PROMOTIONS) {
      Instant from = world.time(3);
      for (int revision = 0; revision <= world.random().nextInt(2); revision++) {
        world.add(
            Topic.PROMOTIONS,
            "promotionId",
            world.own(promotion),
            "campaignId",
            world.once(2) ? world.own("spring") : null,
            "name",
            "Promotion " + promotion,
            "startTime",
            from,
            "endTime",
            world.after(from, 90).plusMillis(1),
            "items",
            items(),
            "curve",
            curve(),
            "revision",
            revision == 0 ? null : revision);
      }
    }
  }

  private List<ObjectNode> items() {
    List<ObjectNode> items = new ArrayList<>();
    for (String sku : SKUS.subList(world.random().nextInt(2), world.upTo(3))) {
      items.add(
          world.object(
              "sku",
              world.own(sku),
              "targetUnits",
              world.once(3) ? null : world.upTo(30),
              "openingStock",
              world.once(3) ? world.upTo(50) : null,
              "listPrice",
              world.once(2) ? "60.5" : null,
              "promoPrice",
              world.once(2) ? 40 : null,
              "unitCost",
              world.once(2) ? "20.25" : null,
              "baselineDailyUnits",
              world.once(2) ? world.upTo(5) : null));
    }
    return items;
  }

  private @Nullable String curve() {
    return world.once(3)
        ? null
        : world.oneOf("LINEAR", "LEARNED", "0.5,0.8,1", "[0.1:0.3, 0.6:0.3, 1:1]");
  }

  /** Targets: some alone, and some that are parts of others. */
  void targets() {
    for (int alone = 0; alone < 3; alone++) {
      target(null, measure(), goal(), world.time(3), world.upTo(80));
    }
    String measure = measure();
    Instant from = world.time(1);
    int hours = world.upTo(80);
    ObjectNode parent = target(null, measure, 0, from, hours);
    int sum = 0;
    for (int part = world.upTo(3); part > 0; part--) {
      int goal = goal();
      sum += goal;
      target(
          world.once(12) ? world.own("nobody") : parent.get("planId").asText(),
          world.once(8) ? measure() : measure,
          goal,
          world.once(2) ? from : from.plus(Duration.ofHours(1)),
          world.once(6) ? hours + 1 : hours - 1);
    }
    parent.put("goal", world.once(4) ? sum + 1 : sum);
    if (world.once(8)) {
      parent.put(
          "parentId", world.oneOf("target1", "target4").replace("target", world.own("target")));
    }
  }

  private String measure() {
    return world.oneOf(MEASURES.toArray(String[]::new));
  }

  private int goal() {
    return world.once(8) ? 0 : world.upTo(500);
  }

  private ObjectNode target(
      @Nullable String parentId, String measure, Object goal, Instant from, int hours) {
    targets++;
    ObjectNode target =
        world.add(
            Topic.PLANS,
            "planId",
            world.own("target" + targets),
            "name",
            "Target " + targets,
            "parentId",
            parentId,
            "measure",
            measure,
            "goal",
            goal,
            "startTime",
            from,
            "endTime",
            from.plus(Duration.ofHours(Math.max(1, hours))),
            "curve",
            curve());
    switch (world.random().nextInt(8)) {
      case 0, 1 -> target.put("campaignId", world.own(world.oneOf("spring", "brand")));
      case 2 -> target.put("channel", world.oneOf("EMAIL", "paid search", "DIRECT"));
      case 3, 4 -> target.put("department", world.own(world.oneOf("online", "stores")));
      case 5 -> target.put("dealerId", world.own(world.oneOf("north", "south")));
      case 6 -> target.put("promotionId", world.own(world.oneOf("sale", "2|1%")));
      default -> {}
    }
    if (world.once(6)) {
      target.put(world.oneOf("dealerId", "channel"), world.own("north"));
    }
    return target;
  }
}
