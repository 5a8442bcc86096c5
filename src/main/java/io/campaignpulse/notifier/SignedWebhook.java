package io.campaignpulse.notifier;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A webhook for other events than alerts, with the signature and the guarded connection of the
 * notifier's webhooks.
 */
public final class SignedWebhook implements AutoCloseable {

  private static final Duration REQUEST = Duration.ofSeconds(15);

  private final String source;
  private final Target target;
  private final GuardedHttp http;
  private final Clock clock;

  SignedWebhook(String source, Target target, GuardedHttp http, Clock clock) {
    this.source = source;
    this.target = target;
    this.http = http;
    this.clock = clock;
  }

  /**
   * The one webhook of a targets file.
   *
   * @throws IllegalArgumentException if the file has another target
   */
  public static SignedWebhook of(TargetsFile file, Clock clock) {
    Target target = file.targets().get(0);
    if (file.targets().size() != 1 || target.type() != TargetType.WEBHOOK) {
      throw new IllegalArgumentException("exactly one target of type WEBHOOK is expected");
    }
    return new SignedWebhook(file.source(), target, GuardedHttp.ofNetwork(REQUEST), clock);
  }

  /** Where events say they are from, a URI reference. */
  public String source() {
    return source;
  }

  /**
   * Sends a CloudEvent in structured JSON.
   *
   * @param id the same at each attempt
   * @return why it wasn't accepted; empty if it was
   */
  public Optional<String> post(String id, byte[] event) {
    try {
      Reply reply = http.post(WebhookForm.signed(target, id, event, clock.instant()));
      return reply.isSuccess() ? Optional.empty() : Optional.of("HTTP " + reply.status());
    } catch (RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
