package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.TargetOutlook;
import java.io.IOException;

/** The outlook of a campaign and channel: amounts as numbers, as they are estimates. */
public final class CampaignOutlookForm implements ResultForm<CampaignOutlook> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(CampaignOutlook outlook, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", outlook.key());
    out.writeStringField("campaignId", outlook.campaignId());
    out.writeStringField("channel", outlook.channel());
    Parts.time(out, "asOf", outlook.asOf());
    out.writeArrayFieldStart("byConversionType");
    for (ConversionOutlook conversions : outlook.conversions()) {
      conversions(conversions, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("targets");
    for (TargetOutlook target : outlook.targets()) {
      target(target, out);
    }
    out.writeEndArray();
    Parts.guidance(out, outlook.guidance());
    out.writeNumberField("revision", outlook.revision());
    Parts.time(out, "updatedAt", outlook.updatedAt());
    out.writeEndObject();
  }

  private static void conversions(ConversionOutlook c, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("conversionType", c.type().name());
    Parts.number(out, "clicks", c.clicks());
    Parts.number(out, "conversions", c.conversions());
    Parts.number(out, "maturity", c.maturity());
    Parts.number(out, "projected", c.projected());
    Parts.number(out, "low", c.low());
    Parts.number(out, "high", c.high());
    out.writeEndObject();
  }

  private static void target(TargetOutlook t, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("ruleId", t.ruleId());
    out.writeStringField("metric", t.metric());
    Parts.number(out, "target", t.target());
    out.writeStringField("standing", t.standing().name());
    Parts.symbol(out, "reason", t.reason());
    Parts.time(out, "knownFrom", t.knownFrom());
    Parts.number(out, "observed", t.observed());
    Parts.number(out, "projected", t.projected());
    Parts.number(out, "projectedLow", t.projectedLow());
    Parts.number(out, "projectedHigh", t.projectedHigh());
    Parts.number(out, "maturity", t.maturity());
    Parts.number(out, "evidence", t.evidence());
    Parts.number(out, "ratio", t.ratio());
    Parts.number(out, "ratioLow", t.ratioLow());
    Parts.number(out, "ratioHigh", t.ratioHigh());
    Parts.number(out, "expectedPerDay", t.expectedPerDay());
    Parts.number(out, "daysToKnow", t.daysToKnow());
    Parts.symbol(out, "severity", t.severity());
    Parts.symbol(out, "better", t.better());
    out.writeEndObject();
  }
}
