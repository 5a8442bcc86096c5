package io.campaignpulse.server;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.MeasureSums;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The totals of any scope under one model and basis: rows are added, ratios come last. Reach is a
 * count of distinct people and doesn't add up, so it is known only while at most one of the rows
 * has any; else it is null, and so is the frequency.
 */
final class Sums {

  private static final int MICRO_DIGITS = 6;

  private final AttributionModel model;
  private final TimeBasis basis;
  private final long[] base = new long[BaseMeasure.COUNT];
  private final long[] attributed = new long[AttributedMeasure.COUNT];
  private long reach;
  private int rowsWithReach;
  private int rows;
  private @Nullable Long spendReportedUntil;
  private boolean complete = true;
  private long updatedAt = Long.MIN_VALUE;

  Sums(AttributionModel model, TimeBasis basis) {
    this.model = model;
    this.basis = basis;
  }

  /** Adds the totals of a row. */
  Sums add(CampaignMetrics row) {
    new MeasureSums(base).add(row.base());
    for (AttributedTotals totals : row.attributed()) {
      if (totals.model() == model && totals.basis() == basis) {
        new MeasureSums(attributed).add(totals.amounts());
      }
    }
    if (row.reach() > 0) {
      reach = row.reach();
      rowsWithReach++;
    }
    Long reported = row.spendReportedUntil();
    spendReportedUntil =
        rows == 0 ? reported : earlier(spendReportedUntil, reported); // unknown in one = unknown
    complete &= row.complete();
    updatedAt = Math.max(updatedAt, row.updatedAt());
    rows++;
    return this;
  }

  boolean complete() {
    return rows > 0 && complete;
  }

  /** When the newest of the rows was published, epoch milliseconds; null without rows. */
  @Nullable Long updatedAt() {
    return rows == 0 ? null : updatedAt;
  }

  /** Until when spend reports cover all of the rows, epoch milliseconds; null if unknown. */
  @Nullable Long spendReportedUntil() {
    return spendReportedUntil;
  }

  /** Whether spend is missing that no report covers yet: the live ratios hold an estimate of it. */
  boolean provisional() {
    return base[BaseMeasure.PROVISIONAL_SPEND.ordinal()] != 0;
  }

  /** The metric over the sums: exact decimals for money, else a double; null where undefined. */
  @Nullable Number figure(Metric metric) {
    if (rowsWithReach > 1 && (metric == Metric.REACH || metric == Metric.FREQUENCY)) {
      return null;
    }
    if (isMoney(metric)) {
      Long micros = micros(metric);
      return micros == null ? null : BigDecimal.valueOf(micros, MICRO_DIGITS);
    }
    return metric.value(base, reach, attributed);
  }

  /** Whether the metric is an amount of the reporting currency that adds up. */
  static boolean isMoney(Metric metric) {
    return switch (metric) {
      case SPEND, PROVISIONAL_SPEND, GROSS_REVENUE, DISCOUNTS, REFUNDS, NET_REVENUE, COGS, MARGIN ->
          true;
      default -> false;
    };
  }

  private @Nullable Long micros(Metric metric) {
    return switch (metric) {
      case SPEND -> base[BaseMeasure.SPEND.ordinal()];
      case PROVISIONAL_SPEND -> base[BaseMeasure.PROVISIONAL_SPEND.ordinal()];
      case GROSS_REVENUE -> attributed[AttributedMeasure.GROSS_REVENUE.ordinal()];
      case DISCOUNTS -> attributed[AttributedMeasure.DISCOUNTS.ordinal()];
      case REFUNDS -> attributed[AttributedMeasure.REFUNDS.ordinal()];
      case NET_REVENUE -> attributed[AttributedMeasure.NET_REVENUE.ordinal()];
      case COGS -> attributed[AttributedMeasure.COGS.ordinal()];
      case MARGIN -> Ratios.marginMicros(attributed);
      default -> throw new IllegalArgumentException(metric.label());
    };
  }

  private static @Nullable Long earlier(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? null : Long.valueOf(Math.min(a, b));
  }
}
