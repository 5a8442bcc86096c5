package io.campaignpulse.oracle;

import io.campaignpulse.oracle.Conversion.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One order: what was bought and what came back. */
final class Basket {

  private static final class Item {
    private final String sku;
    private final BigDecimal quantity;
    private final BigDecimal gross;
    private final BigDecimal net;
    private final BigDecimal cogs;
    private final boolean costKnown;
    private BigDecimal left;

    private Item(Line line, BigDecimal rate) {
      sku = line.text("sku");
      quantity = line.decimal("quantity");
      left = quantity;
      gross = Exact.money(quantity.multiply(line.decimal("unitPrice")).multiply(rate));
      net = gross.subtract(Exact.money(line.decimalOrZero("discount").multiply(rate)));
      costKnown = line.has("unitCost");
      cogs = Exact.money(quantity.multiply(line.decimalOrZero("unitCost")).multiply(rate));
    }
  }

  private final Line placed;
  private final List<Item> items = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  Basket(Line placed, BigDecimal rate) {
    this.placed = placed;
    placed.list("lines").forEach(line -> items.add(new Item(line, rate)));
    steps.add(new Step(placed.eventTime(), totals()));
  }

  Line placed() {
    return placed;
  }

  /** Whether all that a return lists was bought here. */
  boolean holds(Line returned) {
    return returned.list("lines").stream()
        .allMatch(line -> items.stream().anyMatch(item -> item.sku.equals(line.text("sku"))));
  }

  /** Takes the next return or cancellation, in the order of their time. */
  void takeBack(Line event) {
    List<Line> listed = event.list("lines");
    if (event.text("status").equals("CANCELLED") || listed.isEmpty()) {
      items.forEach(item -> item.left = BigDecimal.ZERO);
    } else {
      listed.forEach(line -> takeBack(line.text("sku"), line.decimal("quantity")));
    }
    steps.add(new Step(event.eventTime(), totals()));
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
    return sum(item -> Exact.part(item.net, item.left, item.quantity));
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
    totals.put("units", sum(item -> item.left));
    totals.put("grossRevenue", sum(item -> item.gross));
    totals.put("netRevenue", net());
    totals.put("cogs", sum(item -> Exact.part(item.cogs, item.left, item.quantity)));
    totals.put("unitsWithoutCost", sum(item -> item.costKnown ? BigDecimal.ZERO : item.left));
    return totals;
  }

  private BigDecimal sum(java.util.function.Function<Item, BigDecimal> amount) {
    return items.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
