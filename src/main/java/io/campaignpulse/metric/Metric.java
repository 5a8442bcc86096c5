package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.BaseMeasure;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A named number of docs/metrics.md: an additive measure, or a ratio of two. A ratio is computed
 * last, as Σ numerator ÷ Σ denominator over the very scope it is shown for; a zero denominator, a
 * cost below 0 or an unknown part makes it null. Counts are in wholes, money in units of the
 * reporting currency.
 *
 * <p>All methods take the sums of a scope: {@code base} by ordinal of {@link BaseMeasure}, {@code
 * reach} of that scope, and {@code attributed} by ordinal of {@link AttributedMeasure} under one
 * model and basis ({@link Ratios#nothingAttributed()} where nothing was).
 */
public enum Metric {
  /** metrics.md, Base measures, row "impressions, clicks, visits". */
  IMPRESSIONS("impressions", Quantity.of(BaseMeasure.IMPRESSIONS)),
  /** metrics.md, Base measures, row "impressions, clicks, visits". */
  CLICKS("clicks", Quantity.of(BaseMeasure.CLICKS)),
  /** metrics.md, Base measures, row "impressions, clicks, visits". */
  VISITS("visits", Quantity.of(BaseMeasure.VISITS)),
  /** metrics.md, Base measures, row "invalidImpressions, invalidClicks, invalidVisits". */
  INVALID_IMPRESSIONS("invalidImpressions", Quantity.of(BaseMeasure.INVALID_IMPRESSIONS)),
  /** metrics.md, Base measures, row "invalidImpressions, invalidClicks, invalidVisits". */
  INVALID_CLICKS("invalidClicks", Quantity.of(BaseMeasure.INVALID_CLICKS)),
  /** metrics.md, Base measures, row "invalidImpressions, invalidClicks, invalidVisits". */
  INVALID_VISITS("invalidVisits", Quantity.of(BaseMeasure.INVALID_VISITS)),
  /** metrics.md, Base measures, row "reach". Merged as sketches, never added. */
  REACH("reach", Quantity.reach()),
  /** metrics.md, Base measures, row "spend". */
  SPEND("spend", Quantity.of(BaseMeasure.SPEND)),
  /** metrics.md, Base measures, row "provisionalSpend". */
  PROVISIONAL_SPEND("provisionalSpend", Quantity.of(BaseMeasure.PROVISIONAL_SPEND)),
  /** metrics.md, Base measures, row "leads". */
  LEADS("leads", Quantity.of(AttributedMeasure.LEADS)),
  /** metrics.md, Base measures, row "qualifiedLeads (MQL)". */
  QUALIFIED_LEADS("qualifiedLeads", Quantity.of(AttributedMeasure.QUALIFIED_LEADS)),
  /** metrics.md, Base measures, row "qualifiedLeads (MQL) · acceptedLeads (SAL)". */
  ACCEPTED_LEADS("acceptedLeads", Quantity.of(AttributedMeasure.ACCEPTED_LEADS)),
  /** metrics.md, Base measures, row "… opportunities (SQL)". */
  OPPORTUNITIES("opportunities", Quantity.of(AttributedMeasure.OPPORTUNITIES)),
  /** metrics.md, Base measures, row "… wonLeads · lostLeads". */
  WON_LEADS("wonLeads", Quantity.of(AttributedMeasure.WON_LEADS)),
  /** metrics.md, Base measures, row "… wonLeads · lostLeads". */
  LOST_LEADS("lostLeads", Quantity.of(AttributedMeasure.LOST_LEADS)),
  /** metrics.md, Base measures, row "orders, units, newCustomers". */
  ORDERS("orders", Quantity.of(AttributedMeasure.ORDERS)),
  /** metrics.md, Base measures, row "orders, units, newCustomers". */
  NEW_CUSTOMERS("newCustomers", Quantity.of(AttributedMeasure.NEW_CUSTOMERS)),
  /** metrics.md, Base measures, row "orders, units, newCustomers". */
  UNITS("units", Quantity.of(AttributedMeasure.UNITS)),
  /** metrics.md, Base measures, row "grossRevenue, discounts, refunds, netRevenue". */
  GROSS_REVENUE("grossRevenue", Quantity.of(AttributedMeasure.GROSS_REVENUE)),
  /** metrics.md, Base measures, row "grossRevenue, discounts, refunds, netRevenue". */
  DISCOUNTS("discounts", Quantity.of(AttributedMeasure.DISCOUNTS)),
  /** metrics.md, Base measures, row "grossRevenue, discounts, refunds, netRevenue". */
  REFUNDS("refunds", Quantity.of(AttributedMeasure.REFUNDS)),
  /** metrics.md, Base measures, row "grossRevenue, discounts, refunds, netRevenue". */
  NET_REVENUE("netRevenue", Quantity.of(AttributedMeasure.NET_REVENUE)),
  /** metrics.md, Base measures, row "cogs, margin". */
  COGS("cogs", Quantity.of(AttributedMeasure.COGS)),
  /** netRevenue − cogs, null while a unit's cost is unknown: metrics.md, row "cogs, margin". */
  MARGIN("margin", Quantity.margin()),

  /** clicks ÷ impressions: metrics.md, Ratios, row "ctr". */
  CTR("ctr", CLICKS, IMPRESSIONS),
  /** 1000 × spend ÷ impressions: metrics.md, Ratios, row "cpm · cpc". */
  CPM("cpm", SPEND, IMPRESSIONS, 1000),
  /** spend ÷ clicks: metrics.md, Ratios, row "cpm · cpc". */
  CPC("cpc", SPEND, CLICKS),
  /** impressions ÷ reach: metrics.md, Ratios, row "frequency". */
  FREQUENCY("frequency", IMPRESSIONS, REACH),
  /** orders ÷ clicks: metrics.md, Ratios, row "cvr". */
  CVR("cvr", ORDERS, CLICKS),
  /** leads ÷ clicks: metrics.md, Ratios, row "cvr". */
  LEAD_RATE("leadRate", LEADS, CLICKS),
  /** spend ÷ leads: metrics.md, Ratios, row "cpl · cpql". */
  CPL("cpl", SPEND, LEADS),
  /** spend ÷ qualifiedLeads: metrics.md, Ratios, row "cpl · cpql". */
  CPQL("cpql", SPEND, QUALIFIED_LEADS),
  /** qualifiedLeads ÷ leads: metrics.md, Ratios, row "qualifiedRate · acceptRate · winRate". */
  QUALIFIED_RATE("qualifiedRate", QUALIFIED_LEADS, LEADS),
  /** acceptedLeads ÷ qualifiedLeads: metrics.md, Ratios, row "qualifiedRate · acceptRate …". */
  ACCEPT_RATE("acceptRate", ACCEPTED_LEADS, QUALIFIED_LEADS),
  /** wonLeads ÷ opportunities: metrics.md, Ratios, row "qualifiedRate · acceptRate · winRate". */
  WIN_RATE("winRate", WON_LEADS, OPPORTUNITIES),
  /** spend ÷ orders: metrics.md, Ratios, row "cpa". */
  CPA("cpa", SPEND, ORDERS),
  /** (spend + provisionalSpend) ÷ orders: metrics.md, Ratios, row "roasLive · cpaLive". */
  CPA_LIVE("cpaLive", Quantity.liveSpend(), Quantity.of(AttributedMeasure.ORDERS)),
  /** spend ÷ newCustomers, never ÷ all orders: metrics.md, Ratios, row "cac". */
  CAC("cac", SPEND, NEW_CUSTOMERS),
  /** netRevenue ÷ spend: metrics.md, Ratios, row "roas". */
  ROAS("roas", NET_REVENUE, SPEND),
  /** netRevenue ÷ (spend + provisionalSpend): metrics.md, Ratios, row "roasLive · cpaLive". */
  ROAS_LIVE("roasLive", Quantity.of(AttributedMeasure.NET_REVENUE), Quantity.liveSpend()),
  /** margin ÷ spend: metrics.md, Ratios, row "roas". */
  POAS("poas", MARGIN, SPEND),
  /** netRevenue ÷ spend of the whole business: metrics.md, Ratios, row "mer". */
  MER("mer", NET_REVENUE, SPEND),
  /** netRevenue ÷ orders: metrics.md, Ratios, row "aov". */
  AOV("aov", NET_REVENUE, ORDERS);

  private static final Map<String, Metric> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(Metric::label, Function.identity()));

  private final String label;
  private final Quantity numerator;
  private final @Nullable Quantity denominator;
  private final long factor;

  Metric(String label, Quantity measure) {
    this.label = label;
    this.numerator = measure;
    this.denominator = null;
    this.factor = 1;
  }

  Metric(String label, Metric numerator, Metric denominator) {
    this(label, numerator, denominator, 1);
  }

  Metric(String label, Metric numerator, Metric denominator, long factor) {
    this(label, numerator.numerator, denominator.numerator, factor);
  }

  Metric(String label, Quantity numerator, Quantity denominator) {
    this(label, numerator, denominator, 1);
  }

  Metric(String label, Quantity numerator, Quantity denominator, long factor) {
    this.label = label;
    this.numerator = numerator;
    this.denominator = denominator;
    this.factor = factor;
  }

  /** The metric of that name as metrics.md and the results spell it; null if there is none. */
  public static @Nullable Metric named(String label) {
    return BY_LABEL.get(label);
  }

  /** The name in results, rules and settings. */
  public String label() {
    return label;
  }

  /** Whether it is a quotient; else it is an additive measure (or reach). */
  public boolean isRatio() {
    return denominator != null;
  }

  /** Whether it depends on a model and basis. */
  public boolean isAttributed() {
    return numerator.attributed() || (denominator != null && denominator.attributed());
  }

  /** The number over the scope of these sums; null where undefined. */
  public @Nullable Double value(long[] base, long reach, long[] attributed) {
    Long above = numerator.stored(base, reach, attributed);
    if (above == null) {
      return null;
    }
    if (denominator == null) {
      return (double) above / numerator.unit();
    }
    Long below = denominator.stored(base, reach, attributed);
    if (below == null || below == 0 || numerator.voids(above) || denominator.voids(below)) {
      return null;
    }
    // One rounding of each side and one of the quotient: units are divided out as whole numbers.
    long up = denominator.unit() * factor;
    long down = numerator.unit();
    if (up >= down) {
      long scale = up / down;
      return (double) above * scale / below;
    }
    long scale = down / up;
    return above / ((double) below * scale);
  }

  /** What stands above the line, in wholes and without factor; null where unknown. */
  public @Nullable Double numerator(long[] base, long reach, long[] attributed) {
    Long above = numerator.stored(base, reach, attributed);
    return above == null ? null : (double) above / numerator.unit();
  }

  /** What stands below the line, in wholes; 1 for a plain measure, null where unknown. */
  public @Nullable Double denominator(long[] base, long reach, long[] attributed) {
    if (denominator == null) {
      return 1.0;
    }
    Long below = denominator.stored(base, reach, attributed);
    return below == null ? null : (double) below / denominator.unit();
  }
}
