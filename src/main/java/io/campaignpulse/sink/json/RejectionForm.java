package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.wire.ResultForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A rejection: where the record stood, why it was refused, and its payload as text, or in base64
 * (then {@code payloadEncoding} says so) where it isn't UTF-8.
 */
public final class RejectionForm implements ResultForm<Rejection> {
  private static final long serialVersionUID = 1L;

  private final @Nullable Long rejectedAt;

  /**
   * The form.
   *
   * @param rejectedAt the time all rejections are given (a replay's asOf), epoch milliseconds; null
   *     to give each its arrival time
   */
  public RejectionForm(@Nullable Long rejectedAt) {
    this.rejectedAt = rejectedAt;
  }

  @Override
  public void write(Rejection rejection, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("topic", rejection.topic().label());
    if (rejection.file() == null) {
      out.writeNumberField("partition", rejection.partition());
      out.writeNumberField("offset", rejection.position());
    } else {
      out.writeStringField("file", rejection.file());
      out.writeNumberField("line", rejection.position());
    }
    out.writeStringField("reason", rejection.reason().name());
    out.writeStringField("detail", rejection.detail());
    payload(rejection.payload(), out);
    long at = rejectedAt != null ? rejectedAt : rejection.arrivalTime();
    out.writeStringField("rejectedAt", Instant.ofEpochMilli(at).toString());
    out.writeEndObject();
  }

  private static void payload(byte @Nullable [] payload, JsonGenerator out) throws IOException {
    if (payload == null) {
      out.writeNullField("payload");
      return;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      out.writeStringField("payload", Base64.getEncoder().encodeToString(payload));
      out.writeStringField("payloadEncoding", "base64");
      return;
    }
    out.writeStringField("payload", text);
  }
}
