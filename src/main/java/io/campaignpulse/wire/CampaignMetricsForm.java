package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import java.io.IOException;
import java.util.List;

/**
 * The totals of a window, campaign and channel with their ratios, and one entry for each configured
 * model and both time bases, zeros included.
 */
public final class CampaignMetricsForm implements ResultForm<CampaignMetrics> {
  private static final long serialVersionUID = 1L;
  private static final TimeBasis[] BASES = TimeBasis.values();

  private final AttributionModel[] models;

  /** The form for installations that compute these models. */
  public CampaignMetricsForm(List<AttributionModel> models) {
    this.models = models.stream().sorted().toArray(AttributionModel[]::new);
  }

  @Override
  public void write(CampaignMetrics row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", row.key());
    out.writeStringField("window", row.window().name());
    Parts.time(out, "windowStart", row.windowStart());
    Parts.time(out, "windowEnd", row.windowEnd());
    out.writeStringField("campaignId", row.campaignId());
    out.writeStringField("channel", row.channel());
    Parts.base(out, row.base());
    out.writeNumberField("reach", row.reach());
    for (Metric ratio : Ratios.OF_BASE) {
      Parts.number(
          out, ratio.label(), ratio.value(row.base(), row.reach(), Ratios.nothingAttributed()));
    }
    out.writeArrayFieldStart("attributed");
    for (AttributionModel model : models) {
      for (TimeBasis basis : BASES) {
        attributed(row, model, basis, out);
      }
    }
    out.writeEndArray();
    Parts.time(out, "spendReportedUntil", row.spendReportedUntil());
    out.writeBooleanField("complete", row.complete());
    out.writeNumberField("revision", row.revision());
    Parts.time(out, "updatedAt", row.updatedAt());
    out.writeEndObject();
  }

  private static void attributed(
      CampaignMetrics row, AttributionModel model, TimeBasis basis, JsonGenerator out)
      throws IOException {
    long[] amounts = amounts(row, model, basis);
    out.writeStartObject();
    out.writeStringField("model", model.name());
    out.writeStringField("basis", basis.name());
    Parts.attributed(out, amounts);
    Parts.money(out, "margin", Ratios.marginMicros(amounts));
    for (Metric ratio : Ratios.OF_ATTRIBUTED) {
      Parts.number(out, ratio.label(), ratio.value(row.base(), row.reach(), amounts));
    }
    out.writeEndObject();
  }

  private static long[] amounts(CampaignMetrics row, AttributionModel model, TimeBasis basis) {
    for (AttributedTotals totals : row.attributed()) {
      if (totals.model() == model && totals.basis() == basis) {
        return totals.amounts();
      }
    }
    return Ratios.nothingAttributed();
  }
}
