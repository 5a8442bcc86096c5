package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Correction;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.JourneyTouch;
import java.io.IOException;

/** An explanation: times as text, the value a decimal string, weights by model as numbers. */
public final class ExplanationForm implements ResultForm<Explanation> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Explanation explanation, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", explanation.key());
    out.writeStringField("conversionId", explanation.conversionId());
    out.writeStringField("conversionType", explanation.conversionType().name());
    Parts.time(out, "conversionTime", explanation.conversionTime());
    Parts.time(out, "eligibleUntil", explanation.eligibleUntil());
    out.writeStringField("personId", explanation.personId());
    out.writeStringField("leadId", explanation.leadId());
    Parts.money(out, "value", explanation.valueMicros());
    out.writeBooleanField("newCustomer", explanation.newCustomer());
    out.writeBooleanField("voided", explanation.voided());
    out.writeStringField("source", explanation.source().name());
    out.writeStringField("campaignId", explanation.campaignId());
    out.writeStringField("channel", explanation.channel());
    out.writeArrayFieldStart("touches");
    for (JourneyTouch touch : explanation.touches()) {
      touch(touch, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("corrections");
    for (Correction correction : explanation.corrections()) {
      out.writeStartObject();
      out.writeStringField("cause", correction.cause().name());
      Parts.time(out, "causedAt", correction.causedAt());
      Parts.time(out, "decidedAt", correction.decidedAt());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("correctionCount", explanation.correctionCount());
    out.writeNumberField("revision", explanation.revision());
    out.writeEndObject();
  }

  private static void touch(JourneyTouch touch, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("eventId", touch.eventId());
    Parts.time(out, "time", touch.time());
    out.writeStringField("type", touch.type().name());
    out.writeStringField("campaignId", touch.campaignId());
    out.writeStringField("channel", touch.channel());
    out.writeStringField("standing", touch.standing().name());
    out.writeObjectFieldStart("weights");
    for (AttributionModel model : AttributionModel.values()) {
      if (touch.weights()[model.ordinal()] != 0) {
        Parts.share(out, model.name(), touch.weights()[model.ordinal()]);
      }
    }
    out.writeEndObject();
    out.writeEndObject();
  }
}
