package io.campaignpulse.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files that a replay wrote, in the flat form of {@link Results}. */
public final class ReplayedFiles {

  static final Set<String> RATIOS =
      Set.of(
          "ctr",
          "cpm",
          "cpc",
          "frequency",
          "cvr",
          "leadRate",
          "cpl",
          "cpql",
          "qualifiedRate",
          "acceptRate",
          "winRate",
          "cpa",
          "cac",
          "roas",
          "poas",
          "aov",
          "mer",
          "plannedShare",
          "attainment",
          "pace",
          "sellThrough");

  private static final Set<String> MONEY =
      Set.of(
          "value",
          "spend",
          "grossRevenue",
          "discounts",
          "refunds",
          "netRevenue",
          "cogs",
          "margin",
          "goal",
          "actual",
          "opening",
          "received",
          "onHand");

  /** Amounts of which 0 and unknown are not the same. */
  private static final Set<String> UNKNOWN_OR_ZERO = Set.of("margin", "opening", "onHand");

  /** What the oracle computes of plans; the rest is projection or words. */
  private static final Set<String> OF_PLANS =
      Set.of(
          "planId",
          "parentId",
          "kind",
          "measure",
          "goal",
          "startTime",
          "endTime",
          "curve",
          "campaignId",
          "channel",
          "department",
          "dealerId",
          "promotionId",
          "sku",
          "actual",
          "plannedShare",
          "attainment",
          "pace",
          "opening",
          "received",
          "onHand",
          "sellThrough",
          "soldOutAt",
          "problem");

  /**
   * What the same row would say of itself anyway, when and how often it was written, and what is
   * estimated.
   */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "key",
          "revision",
          "updatedAt",
          "conservation",
          // An estimate: the oracle knows what reports say.
          "provisionalSpend",
          "roasLive",
          "cpaLive");

  private static final Set<String> DESCRIPTIVE =
      Set.of(
          "campaignId",
          "channel",
          "window",
          "windowStart",
          "windowEnd",
          "complete",
          "spendReportedUntil");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private ReplayedFiles() {}

  /** Reads the content of the files, by their names. */
  public static Map<String, Map<String, Map<String, String>>> of(Map<String, String> contents) {
    Map<String, Map<String, Map<String, String>>> files = new TreeMap<>();
    for (String name :
        List.of("campaign-metrics.jsonl", "business-metrics.jsonl", "credits.jsonl")) {
      Map<String, Map<String, String>> rows = new TreeMap<>();
      contents
          .getOrDefault(name, "")
          .lines()
          .map(ReplayedFiles::parse)
          .filter(row -> !isEstimateOnly(row))
          .forEach(row -> rows.put(row.get("key").asText(), flat(row)));
      files.put(name, rows);
    }
    files.put("plan-progress.jsonl", plans(contents.getOrDefault("plan-progress.jsonl", "")));
    Map<String, Map<String, String>> rejected = new TreeMap<>();
    contents
        .getOrDefault("rejected.jsonl", "")
        .lines()
        .map(ReplayedFiles::parse)
        .forEach(
            row ->
                rejected.put(
                    row.get("topic").asText() + "|" + row.get("line").asText(),
                    Map.of("reason", row.get("reason").asText())));
    files.put("rejected.jsonl", rejected);
    Map<String, Map<String, String>> ledger = new TreeMap<>();
    parse(contents.getOrDefault("ledger.json", "{}"))
        .properties()
        .forEach(book -> ledger.put(book.getKey(), flat(book.getValue())));
    ledger.forEach(
        (topic, outcomes) -> {
          if (!topic.equals("spend")) {
            outcomes.remove("conflict");
          }
        });
    files.put("ledger.json", ledger);
    files.values().removeIf(Map::isEmpty);
    return files;
  }

  /** Whether a row is there for its provisional spend alone, as where reports bring the clicks. */
  private static boolean isEstimateOnly(JsonNode row) {
    return row.path("provisionalSpend").asDouble() != 0
        && DESCRIPTIVE.containsAll(flat(row).keySet());
  }

  private static Map<String, Map<String, String>> plans(String content) {
    Map<String, Map<String, String>> plans = new TreeMap<>();
    content
        .lines()
        .map(ReplayedFiles::parse)
        .forEach(
            row -> {
              Map<String, String> plan = flat(row);
              plan.keySet().retainAll(OF_PLANS);
              if ("LEARNED".equals(plan.get("curve"))) {
                plan.keySet().removeAll(Set.of("plannedShare", "pace"));
              }
              plans.put(row.get("key").asText(), plan);
            });
    return plans;
  }

  private static Map<String, String> flat(JsonNode row) {
    Map<String, String> fields = new TreeMap<>();
    add(row, "", fields);
    Map<String, BigDecimal> booked = new TreeMap<>();
    for (JsonNode booking : row.path("bookings")) {
      booking
          .properties()
          .forEach(
              amount -> {
                if (!amount.getKey().equals("time")) {
                  booked.merge(
                      booking.get("time").asText() + "/" + amount.getKey(),
                      new BigDecimal(amount.getValue().asText()),
                      BigDecimal::add);
                }
              });
    }
    booked.forEach((name, amount) -> put(fields, name, amount));
    for (JsonNode entry : row.path("attributed")) {
      add(entry, entry.get("model").asText() + "/" + entry.get("basis").asText() + "/", fields);
    }
    return fields;
  }

  private static void add(JsonNode row, String prefix, Map<String, String> fields) {
    row.properties()
        .forEach(
            field -> {
              String name = field.getKey();
              boolean isOwn = prefix.isEmpty() || !Set.of("model", "basis").contains(name);
              if (isOwn && !NOT_COMPARED.contains(name) && !field.getValue().isContainerNode()) {
                add(prefix, name, field.getValue(), fields);
              }
            });
  }

  private static void add(String prefix, String name, JsonNode value, Map<String, String> fields) {
    if (value.isNull()) {
      if (UNKNOWN_OR_ZERO.contains(name)) {
        fields.put(prefix + name, "null");
      }
    } else if (RATIOS.contains(name)) {
      fields.put(prefix + name, value.asText());
    } else if (value.isNumber() || MONEY.contains(name)) {
      put(fields, prefix + name, new BigDecimal(value.asText()));
    } else {
      fields.put(prefix + name, value.asText());
    }
  }

  private static void put(Map<String, String> fields, String name, BigDecimal amount) {
    if (amount.signum() != 0) {
      fields.put(name, Exact.text(amount));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
