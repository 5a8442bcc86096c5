package io.campaignpulse.testing;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Minutes of campaign-metrics and rules on them, counted in minutes from a fixed start. */
public final class TestingMinuteRows {

  /** Minute 0. */
  public static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  /** One minute in milliseconds. */
  public static final long MINUTE = 60_000;

  private TestingMinuteRows() {}

  /** The instant at which minute n begins. */
  public static long at(int minute) {
    return START + minute * MINUTE;
  }

  /** A minute of campaign "summer" on PAID_SEARCH, everything credited to the last touch. */
  public static CampaignMetrics minute(int minute, int clicks, int orders) {
    return row("summer", minute, clicks, orders, 0, null, 1);
  }

  /**
   * A minute on PAID_SEARCH.
   *
   * @param spend whole units of the reporting currency
   * @param spendUntil minute until which spend is reported; null = never
   */
  public static CampaignMetrics row(
      String campaign,
      int minute,
      int clicks,
      int orders,
      int spend,
      @Nullable Integer spendUntil,
      long revision) {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.CLICKS.ordinal()] = clicks;
    base[BaseMeasure.SPEND.ordinal()] = spend * 1_000_000L;
    long[] attributed = new long[AttributedMeasure.COUNT];
    attributed[AttributedMeasure.ORDERS.ordinal()] = orders * 1_000_000_000L;
    attributed[AttributedMeasure.NET_REVENUE.ordinal()] = orders * 50_000_000L;
    return new CampaignMetrics(
        WindowSize.PT1M,
        at(minute),
        at(minute + 1),
        campaign,
        "PAID_SEARCH",
        base,
        0,
        orders == 0
            ? List.of()
            : List.of(
                new AttributedTotals(
                    AttributionModel.LAST_TOUCH, TimeBasis.CONVERSION_TIME, attributed)),
        spendUntil == null ? null : at(spendUntil),
        true,
        revision,
        at(minute + 1));
  }

  /** A THRESHOLD on every series. */
  public static AlertRule threshold(
      String id,
      String metric,
      String op,
      double value,
      int windowMinutes,
      double minCount,
      int forMinutes) {
    return rule(id, metric, op, value, windowMinutes, minCount, forMinutes, List.of(), true, 0);
  }

  /** A THRESHOLD. */
  public static AlertRule rule(
      String id,
      String metric,
      String op,
      double value,
      int windowMinutes,
      double minCount,
      int forMinutes,
      List<LabelMatch> match,
      boolean enabled,
      long revision) {
    return new AlertRule(
        id,
        RuleKind.THRESHOLD,
        metric,
        op,
        value,
        windowMinutes * MINUTE,
        minCount,
        forMinutes * MINUTE,
        match,
        null,
        null,
        null,
        null,
        Severity.CRITICAL,
        null,
        null,
        List.of(),
        enabled,
        null,
        null,
        revision,
        "",
        new Origin(0, 0, null, START));
  }

  /** Options that know these rules and no campaign. */
  public static AlertOptions options(Emission emission, AlertRule... rules) {
    return new AlertOptions(
        emission,
        AttributionModel.LAST_TOUCH,
        TimeBasis.CONVERSION_TIME,
        "USD",
        "UTC",
        0.15,
        5 * MINUTE,
        null,
        CatalogueSnapshot.empty().withRules(List.of(rules)));
  }
}
