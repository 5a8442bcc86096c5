package io.campaignpulse.server;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.TextRules;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST} and {@code DELETE /api/alerts/{id}/acknowledge|snooze}: what people do about an
 * alert. An alert is one episode, so what is done lasts until the episode ends.
 */
final class AlertActionsEndpoint {

  private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);
  private static final int LONGEST_NOTE = 2000;
  private static final String BY = "by";

  private final Changes changes;
  private final ResultViews views;
  private final ServerOptions.Limits limits;
  private final Clock clock;

  AlertActionsEndpoint(
      Changes changes, ResultViews views, ServerOptions.Limits limits, Clock clock) {
    this.changes = changes;
    this.views = views;
    this.limits = limits;
    this.clock = clock;
  }

  void acknowledge(Context request) {
    new QueryParameters(request);
    Fields body = RequestBody.fields(request, limits, BY, "note");
    String by = RequestPerson.required(request, BY, RequestBody.judged(() -> body.text(BY)));
    String note = note(body);
    long now = clock.millis();
    act(
        request,
        AuditAction.ACKNOWLEDGE,
        by,
        (before, revision) ->
            before.acknowledged()
                    && by.equals(before.acknowledgedBy())
                    && Objects.equals(note, before.note())
                ? before
                : new AlertAction(
                    before.alertId(),
                    by,
                    now,
                    before.snoozedBy(),
                    before.snoozedAt(),
                    before.snoozedUntil(),
                    note,
                    revision));
  }

  void unacknowledge(Context request) {
    new QueryParameters(request);
    act(
        request,
        AuditAction.UNACKNOWLEDGE,
        RequestPerson.of(request, BY, null),
        (before, revision) ->
            before.acknowledged()
                ? new AlertAction(
                    before.alertId(),
                    null,
                    null,
                    before.snoozedBy(),
                    before.snoozedAt(),
                    before.snoozedUntil(),
                    before.note(),
                    revision)
                : before);
  }

  void snooze(Context request) {
    new QueryParameters(request);
    Fields body = RequestBody.fields(request, limits, BY, "note", "until", "for");
    String by = RequestPerson.required(request, BY, RequestBody.judged(() -> body.text(BY)));
    String note = note(body);
    long now = clock.millis();
    long until = until(body, now);
    act(
        request,
        AuditAction.SNOOZE,
        by,
        (before, revision) ->
            new AlertAction(
                before.alertId(),
                before.acknowledgedBy(),
                before.acknowledgedAt(),
                by,
                now,
                until,
                note,
                revision));
  }

  void unsnooze(Context request) {
    new QueryParameters(request);
    act(
        request,
        AuditAction.UNSNOOZE,
        RequestPerson.of(request, BY, null),
        (before, revision) ->
            before.snoozedUntil() == null
                ? before
                : new AlertAction(
                    before.alertId(),
                    before.acknowledgedBy(),
                    before.acknowledgedAt(),
                    null,
                    null,
                    null,
                    before.note(),
                    revision));
  }

  private void act(
      Context request,
      AuditAction action,
      @Nullable String by,
      java.util.function.BiFunction<AlertAction, Long, AlertAction> next) {
    Alert alert = changes.act(request.pathParam("id"), action, by, next);
    request
        .contentType("application/json")
        .result(Json.bytes(AlertJson.of(alert, views, clock.millis())));
  }

  private static @Nullable String note(Fields body) {
    String note = RequestBody.judged(() -> body.text("note"));
    if (note != null && note.length() > LONGEST_NOTE) {
      throw invalid("note", "longer than " + LONGEST_NOTE + " characters");
    }
    return note == null ? null : RequestBody.judged(() -> TextRules.text("note", note));
  }

  /** Until when, said as an instant or as a length of time from now. */
  private static long until(Fields body, long now) {
    Long instant = RequestBody.judged(() -> body.time("until"));
    String length = RequestBody.judged(() -> body.text("for"));
    if ((instant == null) == (length == null)) {
      throw length == null
          ? new Problem.Raised(
              Problem.refused("MISSING_FIELD", "for", "say until or for, like PT4H"))
          : invalid("for", "say until or for, not both");
    }
    long until = instant != null ? instant : now + millis(length);
    if (until <= now) {
      throw invalid(instant != null ? "until" : "for", "is not in the future");
    }
    if (until - now > LONGEST_SNOOZE.toMillis()) {
      throw invalid(
          instant != null ? "until" : "for", "at most " + LONGEST_SNOOZE.toDays() + " days");
    }
    return until;
  }

  private static long millis(@Nullable String length) {
    try {
      // Beyond the longest it makes no difference how long, and a sum must not overflow.
      Duration duration = Duration.parse(Objects.requireNonNullElse(length, ""));
      return duration.compareTo(LONGEST_SNOOZE) > 0
          ? LONGEST_SNOOZE.toMillis() + 1
          : Math.max(0, duration.isNegative() ? 0 : duration.toMillis());
    } catch (DateTimeParseException e) {
      throw invalid("for", "expected an ISO-8601 duration like PT4H");
    }
  }

  private static Problem.Raised invalid(String field, String detail) {
    return new Problem.Raised(Problem.refused("INVALID_VALUE", field, detail));
  }
}
