package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import java.io.IOException;

/** A credit: its weight a number, its value a decimal string, its bookings by measure. */
public final class CreditForm implements ResultForm<Credit> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Credit credit, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", credit.key());
    out.writeStringField("model", credit.model().name());
    out.writeStringField("conversionId", credit.conversionId());
    out.writeStringField("conversionType", credit.conversionType().name());
    Parts.time(out, "conversionTime", credit.conversionTime());
    out.writeStringField("personId", credit.personId());
    out.writeStringField("campaignId", credit.campaignId());
    out.writeStringField("channel", credit.channel());
    out.writeStringField("touchEventId", credit.touchEventId());
    Parts.time(out, "touchTime", credit.touchTime());
    Parts.share(out, "weight", credit.weightNanos());
    Parts.money(out, "value", credit.valueMicros());
    out.writeArrayFieldStart("bookings");
    for (Booking booking : credit.bookings()) {
      out.writeStartObject();
      Parts.time(out, "time", booking.time());
      Parts.attributed(out, booking.amounts());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringField("dealerId", credit.dealerId());
    Parts.share(out, "previousWeight", credit.previousWeightNanos());
    Parts.money(out, "previousValue", credit.previousValueMicros());
    out.writeBooleanField("newCustomer", credit.newCustomer());
    out.writeBooleanField("voided", credit.voided());
    out.writeNumberField("revision", credit.revision());
    out.writeEndObject();
  }
}
