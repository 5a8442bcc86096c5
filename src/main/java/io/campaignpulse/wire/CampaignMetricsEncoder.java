package io.campaignpulse.wire;

import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import io.campaignpulse.source.WireSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How campaign-metrics are written: sums as they are, every ratio computed last, and an entry for
 * each configured model and both time bases, zeros included.
 */
public final class CampaignMetricsEncoder {
  private static final TimeBasis[] BASES = TimeBasis.values();
  private static final byte[] NO_HEADER = {};

  private CampaignMetricsEncoder() {}

  /** An encoder for these attribution models, in their order. */
  public static ValueEncoder<CampaignMetrics> of(List<AttributionModel> models) {
    AttributionModel[] configured = models.toArray(AttributionModel[]::new);
    return ValueEncoder.byHand(
        WireSchema.CAMPAIGN_METRICS,
        CampaignMetrics::key,
        (metrics, out) -> write(metrics, configured, out));
  }

  private static void write(CampaignMetrics m, AttributionModel[] models, WireWriter out) {
    out.text(m.key())
        .symbol(m.window())
        .number(m.windowStart())
        .optionalNumber(m.windowEnd())
        .text(m.campaignId())
        .text(m.channel());
    for (BaseMeasure measure : BaseMeasure.values()) {
      long amount = m.base()[measure.ordinal()];
      if (measure.isMoney()) {
        out.decimal(amount);
      } else {
        out.number(amount);
      }
    }
    out.number(m.reach());
    ratios(Ratios.OF_BASE, m, Ratios.nothingAttributed(), out);
    attributed(m, models, out);
    out.optionalNumber(m.spendReportedUntil())
        .flag(m.complete())
        .number(m.revision())
        .number(m.updatedAt());
  }

  private static void attributed(CampaignMetrics m, AttributionModel[] models, WireWriter out) {
    if (models.length > 0) {
      out.number((long) models.length * BASES.length);
      // Most entries of most rows hold nothing; what that looks like is worked out once a row.
      byte[] nothing = null;
      for (AttributionModel model : models) {
        for (TimeBasis basis : BASES) {
          out.symbol(model).symbol(basis);
          long[] amounts = amounts(m, model, basis);
          if (amounts != null) {
            credited(m, amounts, out);
          } else {
            if (nothing == null) {
              WireWriter entry = new WireWriter(NO_HEADER);
              credited(m, Ratios.nothingAttributed(), entry);
              nothing = entry.toBytes();
            }
            out.verbatim(nothing);
          }
        }
      }
    }
    out.number(0);
  }

  private static void credited(CampaignMetrics m, long[] amounts, WireWriter out) {
    for (long amount : amounts) {
      out.decimal(amount);
    }
    out.optionalDecimal(Ratios.marginMicros(amounts));
    ratios(Ratios.OF_ATTRIBUTED, m, amounts, out);
  }

  private static long @Nullable [] amounts(
      CampaignMetrics m, AttributionModel model, TimeBasis basis) {
    for (AttributedTotals totals : m.attributed()) {
      if (totals.model() == model && totals.basis() == basis) {
        return totals.amounts();
      }
    }
    return null;
  }

  private static void ratios(
      List<Metric> ratios, CampaignMetrics m, long[] attributed, WireWriter out) {
    for (Metric ratio : ratios) {
      out.optionalReal(ratio.value(m.base(), m.reach(), attributed));
    }
  }
}
