package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Events of one topic and currency that are refused for lack of an exchange rate. That is counted,
 * not estimated, so it can't be wrong by chance. It is over when a day has brought none: cost is
 * reported once a day at least.
 *
 * @param subject of its findings
 * @param since when the first arrived, epoch milliseconds
 * @param last when the latest arrived
 * @param count how many were refused; each copy is
 * @param micros what they are worth in their currency
 */
public record MissingRate(
    Topic topic, String currency, String subject, long since, long last, long count, long micros) {

  /** A day, and an hour by which a daily report may be late. */
  private static final long LASTS = Duration.ofHours(25).toMillis();

  /** Returns what is refused after one more event. */
  public static MissingRate after(@Nullable MissingRate before, UnpricedEvent event) {
    long arrived = event.arrivalTime();
    return before == null || arrived >= before.last + LASTS
        ? new MissingRate(
            event.topic(), event.currency(), event.subject(), arrived, arrived, 1, event.micros())
        : new MissingRate(
            before.topic,
            before.currency,
            before.subject,
            Math.min(before.since, arrived),
            Math.max(before.last, arrived),
            before.count + 1,
            before.micros + event.micros());
  }

  /** Whether none has been refused for a day at a tick. */
  public boolean isOverAt(long tick) {
    return tick >= endsAt();
  }

  /** The instant from which it is over if no more are refused. */
  public long endsAt() {
    return last + LASTS;
  }

  /** Whether a rule is about the topic: one about any source, or about this one. */
  public boolean isFor(SourceRule rule) {
    return switch (topic) {
      case ORDERS -> rule.isAbout(WatchedSource.ORDERS);
      case LEADS -> rule.isAbout(WatchedSource.LEADS);
      default -> rule.only() == null;
    };
  }

  /**
   * Evaluates it at a tick.
   *
   * @param before what was found before and still holds; null if there is nothing
   * @return null where nothing holds and nothing did
   */
  public @Nullable OpenFinding evaluate(SourceRule rule, @Nullable OpenFinding before, long tick) {
    boolean holds = !isOverAt(tick);
    if (!holds && before == null) {
      return null;
    }
    return new OpenFinding(
        new Finding(
            rule.ruleId(),
            rule.targetVersion(),
            RuleKind.DATA_SILENCE,
            new AlertSubject(null, null, null, null, subject),
            tick,
            holds ? rule.severity() : null,
            true,
            rule.forMillis(),
            AlertCause.FX_RATE_MISSING,
            null,
            false,
            null,
            false,
            Finding.Figures.unproven(topic.label(), (double) count, null, null, null, null, tick),
            holds ? refused() : AlertMessage.of("rate.restored", source(), code()),
            holds ? AlertMessage.of("action.rate") : null),
        null);
  }

  private AlertMessage refused() {
    return AlertMessage.of(
        "rate.missing",
        source(),
        code(),
        MessagePart.instant("since", since),
        MessagePart.count("count", count),
        micros > 0 ? MessagePart.money("worth", micros, currency) : null);
  }

  private MessagePart source() {
    return MessagePart.term("source", "source." + topic.label());
  }

  private MessagePart code() {
    return MessagePart.text("currency", currency);
  }
}
