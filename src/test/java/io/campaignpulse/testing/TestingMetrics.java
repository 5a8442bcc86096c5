package io.campaignpulse.testing;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is summed, and rows as text that can be compared, for tests of metrics. */
public final class TestingMetrics {

  /** Long enough to keep everything in these tests. */
  public static final Duration LONG = Duration.ofDays(4000);

  private static final Origin ORIGIN = new Origin(0, 0, null, 0);

  private TestingMetrics() {}

  public static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  public static MetricOptions options(Emission emission, String zone, Duration minutesKept) {
    return new MetricOptions(
        emission,
        zone,
        List.of(WindowSize.values()),
        List.of(AttributionModel.values()),
        DeliverySource.EVENTS,
        DeliverySource.EVENTS,
        Map.of(
            WindowSize.PT1M, minutesKept.toMillis(),
            WindowSize.PT1H, minutesKept.multipliedBy(2).toMillis(),
            WindowSize.P1D, minutesKept.multipliedBy(40).toMillis()),
        1000,
        at("2030-01-01T00:00:00Z"),
        AttributionModel.LAST_TOUCH);
  }

  public static ClassifiedInteraction interaction(
      InteractionType type, long time, String campaign, String visitor, boolean invalid) {
    return new ClassifiedInteraction(
        "e", time, type, visitor, null, campaign, true, "EMAIL", true, invalid, false, ORIGIN);
  }

  public static ClassifiedInteraction click(long time, String campaign) {
    return interaction(InteractionType.CLICK, time, campaign, "v", false);
  }

  public static SpendReport spend(
      String campaign, long start, long end, long costMicros, long revision) {
    return new SpendReport(
        end,
        campaign,
        "EMAIL",
        start,
        end,
        "USD",
        costMicros,
        revision,
        null,
        null,
        null,
        10L,
        3L,
        ORIGIN);
  }

  /** A credit whose bookings are one order each, at those times. */
  public static Credit credit(
      AttributionModel model,
      String campaign,
      long conversionTime,
      @Nullable Long touchTime,
      Booking... bookings) {
    return new Credit(
        model,
        "o",
        ConversionType.ORDER,
        conversionTime,
        null,
        campaign,
        "EMAIL",
        touchTime == null ? Credit.NO_TOUCH : "t",
        touchTime,
        1_000_000_000,
        0,
        List.of(bookings),
        null,
        null,
        null,
        false,
        false,
        1);
  }

  /** So many billionths of an order and micros of net revenue. */
  public static Booking booking(long time, long orderNanos, long netMicros) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.ORDERS.ordinal()] = orderNanos;
    amounts[AttributedMeasure.NET_REVENUE.ordinal()] = netMicros;
    return new Booking(time, amounts);
  }

  /** The last row of each key, without revision, completeness and publishing time. */
  public static Map<String, String> folded(Iterable<CampaignMetrics> rows) {
    Map<String, Long> revisions = new HashMap<>();
    Map<String, String> folded = new TreeMap<>();
    for (CampaignMetrics row : rows) {
      if (revisions.getOrDefault(row.key(), 0L) < row.revision()) {
        revisions.put(row.key(), row.revision());
        folded.put(row.key(), described(row));
      }
    }
    return folded;
  }

  /** The measures of a row as text. */
  public static String described(CampaignMetrics row) {
    StringBuilder text = new StringBuilder();
    text.append(row.windowEnd()).append(' ').append(Arrays.toString(row.base()));
    text.append(" reach ").append(row.reach()).append(" until ").append(row.spendReportedUntil());
    for (AttributedTotals entry : row.attributed()) {
      text.append(' ').append(entry.model()).append(' ').append(entry.basis());
      text.append(Arrays.toString(entry.amounts()));
    }
    return text.toString();
  }

  /** The last row of each key, without revision, completeness and publishing time. */
  public static Map<String, String> foldedBusiness(Iterable<BusinessMetrics> rows) {
    Map<String, Long> revisions = new HashMap<>();
    Map<String, String> folded = new TreeMap<>();
    for (BusinessMetrics row : rows) {
      if (revisions.getOrDefault(row.key(), 0L) < row.revision()) {
        revisions.put(row.key(), row.revision());
        folded.put(row.key(), row.spendMicros() + " " + Arrays.toString(row.credited()));
      }
    }
    return folded;
  }
}
