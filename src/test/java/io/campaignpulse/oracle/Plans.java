package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The plans there are: budgets and clearances, derived from catalogues, and given ones. */
final class Plans {

  /** What can be planned. */
  static final Set<String> MEASURES =
      Set.of(
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

  private static final Duration DAYS_WITHOUT_START = Duration.ofDays(35);

  private static final List<String> LIMITS =
      List.of("campaignId", "channel", "department", "dealerId", "promotionId");

  private final Catalogue catalogue;
  private final OracleSettings settings;
  private final List<Plan> plans = new ArrayList<>();

  private Plans(Catalogue catalogue, OracleSettings settings) {
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /** The plans as of the end of the replay. */
  static List<Plan> of(Catalogue catalogue, OracleSettings settings) {
    Plans plans = new Plans(catalogue, settings);
    catalogue.campaigns().forEach(plans::budgets);
    catalogue.promotions().forEach(plans::clearances);
    Map<String, Plan> given = new TreeMap<>();
    catalogue.plans().forEach((id, row) -> given.put(id, given(row)));
    given.values().forEach(plan -> plans.plans.add(PlanTree.judged(plan, given)));
    return plans.plans;
  }

  private void budgets(Line campaign) {
    String id = "budget:" + campaign.text("campaignId");
    if (campaign.has("totalBudget") && campaign.has("startTime") && campaign.has("endTime")) {
      budget(
          campaign,
          id,
          "BUDGET",
          "totalBudget",
          campaign.time("startTime"),
          campaign.time("endTime"));
    }
    if (campaign.has("dailyBudget")) {
      days(campaign, id);
    }
  }

  /** One plan for each day of the flight that has begun; without a start for the latest ones. */
  private void days(Line campaign, String id) {
    Instant since =
        campaign.has("startTime")
            ? campaign.time("startTime")
            : settings.asOf().minus(DAYS_WITHOUT_START);
    LocalDate day = since.atZone(settings.zone()).toLocalDate();
    Instant begin = begin(day);
    while (begin.isBefore(settings.asOf())
        && (!campaign.has("endTime") || begin.isBefore(campaign.time("endTime")))) {
      Instant end = begin(day.plusDays(1));
      budget(
          campaign,
          id + ":" + day,
          "DAILY_BUDGET",
          "dailyBudget",
          campaign.has("startTime") && campaign.time("startTime").isAfter(begin)
              ? campaign.time("startTime")
              : begin,
          campaign.has("endTime") ? Judge.earlier(campaign.time("endTime"), end) : end);
      day = day.plusDays(1);
      begin = end;
    }
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(settings.zone()).toInstant();
  }

  private void budget(
      Line campaign, String id, String kind, String field, Instant start, Instant end) {
    BigDecimal rate = catalogue.rateOf(campaign, start);
    plans.add(
        new Plan(
            id,
            null,
            kind,
            "spend",
            rate == null ? BigDecimal.ZERO : Exact.money(campaign.decimal(field).multiply(rate)),
            start,
            end,
            Course.LEARNED,
            Map.of("campaignId", campaign.text("campaignId")),
            List.of(),
            rate == null ? "FX_RATE_MISSING" : null));
  }

  private void clearances(Line promotion) {
    List<Line> items = promotion.list("items").stream().filter(item -> goal(item) != null).toList();
    if (!items.isEmpty()) {
      String whole = "clearance:" + promotion.text("promotionId");
      clearance(promotion, whole, null, items);
      items.forEach(
          item -> clearance(promotion, whole + ":" + item.text("sku"), whole, List.of(item)));
    }
  }

  private void clearance(Line promotion, String id, @Nullable String parent, List<Line> items) {
    plans.add(
        new Plan(
            id,
            parent,
            "CLEARANCE",
            "units",
            items.stream().map(Plans::goalOf).reduce(BigDecimal.ZERO, BigDecimal::add),
            promotion.time("startTime"),
            promotion.time("endTime"),
            promotion.optional("curve"),
            scope(promotion, List.of("campaignId", "promotionId")),
            items,
            null));
  }

  /** The units to sell; without a target what there was to sell; null if that isn't known. */
  private static @Nullable BigDecimal goal(Line item) {
    return item.has("targetUnits") || item.has("openingStock") ? goalOf(item) : null;
  }

  private static BigDecimal goalOf(Line item) {
    return item.decimal(item.has("targetUnits") ? "targetUnits" : "openingStock");
  }

  private static Plan given(Line row) {
    String measure = row.text("measure");
    return new Plan(
        row.text("planId"),
        row.optional("parentId"),
        "TARGET",
        measure.equals("revenue") ? "netRevenue" : measure,
        row.decimal("goal"),
        row.time("startTime"),
        row.time("endTime"),
        row.optional("curve"),
        scope(row, LIMITS),
        List.of(),
        null);
  }

  private static Map<String, String> scope(Line row, List<String> limits) {
    Map<String, String> scope = new TreeMap<>();
    for (String limit : limits) {
      if (row.has(limit)) {
        String value = row.text(limit);
        scope.put(limit, limit.equals("channel") ? Contact.code(value) : value);
      }
    }
    return scope;
  }
}
