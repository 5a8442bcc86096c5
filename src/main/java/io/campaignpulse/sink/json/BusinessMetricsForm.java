package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import java.io.IOException;

/** The totals of a window over all campaigns and channels, with mer and cac. */
public final class BusinessMetricsForm implements ResultForm<BusinessMetrics> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(BusinessMetrics totals, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", totals.key());
    out.writeStringField("window", totals.window().name());
    Parts.time(out, "windowStart", totals.windowStart());
    Parts.time(out, "windowEnd", totals.windowEnd());
    Parts.money(out, "spend", totals.spendMicros());
    Parts.attributed(out, totals.credited());
    Parts.money(out, "margin", Ratios.marginMicros(totals.credited()));
    Parts.number(out, "mer", Ratios.of(Metric.MER, totals));
    Parts.number(out, "cac", Ratios.of(Metric.CAC, totals));
    out.writeBooleanField("complete", totals.complete());
    out.writeNumberField("revision", totals.revision());
    Parts.time(out, "updatedAt", totals.updatedAt());
    out.writeEndObject();
  }
}
