package io.campaignpulse.notifier;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who carries attempts to targets and brings back what became of them. For any number of threads.
 */
final class Courier implements AutoCloseable {

  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final Duration LONGEST_WAIT = Duration.ofHours(10);

  private final Map<TargetType, TargetForm> forms = new EnumMap<>(TargetType.class);
  private final GuardedHttp http;
  private final Clock clock;

  /**
   * A courier.
   *
   * @param file says what messages look like
   */
  Courier(TargetsFile file, GuardedHttp http, Clock clock) {
    forms.put(TargetType.WEBHOOK, new WebhookForm(file.source()));
    forms.put(TargetType.ALERTMANAGER, new AlertmanagerForm());
    file.templates().forEach((type, template) -> forms.put(type, new ChatForm(type, template)));
    this.http = http;
    this.clock = clock;
  }

  /** Makes an attempt, which takes as long as a request may; whatever happens is an outcome. */
  Outcome deliver(Attempt attempt) {
    TargetForm form = Objects.requireNonNull(forms.get(attempt.target().type()));
    try {
      Instant now = clock.instant();
      Reply reply = http.post(form.message(attempt, now));
      return switch (reply.status()) {
        case GONE -> new Outcome.Gone();
        case TOO_MANY_REQUESTS, UNAVAILABLE ->
            new Outcome.Failed("HTTP " + reply.status(), wait(reply.header("retry-after"), now));
        default -> form.judge(reply);
      };
    } catch (RefusedException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Outcome.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      // One alert that cannot be sent must not keep the others of its target.
      return Outcome.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** Seconds or a date, at most ten hours; null where it says nothing we understand. */
  private static @Nullable Long wait(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    long millis;
    try {
      millis =
          retryAfter.matches("[0-9]{1,9}")
              ? 1000 * Long.parseLong(retryAfter)
              : Duration.between(
                      now, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME))
                  .toMillis();
    } catch (DateTimeException e) {
      return null;
    }
    return Math.max(0, Math.min(millis, LONGEST_WAIT.toMillis()));
  }

  @Override
  public void close() {
    http.close();
  }
}
