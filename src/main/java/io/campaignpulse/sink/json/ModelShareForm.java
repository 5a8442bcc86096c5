package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.ModelShare;
import java.io.IOException;

/** The share of a campaign and channel by a model. */
public final class ModelShareForm implements ResultForm<ModelShare> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(ModelShare share, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", share.key());
    out.writeStringField("method", share.method().name());
    out.writeStringField("conversionType", share.conversionType().name());
    out.writeStringField("campaignId", share.campaignId());
    out.writeStringField("channel", share.channel());
    Parts.number(out, "share", share.share());
    out.writeNumberField("conversionsWithTouch", share.conversionsWithTouch());
    out.writeNumberField("conversionsWithoutTouch", share.conversionsWithoutTouch());
    Parts.time(out, "asOf", share.asOf());
    out.writeStringField("modelVersion", share.method().version());
    out.writeNumberField("revision", share.revision());
    Parts.time(out, "updatedAt", share.updatedAt());
    out.writeEndObject();
  }
}
