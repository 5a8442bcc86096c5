package io.campaignpulse.testing;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results to put before a reader, in whole units. */
public final class TestingResults {

  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  private TestingResults() {}

  /**
   * A row of campaign-metrics: orders and revenue under LAST_TOUCH, half of each under LINEAR, both
   * at CONVERSION_TIME.
   */
  public static CampaignMetrics row(
      WindowSize window,
      Instant start,
      String campaignId,
      String channel,
      long revision,
      Figures figures) {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.IMPRESSIONS.ordinal()] = figures.impressions;
    base[BaseMeasure.CLICKS.ordinal()] = figures.clicks;
    base[BaseMeasure.SPEND.ordinal()] = figures.spend * MICROS;
    Duration length = length(window);
    return new CampaignMetrics(
        window,
        start.toEpochMilli(),
        length == null ? null : (Long) start.plus(length).toEpochMilli(),
        campaignId,
        channel,
        base,
        figures.reach,
        List.of(
            credited(AttributionModel.LAST_TOUCH, figures, 2),
            credited(AttributionModel.LINEAR, figures, 1)),
        null,
        figures.complete,
        revision,
        start.toEpochMilli() + 1000);
  }

  private static AttributedTotals credited(AttributionModel model, Figures figures, long halves) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.ORDERS.ordinal()] = figures.orders * NANOS / 2 * halves;
    amounts[AttributedMeasure.NEW_CUSTOMERS.ordinal()] = figures.orders * NANOS / 4 * halves;
    amounts[AttributedMeasure.GROSS_REVENUE.ordinal()] = figures.revenue * MICROS / 2 * halves;
    amounts[AttributedMeasure.NET_REVENUE.ordinal()] = figures.revenue * MICROS / 2 * halves;
    return new AttributedTotals(model, TimeBasis.CONVERSION_TIME, amounts);
  }

  /** The same row with so much provisional spend, in whole units, after the reports' end. */
  public static CampaignMetrics provisional(CampaignMetrics row, long spend, Instant reported) {
    long[] base = row.base().clone();
    base[BaseMeasure.PROVISIONAL_SPEND.ordinal()] = spend * MICROS;
    return new CampaignMetrics(
        row.window(),
        row.windowStart(),
        row.windowEnd(),
        row.campaignId(),
        row.channel(),
        base,
        row.reach(),
        row.attributed(),
        reported.toEpochMilli(),
        row.complete(),
        row.revision(),
        row.updatedAt());
  }

  /** What a row says, in whole units of money. */
  public record Figures(
      long impressions,
      long reach,
      long clicks,
      long spend,
      long orders,
      long revenue,
      boolean complete) {

    /** Figures of a window that is over. */
    public static Figures of(long clicks, long spend, long orders, long revenue) {
      return new Figures(clicks * 40, clicks * 25, clicks, spend, orders, revenue, true);
    }
  }

  /** A share of orders. */
  public static ModelShare share(
      ShareMethod method, String campaignId, String channel, double share, long revision) {
    long asOf = Instant.parse("2026-03-14T12:00:00Z").toEpochMilli();
    return new ModelShare(
        method, ConversionType.ORDER, campaignId, channel, share, 40, 2, asOf, revision, asOf);
  }

  /** A row of business-metrics whose books balance. */
  public static BusinessMetrics business(WindowSize window, Instant start, long spend, long net) {
    return business(window, start, spend, net, net, 1);
  }

  /** A row of business-metrics of which credit has another net revenue than the ledger or not. */
  public static BusinessMetrics business(
      WindowSize window, Instant start, long spend, long ledger, long net, long revision) {
    List<Imbalance> unbalanced =
        ledger == net
            ? List.of()
            : List.of(
                new Imbalance(
                    AttributionModel.LAST_TOUCH,
                    TimeBasis.CONVERSION_TIME,
                    AttributedMeasure.NET_REVENUE,
                    ledger * MICROS,
                    net * MICROS));
    long[] credited = new long[AttributedMeasure.COUNT];
    credited[AttributedMeasure.NET_REVENUE.ordinal()] = net * MICROS;
    return new BusinessMetrics(
        window,
        start.toEpochMilli(),
        null,
        spend * MICROS,
        credited,
        new Conservation(ledger * MICROS, net * MICROS, unbalanced),
        false,
        revision,
        start.toEpochMilli());
  }

  /** A transition of the alert that the books do not balance. */
  public static Alert brokenBooks(
      AlertState state, Instant startsAt, String summary, long revision) {
    return new Alert(
        "books",
        "conservation",
        RuleKind.CONSERVATION,
        Severity.CRITICAL,
        state,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        1,
        1,
        "netRevenue",
        30000.0,
        30060.0,
        null,
        0.998,
        null,
        null,
        null,
        null,
        null,
        60 * MICROS,
        "USD",
        null,
        null,
        null,
        startsAt.toEpochMilli(),
        startsAt.plusSeconds(60 * revision).toEpochMilli(),
        state == AlertState.RESOLVED
            ? (Long) startsAt.plusSeconds(60 * revision).toEpochMilli()
            : null,
        summary,
        summary,
        summary,
        summary,
        null,
        null,
        startsAt.toEpochMilli(),
        revision);
  }

  /** What customers are worth at an age; a cost of 0 is none. */
  public static CustomerValue customerValue(
      String campaignId,
      String channel,
      int age,
      double customers,
      double ltv,
      double cac,
      @Nullable Integer payback) {
    return new CustomerValue(
        campaignId,
        channel,
        age,
        Math.round(customers * NANOS),
        Math.round(customers * ltv * MICROS),
        ltv,
        cac == 0 ? null : (Double) cac,
        cac == 0 ? null : (Double) (ltv / cac),
        payback,
        1,
        0);
  }

  /** A transition of an alert on the conversion rate. */
  public static Alert alert(
      String alertId,
      AlertState state,
      Severity severity,
      String campaignId,
      Instant startsAt,
      long revision) {
    boolean over = state == AlertState.RESOLVED || state == AlertState.RETRACTED;
    return new Alert(
        alertId,
        "cvr-low",
        RuleKind.THRESHOLD,
        severity,
        state,
        null,
        null,
        campaignId,
        "PAID_SHOPPING",
        null,
        null,
        null,
        null,
        List.of(),
        1,
        1,
        "cvr",
        0.004,
        null,
        0.02,
        0.2,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        startsAt.toEpochMilli(),
        startsAt.plusSeconds(60 * revision).toEpochMilli(),
        over ? (Long) startsAt.plusSeconds(60 * revision).toEpochMilli() : null,
        "Conversion rate below limit: " + campaignId,
        "转化率低于限值：" + campaignId,
        "Conversion rate of " + campaignId + " is below 2 %",
        "转化率低于 2%",
        null,
        null,
        startsAt.toEpochMilli(),
        revision);
  }

  /** The ledger of a topic; what isn't counted is duplicate. */
  public static LedgerBook ledger(Topic topic, long received, long counted, long revision) {
    long[] counts = new long[Outcome.values().length];
    counts[Outcome.RECEIVED.ordinal()] = received;
    counts[Outcome.COUNTED.ordinal()] = counted;
    counts[Outcome.DUPLICATE.ordinal()] = received - counted;
    return new LedgerBook(topic, counts, revision, 0);
  }

  /** A campaign of the catalogue. */
  public static Campaign campaign(String campaignId, String name, long revision) {
    return new Campaign(
        campaignId,
        name,
        "growth",
        List.of("EMAIL"),
        null,
        null,
        "USD",
        100 * MICROS,
        null,
        Map.of("cpa", "25"),
        List.of(),
        List.of(),
        revision,
        "{}",
        new Origin(0, 0, null, 0));
  }

  private static @Nullable Duration length(WindowSize window) {
    return switch (window) {
      case PT1M -> Duration.ofMinutes(1);
      case PT1H -> Duration.ofHours(1);
      case P1D -> Duration.ofDays(1);
      case LIFE -> null;
    };
  }
}
