package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far plans have come as of the end of the replay. */
final class Progress {

  /** The cost of a report in the reporting currency. */
  record Cost(Line report, BigDecimal amount) {}

  /** What happened, all that counts. */
  record Facts(
      List<Contact> contacts,
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
          case "spend" -> spread(plan, "cost", Exact.MONEY);
          case "impressions", "clicks" ->
              settings.countsReports(plan.measure())
                  ? spread(plan, plan.measure(), 0)
                  : contacts(plan);
          case "visits" -> contacts(plan);
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

  private BigDecimal spread(Plan plan, String measure, int scale) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Cost cost : facts.costs()) {
      Line report = cost.report();
      Instant from = report.time("periodStart");
      Instant until = report.time("periodEnd");
      Instant a = from.isAfter(plan.start()) ? from : plan.start();
      Instant b = Judge.earlier(until, plan.end());
      if (a.isBefore(b)
          && covers(plan, report.text("campaignId"), Contact.code(report.text("channel")))) {
        sum =
            sum.add(
                Exact.spread(
                    measure.equals("cost") ? cost.amount() : report.decimalOrZero(measure),
                    scale,
                    a.toEpochMilli(),
                    b.toEpochMilli(),
                    from.toEpochMilli(),
                    until.toEpochMilli()));
      }
    }
    return sum;
  }

  private BigDecimal contacts(Plan plan) {
    String type =
        Map.of("impressions", "IMPRESSION", "clicks", "CLICK")
            .getOrDefault(plan.measure(), "VISIT");
    return BigDecimal.valueOf(
        facts.contacts().stream()
            .filter(contact -> contact.type().equals(type))
            .filter(contact -> plan.holds(contact.line().eventTime()))
            .filter(contact -> covers(plan, contact.campaign(), contact.channel()))
            .count());
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
    return new Shelf(inventoryOf(item), movementsOf(item), until(plan));
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
