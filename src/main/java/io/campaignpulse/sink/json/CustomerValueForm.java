package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.CustomerValue;
import java.io.IOException;

/** What the customers of a campaign and channel were worth at an age. */
public final class CustomerValueForm implements ResultForm<CustomerValue> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(CustomerValue value, JsonGenerator out) throws IOException {
    Integer payback = value.paybackDay();
    out.writeStartObject();
    out.writeStringField("key", value.key());
    out.writeStringField("campaignId", value.campaignId());
    out.writeStringField("channel", value.channel());
    out.writeNumberField("ageDays", value.ageDays());
    Parts.share(out, "customers", value.customersNanos());
    Parts.money(out, "margin", value.marginMicros());
    Parts.number(out, "ltv", value.ltv());
    Parts.number(out, "cac", value.cac());
    Parts.number(out, "ltvToCac", value.ltvToCac());
    if (payback == null) {
      out.writeNullField("paybackDay");
    } else {
      out.writeNumberField("paybackDay", payback);
    }
    out.writeNumberField("revision", value.revision());
    Parts.time(out, "updatedAt", value.updatedAt());
    out.writeEndObject();
  }
}
