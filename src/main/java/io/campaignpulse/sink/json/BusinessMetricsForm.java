package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a window over all campaigns and channels, with mer, cac and the check of the books.
 */
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
    conservation(totals.conservation(), out);
    out.writeBooleanField("complete", totals.complete());
    out.writeNumberField("revision", totals.revision());
    Parts.time(out, "updatedAt", totals.updatedAt());
    out.writeEndObject();
  }

  private static void conservation(@Nullable Conservation check, JsonGenerator out)
      throws IOException {
    if (check == null) {
      out.writeNullField("conservation");
      return;
    }
    out.writeObjectFieldStart("conservation");
    Parts.money(out, "ledger", check.ledgerMicros());
    Parts.money(out, "credited", check.creditedMicros());
    Parts.money(out, "difference", check.differenceMicros());
    out.writeBooleanField("balanced", check.balanced());
    out.writeArrayFieldStart("unbalanced");
    for (Imbalance imbalance : check.unbalanced()) {
      out.writeStartObject();
      out.writeStringField("model", imbalance.model().name());
      out.writeStringField("basis", imbalance.basis().name());
      out.writeStringField("measure", imbalance.measure().label());
      out.writeFieldName("ledger");
      Parts.amount(out, imbalance.measure(), imbalance.ledger());
      out.writeFieldName("credited");
      Parts.amount(out, imbalance.measure(), imbalance.credited());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
