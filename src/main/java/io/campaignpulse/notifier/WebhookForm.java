package io.campaignpulse.notifier;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.event.Alert;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A webhook: a CloudEvent 1.0 in structured JSON, signed as Standard Webhooks wants it. The body of
 * a notice is the same at every attempt but for the extension {@code guardrail}, which like
 * timestamp and signature is the attempt's.
 */
final class WebhookForm implements TargetForm {

  private static final ResultForm<Alert> ALERT = Results.ALERTS.form();

  private final String source;

  /** Webhooks that say where they are from. */
  WebhookForm(String source) {
    this.source = source;
  }

  @Override
  public Message message(Attempt attempt, Instant now) {
    Notice notice = attempt.notices().get(0);
    byte[] body = body(notice, attempt.guardrail(notice.alert(), now));
    return signed(attempt.target(), notice.id(), body, now);
  }

  /** A CloudEvent as a request, signed for the time of the attempt. */
  static Message signed(Target target, String id, byte[] body, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/cloudevents+json; charset=utf-8");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", signature(target.secrets(), id, now.getEpochSecond(), body));
    return new Message(target.url(), headers, body);
  }

  private static String signature(List<Secret> secrets, String id, long timestamp, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 128);
    signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return secrets.stream()
        .map(secret -> "v1," + Hmac.base64(secret.bytes(), signed.toByteArray()))
        .collect(Collectors.joining(" "));
  }

  private byte[] body(Notice notice, GuardrailDecision guardrail) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
    try (JsonGenerator out = ResultForm.JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("specversion", "1.0");
      out.writeStringField("id", notice.id());
      out.writeStringField("source", source);
      out.writeStringField("type", "io.campaignpulse.alert." + notice.transition().label());
      out.writeStringField("subject", notice.alert().alertId());
      out.writeStringField("time", Instant.ofEpochMilli(notice.alert().updatedAt()).toString());
      out.writeStringField("guardrail", guardrail.name());
      out.writeStringField("datacontenttype", "application/json");
      out.writeFieldName("data");
      ALERT.write(notice.alert(), out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an alert that cannot be written", e);
    }
    return bytes.toByteArray();
  }
}
