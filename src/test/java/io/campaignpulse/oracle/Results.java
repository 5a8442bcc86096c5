package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of a replay, flat: file, key, field, text. Amounts of 0 and ratios without a
 * denominator are left out, so that only what is there must be the same.
 */
public final class Results {

  /** A ratio: its name, numerator, denominator and factor. */
  private record Ratio(String name, String over, String under, int factor) {}

  private static final List<Ratio> DELIVERY =
      List.of(
          new Ratio("ctr", "clicks", "impressions", 1),
          new Ratio("cpm", "spend", "impressions", 1000),
          new Ratio("cpc", "spend", "clicks", 1),
          new Ratio("frequency", "impressions", "reach", 1));

  private static final List<Ratio> ATTRIBUTED =
      List.of(
          new Ratio("cvr", "orders", "clicks", 1),
          new Ratio("leadRate", "leads", "clicks", 1),
          new Ratio("cpl", "spend", "leads", 1),
          new Ratio("cpql", "spend", "qualifiedLeads", 1),
          new Ratio("qualifiedRate", "qualifiedLeads", "leads", 1),
          new Ratio("acceptRate", "acceptedLeads", "qualifiedLeads", 1),
          new Ratio("winRate", "wonLeads", "opportunities", 1),
          new Ratio("cpa", "spend", "orders", 1),
          new Ratio("cac", "spend", "newCustomers", 1),
          new Ratio("roas", "netRevenue", "spend", 1),
          new Ratio("poas", "margin", "spend", 1),
          new Ratio("aov", "netRevenue", "orders", 1));

  private static final List<Ratio> BUSINESS =
      List.of(
          new Ratio("mer", "netRevenue", "spend", 1), new Ratio("cac", "spend", "newCustomers", 1));

  private static final String UNKNOWN_COST = "unitsWithoutCost";

  private final OracleSettings settings;
  private final Map<String, Map<String, Map<String, String>>> files = new TreeMap<>();

  Results(OracleSettings settings) {
    this.settings = settings;
  }

  /** File, key, field, text. */
  public Map<String, Map<String, Map<String, String>>> files() {
    return files;
  }

  /** The key of a result. */
  static String key(String... parts) {
    StringBuilder key = new StringBuilder();
    for (String part : parts) {
      key.append(key.isEmpty() ? "" : "|");
      key.append(part.replace("%", "%25").replace("|", "%7C"));
    }
    return key.toString();
  }

  /** The name of a measure that depends on model and basis. */
  static String attributed(String model, String basis, String measure) {
    return model + "/" + basis + "/" + measure;
  }

  private Map<String, String> row(String file, String key) {
    return files
        .computeIfAbsent(file, f -> new TreeMap<>())
        .computeIfAbsent(key, k -> new TreeMap<>());
  }

  void credit(
      String model,
      Conversion conversion,
      Touch.Share share,
      BigDecimal value,
      List<Conversion.Step> bookings) {
    Touch touch = share.touch();
    Map<String, String> row = row("credits.jsonl", key(model, conversion.id(), touch.eventId()));
    row.put("model", model);
    row.put("conversionId", conversion.id());
    row.put("conversionType", conversion.type());
    row.put("conversionTime", conversion.time().toString());
    put(row, "personId", conversion.person());
    put(row, "dealerId", conversion.dealer());
    row.put("campaignId", touch.campaign());
    row.put("channel", touch.channel());
    row.put("touchEventId", touch.eventId());
    put(row, "touchTime", touch.isInteraction() ? touch.time().toString() : null);
    row.put("weight", Exact.text(share.weight()));
    amount(row, "value", value);
    row.put("newCustomer", Boolean.toString(conversion.newCustomer()));
    row.put("voided", Boolean.toString(conversion.voided()));
    Map<String, BigDecimal> booked = new TreeMap<>();
    for (Conversion.Step booking : bookings) {
      booking
          .totals()
          .forEach(
              (measure, change) ->
                  booked.merge(booking.time() + "/" + measure, change, BigDecimal::add));
    }
    booked.forEach((name, change) -> amount(row, name, change));
  }

  void campaignMetrics(Windows.Row of, @Nullable Instant reportedUntil) {
    Map<String, String> row =
        row(
            "campaign-metrics.jsonl",
            key(of.window(), of.start().toString(), of.campaign(), of.channel()));
    row.put("campaignId", of.campaign());
    row.put("channel", of.channel());
    window(row, of.window(), of.start(), of.end());
    put(row, "spendReportedUntil", reportedUntil == null ? null : reportedUntil.toString());
    Map<String, BigDecimal> sums = new TreeMap<>(of.sums());
    sums.put("reach", BigDecimal.valueOf(of.reached().size()));
    DELIVERY.forEach(ratio -> ratio(row, "", ratio, sums, ""));
    for (String model : settings.models()) {
      for (String basis : List.of("CONVERSION_TIME", "INTERACTION_TIME")) {
        String prefix = attributed(model, basis, "");
        margin(row, sums, prefix);
        ATTRIBUTED.forEach(ratio -> ratio(row, prefix, ratio, sums, prefix));
      }
    }
    sums.forEach((name, sum) -> amount(row, name, sum));
  }

  /** Sums over all campaigns, which are the same in each model at the time of conversion. */
  void businessMetrics(Collection<Windows.Row> rows) {
    String own = attributed(settings.models().get(0), "CONVERSION_TIME", "");
    Map<String, Map<String, BigDecimal>> windows = new TreeMap<>();
    for (Windows.Row of : rows) {
      String key = key(of.window(), of.start().toString());
      Map<String, BigDecimal> sums = windows.computeIfAbsent(key, k -> new TreeMap<>());
      of.sums()
          .forEach(
              (name, sum) -> {
                if (name.equals("spend") || name.startsWith(own)) {
                  sums.merge(name.replace(own, ""), sum, BigDecimal::add);
                }
              });
      if (sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
        window(row("business-metrics.jsonl", key), of.window(), of.start(), of.end());
      }
    }
    windows.forEach(
        (key, sums) -> {
          if (sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
            Map<String, String> row = row("business-metrics.jsonl", key);
            margin(row, sums, "");
            BUSINESS.forEach(ratio -> ratio(row, "", ratio, sums, ""));
            sums.forEach((name, sum) -> amount(row, name, sum));
          } else {
            files.getOrDefault("business-metrics.jsonl", new TreeMap<>()).remove(key);
          }
        });
  }

  /** A plan; what depends on a learned course is left out. */
  void planProgress(Plan plan, Progress progress) {
    Map<String, String> row = row("plan-progress.jsonl", key(plan.id()));
    row.put("planId", plan.id());
    put(row, "parentId", plan.parent());
    row.put("kind", plan.kind());
    row.put("measure", plan.measure());
    row.put("startTime", plan.start().toString());
    row.put("endTime", plan.end().toString());
    put(row, "curve", plan.curve());
    row.putAll(plan.scope());
    put(row, "problem", plan.problem());
    amount(row, "goal", plan.goal());
    BigDecimal actual = progress.actual(plan);
    amount(row, "actual", actual);
    Double planned = progress.plannedShare(plan);
    quotient(row, "plannedShare", planned, 1);
    if (plan.goal().signum() != 0) {
      double attainment = actual.doubleValue() / plan.goal().doubleValue();
      quotient(row, "attainment", attainment, 1);
      quotient(row, "pace", attainment, planned == null ? 0 : planned);
    }
    if (plan.kind().equals("CLEARANCE")) {
      put(row, "sku", plan.parent() == null ? null : plan.items().get(0).text("sku"));
      stock(row, plan, progress);
    }
  }

  private static void stock(Map<String, String> row, Plan plan, Progress progress) {
    Map<String, BigDecimal> stock = progress.stock(plan);
    for (String name : List.of("opening", "received", "onHand")) {
      if (stock.containsKey(name)) {
        amount(row, name, sum(stock, name));
      } else {
        row.put(name, "null");
      }
    }
    if (stock.containsKey("opening")) {
      BigDecimal came = sum(stock, "opening").add(sum(stock, "received"));
      quotient(row, "sellThrough", sum(stock, "sold").doubleValue(), came.doubleValue());
    }
    Instant soldOut = progress.soldOutAt(plan);
    put(row, "soldOutAt", soldOut == null ? null : soldOut.toString());
  }

  private static void quotient(
      Map<String, String> row, String name, @Nullable Double over, double under) {
    if (over != null && under != 0) {
      row.put(name, Double.toString(over / under));
    }
  }

  void ledger(Map<String, Map<String, Integer>> ledger) {
    ledger.forEach(
        (topic, outcomes) ->
            outcomes.forEach(
                (outcome, count) ->
                    amount(row("ledger.json", topic), outcome, BigDecimal.valueOf(count))));
  }

  void rejected(Map<String, String> reasons) {
    reasons.forEach((line, reason) -> row("rejected.jsonl", line).put("reason", reason));
  }

  private void window(
      Map<String, String> row, String window, Instant start, @Nullable Instant end) {
    row.put("window", window);
    row.put("windowStart", start.toString());
    put(row, "windowEnd", end == null ? null : end.toString());
    row.put("complete", Boolean.toString(end != null && !end.isAfter(settings.asOf())));
  }

  /** Net revenue without the cost of goods; unknown where that of any unit is. */
  private static void margin(Map<String, String> row, Map<String, BigDecimal> sums, String prefix) {
    if (sum(sums, prefix + UNKNOWN_COST).signum() == 0) {
      sums.put(
          prefix + "margin", sum(sums, prefix + "netRevenue").subtract(sum(sums, prefix + "cogs")));
    } else {
      row.put(prefix + "margin", "null");
    }
  }

  private static void ratio(
      Map<String, String> row,
      String prefix,
      Ratio ratio,
      Map<String, BigDecimal> sums,
      String own) {
    BigDecimal over = operand(sums, own, ratio.over());
    BigDecimal under = operand(sums, own, ratio.under());
    boolean credited =
        (ratio.over().equals("spend") && sum(sums, "spend").signum() < 0)
            || (ratio.under().equals("spend") && sum(sums, "spend").signum() < 0);
    if (over != null && under != null && under.signum() != 0 && !credited) {
      double quotient = ratio.factor() * over.doubleValue() / under.doubleValue();
      row.put(prefix + ratio.name(), Double.toString(quotient));
    }
  }

  /** What a ratio is made of: the model's own measure, or one that no model changes. */
  private static @Nullable BigDecimal operand(
      Map<String, BigDecimal> sums, String own, String measure) {
    if (measure.equals("margin")) {
      return sums.get(own + measure);
    }
    boolean shared = List.of("spend", "clicks", "impressions", "reach").contains(measure);
    return sum(sums, shared ? measure : own + measure);
  }

  private static BigDecimal sum(Map<String, BigDecimal> sums, String name) {
    return sums.getOrDefault(name, BigDecimal.ZERO);
  }

  private static void amount(Map<String, String> row, String name, BigDecimal amount) {
    if (amount.signum() != 0) {
      row.put(name, Exact.text(amount));
    }
  }

  private static void put(Map<String, String> row, String name, @Nullable String text) {
    if (text != null) {
      row.put(name, text);
    }
  }
}
