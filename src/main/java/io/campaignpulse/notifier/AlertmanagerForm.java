package io.campaignpulse.notifier;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Severity;
import io.campaignpulse.notifier.Attempt.OpenAlert;
import io.campaignpulse.wire.ResultForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's API v2. An alert there is its set of labels and lasts until {@code endsAt}; ours
 * are good for four minutes and renewed each minute. Severity is a label, so one that rises ends
 * the alert of the lower severity and starts another.
 */
final class AlertmanagerForm implements TargetForm {

  /** What follows the base URL. */
  static final String PATH = "/api/v2/alerts";

  private static final Duration GOOD_FOR = Duration.ofMinutes(4);

  @Override
  public Message message(Attempt attempt, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
    try (JsonGenerator out = ResultForm.JSON.createGenerator(bytes)) {
      out.writeStartArray();
      for (Notice notice : attempt.notices()) {
        if (notice.before() != null) {
          write(out, attempt, notice.alert(), notice.before(), now, null, now);
        }
        Instant endsAt =
            notice.transition().isEnd() ? end(notice.alert(), now) : now.plus(GOOD_FOR);
        write(out, attempt, notice.alert(), notice.severity(), endsAt, notice.transition(), now);
      }
      for (OpenAlert open : attempt.open()) {
        write(
            out,
            attempt,
            open.alert(),
            open.severity(),
            now.plus(GOOD_FOR),
            Transition.FIRING,
            now);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("an alert that cannot be written", e);
    }
    return new Message(
        attempt.target().url(), Map.of("Content-Type", "application/json"), bytes.toByteArray());
  }

  /** In the future it would still last. */
  private static Instant end(Alert alert, Instant now) {
    Instant ended =
        Instant.ofEpochMilli(alert.endsAt() == null ? alert.updatedAt() : alert.endsAt());
    return ended.isBefore(now) ? ended : now;
  }

  private static void write(
      JsonGenerator out,
      Attempt attempt,
      Alert alert,
      Severity severity,
      Instant endsAt,
      @Nullable Transition transition,
      Instant now)
      throws IOException {
    Instant startsAt = Instant.ofEpochMilli(alert.startsAt());
    out.writeStartObject();
    out.writeObjectFieldStart("labels");
    out.writeStringField("alertname", alert.kind().name());
    out.writeStringField("severity", severity.name().toLowerCase(java.util.Locale.ROOT));
    out.writeStringField("ruleId", alert.ruleId());
    // An empty label is none, to Alertmanager.
    label(out, "campaign", alert.campaignId());
    label(out, "channel", alert.channel());
    label(out, "promotion", alert.promotionId());
    label(out, "plan", alert.planId());
    label(out, "subject", alert.subject());
    out.writeStringField("targetVersion", Integer.toString(alert.targetVersion()));
    out.writeEndObject();
    out.writeObjectFieldStart("annotations");
    out.writeStringField("headline", alert.headline());
    out.writeStringField("headlineZh", alert.headlineZh());
    out.writeStringField("summary", alert.summary());
    out.writeStringField("summaryZh", alert.summaryZh());
    label(out, "action", alert.recommendedAction());
    label(out, "actionZh", alert.recommendedActionZh());
    label(out, "cause", alert.cause() == null ? null : alert.cause().name());
    out.writeStringField("guardrail", attempt.guardrail(alert, now).name());
    out.writeStringField("alertId", alert.alertId());
    if (transition == Transition.RETRACTED) {
      out.writeStringField("retracted", "true");
    }
    out.writeEndObject();
    out.writeStringField("startsAt", startsAt.toString());
    out.writeStringField("endsAt", (endsAt.isBefore(startsAt) ? startsAt : endsAt).toString());
    out.writeEndObject();
  }

  private static void label(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }
}
