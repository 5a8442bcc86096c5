package io.campaignpulse.oracle;

import io.campaignpulse.oracle.Conversion.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One order: what was bought and what came back. */
final class Basket {

  private static final class Item {
    private final String sku;
    private final @Nullable String promotion;
    private final BigDecimal quantity;
    private final BigDecimal gross;
    private final BigDecimal cogs;
    private final BigDecimal asBought;
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
      asBought = netThen;
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

  private static final List<String> WHOLE = List.of("PLACED", "UPDATED");

  private final Line placed;
  private final BigDecimal rate;
  private final List<Line> events = new ArrayList<>();
  private final List<Line> repeated = new ArrayList<>();
  private final List<Line> happened = new ArrayList<>();
  private final Set<String> skus = new TreeSet<>();
  private List<Item> items = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Movement> movements = new ArrayList<>();
  private @Nullable Long revision;

  Basket(Line placed, BigDecimal rate) {
    this.placed = placed;
    this.rate = rate;
    this.revision = revisionOf(placed);
    bought(placed);
  }

  private static @Nullable Long revisionOf(Line event) {
    return event.has("revision") ? event.decimal("revision").longValueExact() : null;
  }

  private void bought(Line whole) {
    whole.list("lines").forEach(line -> skus.add(line.text("sku")));
  }

  private static boolean isWhole(Line event) {
    return WHOLE.contains(event.text("status"));
  }

  /** Hears of the next thing after it was placed, in the order of their time. */
  void hear(Line event) {
    events.add(event);
    if (!isWhole(event)) {
      return;
    }
    Long newer = revisionOf(event);
    boolean isPlain = newer == null && event.text("status").equals("PLACED");
    if (isPlain || (newer != null && revision != null && newer <= revision)) {
      repeated.add(event);
    } else if (isInCurrency(event)) {
      revision = newer == null ? revision : newer;
      bought(event);
    }
  }

  /** Whether it says what is known or older. */
  boolean isRepeated(Line event) {
    return repeated.contains(event);
  }

  private boolean isInCurrency(Line event) {
    return event.text("currency").equals(placed.text("currency"));
  }

  /** Lets all that it heard of happen, what doesn't fit it left out. */
  void happen() {
    items = itemsOf(placed);
    step(placed);
    for (Line event : events) {
      if (!isRepeated(event) && holds(event)) {
        happen(event);
      }
    }
  }

  private void happen(Line event) {
    if (isWhole(event)) {
      items.forEach(item -> move(event, item, Map.of()));
      items = itemsOf(event);
      happened.forEach(this::takeBack);
    } else {
      happened.add(event);
      takeBack(event);
    }
    step(event);
  }

  private List<Item> itemsOf(Line whole) {
    return new ArrayList<>(whole.list("lines").stream().map(line -> new Item(line, rate)).toList());
  }

  /** What happened to its lines, each time one changed. */
  List<Movement> movements() {
    return movements;
  }

  Line placed() {
    return placed;
  }

  /**
   * Whether an event fits: all that a return lists was once bought here, and money is in the
   * currency of the order.
   */
  boolean holds(Line event) {
    if (event.equals(placed) || isRepeated(event)) {
      return true;
    }
    if (isWhole(event) || isRefund(event)) {
      return isInCurrency(event);
    }
    return event.text("status").equals("CANCELLED")
        || event.list("lines").stream().allMatch(line -> skus.contains(line.text("sku")));
  }

  private static boolean isRefund(Line event) {
    return event.text("status").equals("RETURNED")
        && event.has("amount")
        && event.list("lines").isEmpty();
  }

  private void takeBack(Line event) {
    List<Line> listed = event.list("lines");
    if (isRefund(event)) {
      refund(Exact.money(Exact.money(event.decimal("amount")).multiply(rate)));
    } else if (event.text("status").equals("CANCELLED") || listed.isEmpty()) {
      items.forEach(item -> item.left = BigDecimal.ZERO);
    } else {
      listed.forEach(line -> takeBack(line.text("sku"), line.decimal("quantity")));
    }
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
    items.forEach(item -> move(event, item, item.worth()));
  }

  private void move(Line event, Item item, Map<String, BigDecimal> worth) {
    Map<String, BigDecimal> changes = new TreeMap<>();
    item.told.forEach((measure, before) -> changes.put(measure, before.negate()));
    worth.forEach((measure, now) -> changes.merge(measure, now, BigDecimal::add));
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
    totals.put("bought", sum(item -> item.asBought));
    for (Item item : items) {
      item.worth().forEach((measure, amount) -> totals.merge(measure, amount, BigDecimal::add));
    }
    return totals;
  }

  private BigDecimal sum(java.util.function.Function<Item, BigDecimal> amount) {
    return items.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
