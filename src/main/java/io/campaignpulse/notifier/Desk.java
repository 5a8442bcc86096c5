package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who decides what is told to whom and when. It knows no Kafka, no network and no clock: records of
 * alerts, outcomes of attempts and the time are handed in; what must be written down and which
 * requests are to be made is handed out. For one thread.
 *
 * <p>A target hears the end of exactly what it heard the beginning of, each notice of an alert only
 * after the one before it, and alerts independently of each other: while one notice waits hours for
 * its next attempt, the others go on. What one target does never touches another.
 */
final class Desk {

  private static final long LOOK_EVERY = Duration.ofSeconds(10).toMillis();

  private final Map<String, TargetDesk> targets = new LinkedHashMap<>();
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private final RuleTargets rules;
  private final Changes changes = new Changes();
  private @Nullable AlertHeartbeat heartbeat;
  private long lookAt = Long.MIN_VALUE;

  /**
   * A desk that knows of nothing yet.
   *
   * @param chance draws from [0, 1)
   */
  Desk(List<Target> targets, RuleTargets rules, AlertStandings people, DoubleSupplier chance) {
    this.rules = rules;
    for (Target target : targets) {
      this.targets.put(target.id(), new TargetDesk(target, people, chance, changes));
    }
  }

  /** The desk of a target; null if there is no such target any more. */
  @Nullable TargetDesk of(String targetId) {
    return targets.get(targetId);
  }

  /** A record of the topic of alerts. */
  void hear(Alert alert, long now) {
    Alert known = open.get(alert.alertId());
    if (known != null && alert.revision() < known.revision()) {
      return;
    }
    if (alert.state() == AlertState.FIRING || alert.state() == AlertState.PAUSED) {
      open.put(alert.alertId(), alert);
    } else {
      open.remove(alert.alertId());
    }
    for (TargetDesk desk : targets.values()) {
      Target target = desk.target();
      boolean wanted = rules.concern(target, alert.ruleId()) && target.filter().passes(alert);
      desk.hear(alert, wanted, now);
    }
  }

  /** Accepts a heartbeat of the evaluation of all sources. */
  void accept(AlertHeartbeat next) {
    if (heartbeat == null || next.revision() >= heartbeat.revision()) {
      heartbeat = next;
    }
  }

  /** The alert was deleted. */
  void forget(String alertId, long now) {
    open.remove(alertId);
    targets.values().forEach(desk -> desk.forget(alertId, now));
  }

  /** What only time brings. */
  void look(long now) {
    if (now >= lookAt) {
      lookAt = now + LOOK_EVERY;
      targets.values().forEach(desk -> desk.look(open, now));
    }
  }

  /** The requests to be made now, at most one of each target. Changes must be written before. */
  List<Attempt> begin(long now) {
    List<Attempt> attempts = new ArrayList<>();
    for (TargetDesk desk : targets.values()) {
      Attempt attempt = desk.begin(open, heartbeat, now);
      if (attempt != null) {
        attempts.add(attempt);
      }
    }
    return attempts;
  }

  /** What became of a request. */
  void settle(Attempt attempt, Outcome outcome, long now) {
    Objects.requireNonNull(targets.get(attempt.target().id())).settle(attempt, outcome, now);
  }

  /** What has to be written down. */
  Changes changes() {
    return changes;
  }

  /** Whether a request is under way or could be made now. */
  boolean isAtWork(long now) {
    return targets.values().stream().anyMatch(desk -> desk.isAtWork(now));
  }

  List<TargetStatus> status() {
    return targets.values().stream().map(TargetDesk::status).toList();
  }
}
