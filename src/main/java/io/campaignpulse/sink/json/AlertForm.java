package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.MessagePart;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alert, with {@code key} = {@code alertId}. */
public final class AlertForm implements ResultForm<Alert> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Alert alert, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", alert.alertId());
    out.writeStringField("alertId", alert.alertId());
    out.writeStringField("ruleId", alert.ruleId());
    out.writeStringField("kind", alert.kind().name());
    out.writeStringField("severity", alert.severity().name());
    out.writeStringField("state", alert.state().name());
    Parts.symbol(out, "cause", alert.cause());
    Parts.symbol(out, "reason", alert.reason());
    out.writeStringField("campaignId", alert.campaignId());
    out.writeStringField("channel", alert.channel());
    out.writeStringField("promotionId", alert.promotionId());
    out.writeStringField("planId", alert.planId());
    out.writeStringField("department", alert.department());
    out.writeStringField("subject", alert.subject());
    members(alert.members(), out);
    out.writeNumberField("targetVersion", alert.targetVersion());
    out.writeStringField("metric", alert.metric());
    Parts.number(out, "observed", alert.observed());
    Parts.number(out, "expected", alert.expected());
    Parts.number(out, "target", alert.target());
    Parts.number(out, "ratio", alert.ratio());
    Parts.number(out, "ratioLow", alert.ratioLow());
    Parts.number(out, "ratioHigh", alert.ratioHigh());
    Parts.number(out, "evidence", alert.evidence());
    Parts.number(out, "eValue", alert.eValue());
    Parts.number(out, "maturity", alert.maturity());
    Parts.money(out, "moneyAtRisk", alert.moneyAtRiskMicros());
    out.writeStringField("currency", alert.currency());
    decomposition(alert.decomposition(), out);
    out.writeStringField("recommendedAction", alert.recommendedAction());
    out.writeStringField("recommendedActionZh", alert.recommendedActionZh());
    Parts.time(out, "startsAt", alert.startsAt());
    Parts.time(out, "updatedAt", alert.updatedAt());
    Parts.time(out, "endsAt", alert.endsAt());
    out.writeStringField("headline", alert.headline());
    out.writeStringField("headlineZh", alert.headlineZh());
    out.writeStringField("summary", alert.summary());
    out.writeStringField("summaryZh", alert.summaryZh());
    message("message", alert.message(), out);
    message("actionMessage", alert.actionMessage(), out);
    Parts.guidance(out, alert.guidance());
    Parts.time(out, "watermark", alert.watermark());
    out.writeNumberField("revision", alert.revision());
    out.writeEndObject();
  }

  private static void members(List<AlertMember> members, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("members");
    for (AlertMember member : members) {
      out.writeStartObject();
      out.writeStringField("campaignId", member.campaignId());
      out.writeStringField("channel", member.channel());
      out.writeStringField("alertId", member.alertId());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void message(String field, @Nullable AlertMessage message, JsonGenerator out)
      throws IOException {
    out.writeFieldName(field);
    if (message == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("key", message.key());
    out.writeArrayFieldStart("parts");
    for (MessagePart part : message.parts()) {
      out.writeStartObject();
      out.writeStringField("name", part.name());
      out.writeStringField("kind", part.kind().name());
      out.writeStringField("value", part.value());
      out.writeStringField("unit", part.unit());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void decomposition(@Nullable Decomposition parts, JsonGenerator out)
      throws IOException {
    out.writeFieldName("decomposition");
    if (parts == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    Parts.number(out, "traffic", parts.traffic());
    Parts.number(out, "conversion", parts.conversion());
    Parts.number(out, "orderValue", parts.orderValue());
    Parts.number(out, "availability", parts.availability());
    out.writeEndObject();
  }
}
