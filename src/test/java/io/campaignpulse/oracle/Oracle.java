package io.campaignpulse.oracle;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a replay of a folder of JSON lines must give, computed the naive way. */
public final class Oracle {

  private final OracleSettings settings;
  private final Judge judge;
  private final Persons persons = new Persons();
  private final Catalogue catalogue;
  private final List<Contact> contacts = new ArrayList<>();
  private final List<Contact> invalidContacts = new ArrayList<>();
  private final Map<String, Funnel> leads = new TreeMap<>();
  private final Map<String, Basket> orders = new TreeMap<>();
  private final Levels levels;
  private final List<Line> inventory;

  private Oracle(Path folder, OracleSettings settings) throws IOException {
    this.settings = settings;
    this.judge = new Judge(settings);
    this.catalogue = new Catalogue(rows(folder), settings.currency());
    judge.counted(identities(valid(folder, "identities"))).forEach(persons::learn);
    interactions(valid(folder, "interactions"));
    judge.counted(leads(valid(folder, "leads"))).forEach(persons::learn);
    judge.counted(orders(valid(folder, "orders"))).forEach(persons::learn);
    this.levels = new Levels(standing(judge.counted(reports(valid(folder, "spend")))));
    this.inventory =
        judge.counted(judge.distinct(valid(folder, "inventory"), copy -> copy.text("eventId")));
  }

  /** Computes the results of a folder. */
  public static Results of(Path folder, OracleSettings settings) throws IOException {
    Oracle oracle = new Oracle(folder, settings);
    Results results = new Results(settings);
    Windows windows = new Windows(settings);
    oracle.contacts.forEach(contact -> oracle.add(contact, "", windows));
    oracle.invalidContacts.forEach(contact -> oracle.add(contact, "invalid", windows));
    oracle.levels.parts().forEach(part -> oracle.add(part, windows));
    Credits credits = new Credits(settings, windows, results);
    oracle.conversions().forEach(credits::add);
    oracle.plans(windows, credits.booked(), results);
    windows
        .rows()
        .forEach(
            row ->
                results.campaignMetrics(
                    row, oracle.levels.reportedUntil(row.campaign(), row.channel())));
    results.businessMetrics(windows.rows());
    results.ledger(oracle.judge.ledger());
    results.rejected(oracle.judge.rejected());
    return results;
  }

  private Map<String, List<Line>> rows(Path folder) throws IOException {
    Map<String, List<Line>> rows = new TreeMap<>();
    for (String topic : List.of("campaigns", "promotions", "plans", "fx-rates")) {
      rows.put(topic, judge.counted(judge.distinctRows(valid(folder, topic))));
    }
    return rows;
  }

  private List<Line> valid(Path folder, String topic) throws IOException {
    return judge.valid(InputFile.of(folder, topic));
  }

  private List<Line> identities(List<Line> valid) {
    return judge.distinct(
        valid,
        line ->
            line.eventTime()
                + "|"
                + line.text("visitorId")
                + "|"
                + line.text("customerId")
                + "|"
                + !"false".equals(line.optional("linked")));
  }

  private void interactions(List<Line> valid) {
    for (Line line : judge.distinct(valid, copy -> copy.text("eventId"))) {
      Contact contact = Contact.of(line, catalogue);
      if (Contact.isCrawler(line)) {
        judge.filtered(line);
        invalidContacts.add(contact);
      } else {
        contacts.add(contact);
        judge.counted(List.of(line)).forEach(persons::learn);
      }
    }
  }

  private List<Line> leads(List<Line> valid) {
    List<Line> priced = judge.reject(valid, line -> missingRate(line, line.eventTime()));
    List<Line> counted = new ArrayList<>();
    for (Line event : judge.distinct(priced, copy -> copy.text("eventId"))) {
      Funnel lead = leads.computeIfAbsent(event.text("leadId"), id -> new Funnel(catalogue));
      if (lead.take(event)) {
        counted.add(event);
      } else {
        judge.duplicate(event);
      }
    }
    return counted;
  }

  private List<Line> orders(List<Line> valid) {
    List<Line> priced =
        judge.reject(
            valid,
            line ->
                line.text("status").equals("PLACED") ? missingRate(line, line.eventTime()) : null);
    // Here the contract would refuse each copy, and have none of them a duplicate.
    List<Line> once = judge.distinct(priced, copy -> copy.text("eventId"));
    for (Line order : once) {
      String id = order.text("orderId");
      if (isPlaced(order) && !orders.containsKey(id)) {
        BigDecimal rate = catalogue.rateOf(order, order.eventTime());
        orders.put(id, new Basket(order, rate == null ? BigDecimal.ONE : rate));
      }
    }
    for (Line event : once) {
      Basket order = orders.get(event.text("orderId"));
      if (order != null && !event.equals(order.placed())) {
        order.hear(event);
      }
    }
    List<Line> counted = new ArrayList<>();
    for (Line event : judge.reject(once, this::refusalOfChange)) {
      Basket order = orders.get(event.text("orderId"));
      if (order == null || order.isRepeated(event)) {
        judge.duplicate(event);
      } else {
        counted.add(event);
      }
    }
    orders.values().forEach(Basket::happen);
    return counted;
  }

  private static boolean isPlaced(Line order) {
    return order.text("status").equals("PLACED");
  }

  private @Nullable String refusalOfChange(Line event) {
    Basket order = orders.get(event.text("orderId"));
    if (order == null) {
      return "ORDER_UNKNOWN";
    }
    return order.holds(event) ? null : "INVALID_VALUE";
  }

  private List<Line> reports(List<Line> valid) {
    List<Line> priced = judge.reject(valid, line -> missingRate(line, line.time("periodStart")));
    return judge.distinct(
        priced,
        report -> reportKey(report) + "|" + revision(report),
        report -> Exact.text(report.decimal("cost")) + report.text("currency"));
  }

  private static String reportKey(Line report) {
    return String.join(
        "|",
        Levels.campaign(report),
        Contact.code(report.text("channel")),
        String.valueOf(report.optional("adGroupId")),
        String.valueOf(report.optional("breakdown")),
        String.valueOf(report.time("periodStart")),
        String.valueOf(report.time("periodEnd")));
  }

  private static long revision(Line report) {
    return report.has("revision")
        ? report.decimal("revision").longValueExact()
        : report.eventTime().toEpochMilli();
  }

  /** Of the reports of one key that of the highest revision. */
  private static List<Line> standing(List<Line> counted) {
    Map<String, Line> standing = new HashMap<>();
    for (Line report : counted) {
      standing.merge(reportKey(report), report, (a, b) -> revision(a) > revision(b) ? a : b);
    }
    return List.copyOf(standing.values());
  }

  private @Nullable String missingRate(Line line, Instant at) {
    return catalogue.rateOf(line, at) == null ? "FX_RATE_MISSING" : null;
  }

  private void add(Contact contact, String prefix, Windows windows) {
    Instant time = contact.line().eventTime();
    String measure =
        switch (contact.type()) {
          case "IMPRESSION" -> "impressions";
          case "CLICK" -> "clicks";
          default -> "visits";
        };
    boolean valid = prefix.isEmpty();
    if (valid && measure.equals("impressions")) {
      Line line = contact.line();
      String who =
          line.has("customerId") ? "c:" + line.text("customerId") : "v:" + line.text("visitorId");
      windows.reach(time, contact.campaign(), contact.channel(), who);
    }
    if (!valid || !settings.countsReports(measure)) {
      String name =
          valid
              ? measure
              : prefix + measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1);
      windows.add(time, contact.campaign(), contact.channel(), name, BigDecimal.ONE);
    }
  }

  private void plans(Windows windows, List<Booked> booked, Results results) {
    List<Movement> movements = new ArrayList<>();
    orders.values().forEach(order -> movements.addAll(order.movements()));
    List<Progress.Cost> costs =
        levels.parts().stream().map(part -> new Progress.Cost(part, cost(part.report()))).toList();
    Progress progress =
        new Progress(
            settings,
            catalogue,
            new Progress.Facts(windows.rows(), costs, booked, movements, inventory));
    Plans.of(catalogue, settings).forEach(plan -> results.planProgress(plan, progress));
  }

  private BigDecimal cost(Line report) {
    BigDecimal rate = catalogue.rateOf(report, report.time("periodStart"));
    return Exact.money(report.decimal("cost").multiply(rate == null ? BigDecimal.ONE : rate));
  }

  private void add(Levels.Part part, Windows windows) {
    spread(part, windows, "spend", cost(part.report()), Exact.MONEY);
    for (String count : List.of("impressions", "clicks")) {
      if (settings.countsReports(count)) {
        spread(part, windows, count, part.report().decimalOrZero(count), 0);
      }
    }
  }

  private static void spread(
      Levels.Part part, Windows windows, String measure, BigDecimal amount, int scale) {
    windows.spread(
        part,
        Levels.campaign(part.report()),
        Contact.code(part.report().text("channel")),
        measure,
        amount,
        scale);
  }

  private List<Conversion> conversions() {
    Journeys journeys = new Journeys(settings, persons, catalogue, contacts);
    List<Conversion> conversions = new ArrayList<>();
    leads.forEach((id, lead) -> conversions.addAll(journeys.ofLead(id, lead)));
    List<Basket> firsts = journeys.firstOrders(orders.values());
    for (Basket order : orders.values()) {
      String leadId = order.placed().optional("leadId");
      Funnel lead = leadId == null ? null : leads.get(leadId);
      boolean hasCredit = lead != null && !lead.entries().isEmpty();
      conversions.add(journeys.ofOrder(order, hasCredit ? lead : null, firsts.contains(order)));
    }
    return conversions;
  }
}
