package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far plans have come as of the end of the replay. */
final class Progress {

  /** The cost of a report in the reporting currency, and a part of it that counts. */
  record Cost(Levels.Part part, BigDecimal amount) {}

  /** What happened, all that counts. */
  record Facts(
      Collection<Windows.Row> rows,
      List<Cost> costs,
      List<Booked> booked,
      List<Movement> movements,
      List<Line> inventory) {}

  private final OracleSettings settings;
  private final Catalogue catalogue;
  private final Facts facts;

  Progress(OracleSettings settings, Catalogue catalogue, Facts facts) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.facts = facts;
  }

  /** What has been reached of a plan. */
  BigDecimal actual(Plan plan) {
    if (plan.kind().equals("CLEARANCE")) {
      return plan.items().stream()
          .map(item -> sold(plan, item, plan.end()))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    if (!PlanTree.isTold(plan)) {
      return BigDecimal.ZERO;
    }
    BigDecimal exact =
        switch (plan.measure()) {
          case "spend" -> spend(plan);
          case "impressions", "clicks", "visits" -> traffic(plan);
          default -> plan.scope().containsKey("promotionId") ? ofLines(plan) : ofCredits(plan);
        };
    return Exact.money(exact);
  }

  private boolean covers(Plan plan, String campaign, String channel) {
    return plan.isOpenTo("campaignId", campaign)
        && plan.isOpenTo("channel", channel)
        && plan.isOpenTo("department", departmentOf(campaign));
  }

  private @Nullable String departmentOf(String campaign) {
    return catalogue.campaigns().stream()
        .filter(row -> row.text("campaignId").equals(campaign))
        .findFirst()
        .map(row -> row.optional("department"))
        .orElse(null);
  }

  private BigDecimal spend(Plan plan) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Cost cost : facts.costs()) {
      Line report = cost.part().report();
      Instant from = report.time("periodStart");
      Instant until = report.time("periodEnd");
      Instant a = cost.part().from().isAfter(plan.start()) ? cost.part().from() : plan.start();
      Instant b = Judge.earlier(cost.part().until(), plan.end());
      if (a.isBefore(b)
          && covers(plan, Levels.campaign(report), Contact.code(report.text("channel")))) {
        sum =
            sum.add(
                Exact.spread(
                    cost.amount(),
                    Exact.MONEY,
                    a.toEpochMilli(),
                    b.toEpochMilli(),
                    from.toEpochMilli(),
                    until.toEpochMilli()));
      }
    }
    return sum;
  }

  /** Traffic of the hours that begin in the period, as rows of hours have it. */
  private BigDecimal traffic(Plan plan) {
    return facts.rows().stream()
        .filter(row -> row.window().equals("PT1H") && plan.holds(row.start()))
        .filter(row -> covers(plan, row.campaign(), row.channel()))
        .map(row -> row.sum(plan.measure()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal ofCredits(Plan plan) {
    return facts.booked().stream()
        .filter(booked -> booked.model().equals(settings.planModel()))
        .filter(booked -> plan.holds(booked.at(settings.planBasis())))
        .filter(booked -> covers(plan, booked.campaign(), booked.channel()))
        .filter(booked -> plan.isOpenTo("dealerId", booked.dealer()))
        .map(booked -> booked.of(plan.measure()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal ofLines(Plan plan) {
    return facts.movements().stream()
        .filter(move -> plan.isOpenTo("promotionId", move.promotion()))
        .filter(move -> plan.isOpenTo("dealerId", move.dealer()))
        .filter(move -> plan.holds(move.time()))
        .map(move -> move.of(plan.measure()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Units sold in the period before an instant, less what came back of them so. */
  private BigDecimal sold(Plan plan, Line item, Instant until) {
    return movementsOf(item).stream()
        .filter(move -> plan.holds(move.soldAt()) && plan.holds(move.time()))
        .filter(move -> move.soldAt().isBefore(until) && move.time().isBefore(until))
        .map(Movement::units)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Movement> movementsOf(Line item) {
    return facts.movements().stream()
        .filter(move -> move.sku().equals(item.text("sku")))
        .filter(move -> move.units().signum() != 0)
        .toList();
  }

  private List<Line> inventoryOf(Line item) {
    return facts.inventory().stream()
        .filter(event -> event.text("sku").equals(item.text("sku")))
        .sorted(Judge.BY_TIME)
        .toList();
  }

  /** The share of the goal that is to be reached by now; null if the course is a learned one. */
  @Nullable Double plannedShare(Plan plan) {
    Course course = Course.LEARNED.equals(plan.curve()) ? null : Course.of(plan.curve());
    return course == null ? null : (Double) course.share(settings.asOf(), plan.start(), plan.end());
  }

  /** What a clearance has in stock: amounts by their names, those that aren't known left out. */
  Map<String, BigDecimal> stock(Plan plan) {
    Map<String, BigDecimal> stock = new TreeMap<>();
    total(stock, "opening", plan.items().stream().map(item -> opening(plan, item)).toList());
    total(stock, "received", plan.items().stream().map(item -> received(plan, item)).toList());
    total(stock, "sold", plan.items().stream().map(item -> sold(plan, item, until(plan))).toList());
    total(stock, "onHand", plan.items().stream().map(item -> shelf(plan, item).onHand()).toList());
    return stock;
  }

  /** The sum, if each is known. */
  private static void total(
      Map<String, BigDecimal> totals, String name, List<@Nullable BigDecimal> amounts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal amount : amounts) {
      if (amount == null) {
        return;
      }
      sum = sum.add(amount);
    }
    totals.put(name, sum);
  }

  /** When the last of the articles was sold out, if all are; else null. */
  @Nullable Instant soldOutAt(Plan plan) {
    List<@Nullable Instant> soldOut = new ArrayList<>();
    plan.items().forEach(item -> soldOut.add(shelf(plan, item).soldOutAt()));
    return soldOut.contains(null)
        ? null
        : soldOut.stream()
            .map(Objects::requireNonNull)
            .max(Comparator.naturalOrder())
            .orElseThrow();
  }

  private Shelf shelf(Plan plan, Line item) {
    return new Shelf(
        inventoryOf(item),
        movementsOf(item),
        until(plan),
        item.has("openingStock") ? item.decimal("openingStock") : null,
        plan.start());
  }

  /** The first instant that is of no interest: after now, or the end. */
  private Instant until(Plan plan) {
    return Judge.earlier(settings.asOf().plusMillis(1), plan.end());
  }

  private @Nullable BigDecimal opening(Plan plan, Line item) {
    return item.has("openingStock")
        ? item.decimal("openingStock")
        : Shelf.counted(inventoryOf(item), Judge.earlier(plan.start(), settings.asOf()));
  }

  private BigDecimal received(Plan plan, Line item) {
    return inventoryOf(item).stream()
        .filter(event -> event.has("received"))
        .filter(event -> !event.eventTime().isBefore(plan.start()))
        .filter(event -> event.eventTime().isBefore(until(plan)))
        .map(event -> event.decimal("received"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
