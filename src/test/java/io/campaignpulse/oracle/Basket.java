package io.campaignpulse.oracle;

import io.campaignpulse.oracle.Conversion.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One order: what was bought and what came back. */
final class Basket {

  private static final class Item {
    private final String sku;
    private final @Nullable String promotion;
    private final BigDecimal quantity;
    private final BigDecimal gross;
    private final BigDecimal cogs;
    private final boolean costKnown;
    private BigDecimal left;
    private BigDecimal netThen;
    private BigDecimal leftThen;
    private Map<String, BigDecimal> told = Map.of();

    private Item(Line line, BigDecimal rate) {
      sku = line.text("sku");
      promotion = line.optional("promotionId");
      quantity = line.decimal("quantity");
      left = quantity;
      gross = Exact.money(quantity.multiply(line.decimal("unitPrice")).multiply(rate));
      netThen = gross.subtract(Exact.money(line.decimalOrZero("discount").multiply(rate)));
      leftThen = quantity;
      costKnown = line.has("unitCost");
      cogs = Exact.money(quantity.multiply(line.decimalOrZero("unitCost")).multiply(rate));
    }

    /** Its part of what was given back stays with the units that are left. */
    private void refund(BigDecimal part) {
      if (part.signum() != 0) {
        netThen = netNow().subtract(part);
        leftThen = left;
      }
    }

    private BigDecimal netNow() {
      return Exact.part(netThen, left, leftThen);
    }

    /** What it is worth with the units that are left. */
    private Map<String, BigDecimal> worth() {
      return Map.of(
          "units",
          left,
          "grossRevenue",
          gross,
          "netRevenue",
          netNow(),
          "cogs",
          Exact.part(cogs, left, quantity));
    }
  }

  private final Line placed;
  private final BigDecimal rate;
  private final List<Item> items = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Movement> movements = new ArrayList<>();

  Basket(Line placed, BigDecimal rate) {
    this.placed = placed;
    this.rate = rate;
    placed.list("lines").forEach(line -> items.add(new Item(line, rate)));
    step(placed);
  }

  /** What happened to its lines, each time one changed. */
  List<Movement> movements() {
    return movements;
  }

  Line placed() {
    return placed;
  }

  /** Whether all that a return lists was bought here, and its amount is in the right currency. */
  boolean holds(Line returned) {
    boolean isCurrency = returned.text("currency").equals(placed.text("currency"));
    if (isRefund(returned) && !isCurrency) {
      return false;
    }
    return returned.list("lines").stream()
        .allMatch(line -> items.stream().anyMatch(item -> item.sku.equals(line.text("sku"))));
  }

  private static boolean isRefund(Line event) {
    return event.text("status").equals("RETURNED")
        && event.has("amount")
        && event.list("lines").isEmpty();
  }

  /** Takes the next return or cancellation, in the order of their time. */
  void takeBack(Line event) {
    List<Line> listed = event.list("lines");
    if (isRefund(event)) {
      refund(Exact.money(Exact.money(event.decimal("amount")).multiply(rate)));
    } else if (event.text("status").equals("CANCELLED") || listed.isEmpty()) {
      items.forEach(item -> item.left = BigDecimal.ZERO);
    } else {
      listed.forEach(line -> takeBack(line.text("sku"), line.decimal("quantity")));
    }
    step(event);
  }

  private void refund(BigDecimal wanted) {
    BigDecimal refund = wanted.min(net());
    if (refund.signum() > 0) {
      List<BigDecimal> nets = items.stream().map(Item::netNow).toList();
      List<BigDecimal> parts = Exact.split(refund, Exact.MONEY, nets);
      for (int i = 0; i < parts.size(); i++) {
        items.get(i).refund(parts.get(i));
      }
    }
  }

  private void step(Line event) {
    steps.add(new Step(event.eventTime(), totals()));
    for (Item item : items) {
      Map<String, BigDecimal> changes = new TreeMap<>();
      Map<String, BigDecimal> worth = item.worth();
      worth.forEach(
          (measure, now) ->
              changes.put(measure, now.subtract(item.told.getOrDefault(measure, BigDecimal.ZERO))));
      item.told = worth;
      movements.add(
          new Movement(
              event.eventTime(),
              placed.eventTime(),
              placed.optional("dealerId"),
              item.sku,
              item.promotion,
              changes));
    }
  }

  private void takeBack(String sku, BigDecimal quantity) {
    BigDecimal open = quantity;
    for (Item item : items) {
      if (item.sku.equals(sku)) {
        BigDecimal taken = open.min(item.left);
        item.left = item.left.subtract(taken);
        open = open.subtract(taken);
      }
    }
  }

  boolean isVoid() {
    return items.stream().allMatch(item -> item.left.signum() == 0);
  }

  BigDecimal net() {
    return sum(Item::netNow);
  }

  /** The steps, those of a new customer's order saying so. */
  List<Step> steps(boolean newCustomer) {
    if (newCustomer) {
      steps.forEach(step -> step.totals().put("newCustomers", BigDecimal.ONE));
    }
    return steps;
  }

  private Map<String, BigDecimal> totals() {
    Map<String, BigDecimal> totals = new TreeMap<>();
    totals.put("orders", isVoid() ? BigDecimal.ZERO : BigDecimal.ONE);
    totals.put("unitsWithoutCost", sum(item -> item.costKnown ? BigDecimal.ZERO : item.left));
    for (Item item : items) {
      item.worth().forEach((measure, amount) -> totals.merge(measure, amount, BigDecimal::add));
    }
    return totals;
  }

  private BigDecimal sum(java.util.function.Function<Item, BigDecimal> amount) {
    return items.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
