package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.alert.rule.RuleDocument;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.source.WireSchema;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes people make: one after the other, each to the latest revision, audited, and told only
 * once Kafka has them. The audit comes first, so that no change is without an entry; an entry can
 * be there for a change that Kafka then did not take.
 */
final class Changes {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  /** Longer texts are no longer readable for those who read the audit. */
  private static final int LONGEST_TEXT = 60_000;

  private final EventLog log;
  private final ResultViews views;
  private final ResultFeed feed;
  private final Clock clock;
  private final Duration patience;

  Changes(EventLog log, ResultViews views, ResultFeed feed, Clock clock, Duration patience) {
    this.log = log;
    this.views = views;
    this.feed = feed;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * A row after a request to change it.
   *
   * @param before what stood; null if nothing did
   * @param row what stands now; null if it was taken out
   * @param changed whether the request changed anything
   */
  record Written(@Nullable CatalogueRow before, @Nullable CatalogueRow row, boolean changed) {}

  /** Makes or replaces a row. */
  synchronized Written put(
      Catalogue catalogue,
      String id,
      ObjectNode body,
      @Nullable String by,
      Precondition precondition) {
    requireRead();
    CatalogueRow before = views.catalogues().row(catalogue.topic(), id);
    precondition.check(before);
    long now = clock.millis();
    CatalogueRow row =
        revised(() -> catalogue.next(id, body, before, lastRevision(catalogue, id), by, now));
    if (before != null && Catalogue.same(before, row)) {
      return new Written(before, before, false);
    }
    audit(catalogue.topic().label(), id, AuditAction.PUT, by, now, text(before), text(row), row);
    await(() -> log.append(catalogue.topic(), row));
    views.accept(catalogue.topic(), row);
    return new Written(before, row, true);
  }

  /** Switches a rule off, or takes a row of another catalogue out. */
  synchronized Written delete(
      Catalogue catalogue, String id, @Nullable String by, Precondition precondition) {
    requireRead();
    CatalogueRow before = views.catalogues().row(catalogue.topic(), id);
    precondition.check(before);
    CatalogueRow known = before == null ? catalogue.builtIn(id) : before;
    if (known == null) {
      throw new Problem.Raised(
          Problem.unknownRow("There is no " + catalogue.noun() + " " + id + "."));
    }
    long now = clock.millis();
    String topic = catalogue.topic().label();
    if (known instanceof AlertRule rule) {
      if (!rule.enabled()) {
        return new Written(before, rule, false);
      }
      long last = lastRevision(catalogue, id);
      AlertRule off = revised(() -> RuleDocument.next(rule.switchedOff(), last, by, now));
      audit(topic, id, AuditAction.DELETE, by, now, text(before), text(off), off);
      await(() -> log.append(catalogue.topic(), off));
      views.accept(catalogue.topic(), off);
      return new Written(before, off, true);
    }
    audit(topic, id, AuditAction.DELETE, by, now, text(before), null, known);
    await(() -> log.delete(catalogue.topic(), id));
    views.deleted(catalogue.topic(), id);
    return new Written(before, null, true);
  }

  /**
   * Changes what has been done about an alert.
   *
   * @param next what has been done about it afterwards, by what was before and the revision; the
   *     same as before where nothing changes
   */
  synchronized Alert act(
      String alertId,
      AuditAction action,
      @Nullable String by,
      BiFunction<AlertAction, Long, AlertAction> next) {
    requireRead();
    Alert alert = views.alerts().find(alertId);
    if (alert == null) {
      throw new Problem.Raised(Problem.unknownAlert("There is no alert " + alertId + "."));
    }
    if (AlertsView.isEnded(alert)) {
      throw new Problem.Raised(
          Problem.alertEnded("Alert " + alertId + " is " + alert.state() + "."));
    }
    AlertAction before = views.actions().of(alertId);
    AlertAction after = next.apply(before, before.revision());
    if (after.equals(before)) {
      return alert;
    }
    long now = clock.millis();
    AlertAction revised = next.apply(before, Math.max(before.revision() + 1, now));
    await(
        () ->
            log.append(
                new AuditEntry(
                    WireSchema.ALERT_ACTIONS.topic(),
                    alertId,
                    action,
                    by,
                    now,
                    before.revision() == 0 ? null : text(before),
                    text(revised),
                    revised.revision())));
    await(() -> log.append(revised));
    views.accept(revised);
    return alert;
  }

  /** Before everything has been read, nobody knows what stands or what its revision is. */
  private void requireRead() {
    switch (feed.state()) {
      case LIVE -> {}
      case CATCHING_UP -> throw new Problem.Raised(Problem.catchingUp());
      case UNREACHABLE ->
          throw new Problem.Raised(Problem.kafkaUnavailable("Nothing can be changed without it."));
    }
  }

  private long lastRevision(Catalogue catalogue, String id) {
    return views.catalogues().lastRevision(catalogue.topic(), id);
  }

  private static <R> R revised(Supplier<R> next) {
    try {
      return next.get();
    } catch (ArithmeticException e) {
      throw new Problem.Raised(
          Problem.refused("INVALID_VALUE", "revision", "there is none above the last one"));
    }
  }

  private void audit(
      String topic,
      String id,
      AuditAction action,
      @Nullable String by,
      long now,
      @Nullable String before,
      @Nullable String after,
      CatalogueRow row) {
    await(
        () ->
            log.append(new AuditEntry(topic, id, action, by, now, before, after, row.revision())));
  }

  private static @Nullable String text(@Nullable CatalogueRow row) {
    if (row == null) {
      return null;
    }
    int bytes = row.canonicalJson().getBytes(StandardCharsets.UTF_8).length;
    return bytes <= LONGEST_TEXT
        ? row.canonicalJson()
        : Json.object().put("omittedBytes", bytes).put("revision", row.revision()).toString();
  }

  private static String text(AlertAction action) {
    return AlertJson.action(Json.object(), action).toString();
  }

  private void await(Supplier<CompletableFuture<?>> append) {
    try {
      append.get().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Kafka has not acknowledged a change", e);
      throw new Problem.Raised(
          Problem.kafkaUnavailable(
              "The change was not acknowledged; look whether it stands before you repeat it."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Raised(Problem.kafkaUnavailable("The server is stopping."));
    }
  }
}
