package io.campaignpulse.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line must be to be considered at all: the reasons of rejection but for rates and orders.
 */
final class Validity {

  static final List<String> STAGES =
      List.of("CREATED", "QUALIFIED", "ACCEPTED", "OPPORTUNITY", "WON", "LOST", "DISQUALIFIED");

  private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration LONGEST_REPORT = Duration.ofDays(400);

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "interactions", List.of("eventId", "eventTime", "type"),
          "leads", List.of("eventId", "eventTime", "leadId", "stage"),
          "orders", List.of("eventId", "eventTime", "orderId", "status", "currency"),
          "spend", List.of("eventTime", "channel", "periodStart", "periodEnd", "currency", "cost"),
          "inventory", List.of("eventId", "eventTime", "sku"),
          "identities", List.of("eventTime", "visitorId", "customerId"),
          "campaigns", List.of("campaignId", "name"),
          "promotions", List.of("promotionId", "name", "startTime", "endTime"),
          "plans", List.of("planId", "name", "measure", "goal", "startTime", "endTime"),
          "fx-rates", List.of("currency", "validFrom", "rate"));

  private static final Map<String, List<String>> SYMBOLS =
      Map.of(
          "type", List.of("IMPRESSION", "CLICK", "VISIT"),
          "stage", STAGES,
          "level", List.of("CAMPAIGN", "AD_GROUP", "AD"),
          "status", List.of("PLACED", "UPDATED", "CANCELLED", "RETURNED"));

  private final Instant latest;

  /** Judges by the latest time an event may say. */
  Validity(Instant latest) {
    this.latest = latest;
  }

  /** Why a line is refused; null if it isn't. */
  @Nullable String refusal(Line line) {
    for (String field : REQUIRED.getOrDefault(line.topic(), List.of())) {
      if (!line.has(field)) {
        return "MISSING_FIELD";
      }
    }
    for (Map.Entry<String, List<String>> symbols : SYMBOLS.entrySet()) {
      String symbol = line.optional(symbols.getKey());
      if (symbol != null && !symbols.getValue().contains(symbol)) {
        return "INVALID_VALUE";
      }
    }
    String special =
        switch (line.topic()) {
          case "interactions" ->
              line.has("visitorId") || line.has("customerId") ? null : "MISSING_FIELD";
          case "orders" -> refusalOfLines(line);
          case "spend" -> refusalOfReport(line);
          case "inventory" -> refusalOfStock(line);
          case "promotions", "plans" -> refusalOfPlan(line);
          case "fx-rates" -> line.decimal("rate").signum() <= 0 ? "INVALID_VALUE" : null;
          default -> null;
        };
    return special != null || !line.has("eventTime") ? special : refusalOfTime(line);
  }

  private static @Nullable String refusalOfStock(Line line) {
    if (line.has("onHand") && line.has("received")) {
      return "INVALID_VALUE";
    }
    return line.has("onHand") || line.has("received") ? null : "MISSING_FIELD";
  }

  private static @Nullable String refusalOfPlan(Line line) {
    boolean isMeasured = !line.has("measure") || Plans.MEASURES.contains(line.text("measure"));
    boolean isPeriod = line.time("startTime").isBefore(line.time("endTime"));
    return isMeasured && isPeriod && Course.isCourse(line.optional("curve"))
        ? null
        : "INVALID_VALUE";
  }

  private @Nullable String refusalOfTime(Line line) {
    try {
      Instant time = line.eventTime();
      if (time.isBefore(OLDEST)) {
        return "EVENT_TIME_TOO_OLD";
      }
      return time.isAfter(latest) ? "EVENT_TIME_IN_FUTURE" : null;
    } catch (DateTimeException e) {
      return "INVALID_VALUE";
    }
  }

  private static @Nullable String refusalOfLines(Line order) {
    List<Line> lines = order.list("lines");
    if (List.of("PLACED", "UPDATED").contains(order.text("status")) && lines.isEmpty()) {
      return "MISSING_FIELD";
    }
    if (order.text("status").equals("RETURNED") && lines.isEmpty()) {
      boolean isNothing = order.has("lines") && !order.has("amount");
      if (isNothing || order.decimalOrZero("amount").signum() < 0) {
        return "INVALID_VALUE";
      }
    }
    for (Line line : lines) {
      if (!line.has("sku") || !line.has("quantity") || !line.has("unitPrice")) {
        return "MISSING_FIELD";
      }
      if (line.decimal("quantity").signum() <= 0) {
        return "INVALID_VALUE";
      }
    }
    return null;
  }

  private static @Nullable String refusalOfReport(Line report) {
    Duration period = Duration.between(report.time("periodStart"), report.time("periodEnd"));
    boolean isPeriod =
        !period.isNegative() && !period.isZero() && period.compareTo(LONGEST_REPORT) <= 0;
    return isPeriod ? null : "INVALID_VALUE";
  }

  /** How many top-level fields of a line nobody knows. */
  static int unknownFields(JsonNode json) {
    List<String> unknown = new ArrayList<>();
    json.fieldNames().forEachRemaining(name -> unknown.add(name));
    unknown.removeIf(name -> !name.startsWith("unknown"));
    return unknown.size();
  }
}
