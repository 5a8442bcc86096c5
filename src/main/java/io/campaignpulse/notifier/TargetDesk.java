package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.notifier.Attempt.OpenAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that concerns one target: what it knows, what it has still to be told and when. One request
 * at a time. For one thread.
 */
final class TargetDesk {

  private static final long REPEAT_EVERY = Duration.ofHours(4).toMillis();
  private static final long REMIND_EVERY = Duration.ofMinutes(1).toMillis();

  /** An alert can be retracted for 30 days after its end, and a record be read again after that. */
  private static final long REMEMBER_ENDED = Duration.ofDays(31).toMillis();

  private static final int MOST_AT_ONCE = 200;
  private static final int LONGEST_TROUBLE = 200;

  private final Target target;
  private final AlertStandings people;
  private final DoubleSupplier chance;
  private final Changes changes;
  private final Map<String, Standing> standings = new LinkedHashMap<>();

  /** The alerts of which it has still to be told something. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private @Nullable DisabledTarget disabled;
  private boolean busy;
  private long notBefore;
  private long remindAt;
  private long delivered;
  private final Set<String> dead = new LinkedHashSet<>();
  private @Nullable String trouble;

  TargetDesk(Target target, AlertStandings people, DoubleSupplier chance, Changes changes) {
    this.target = target;
    this.people = people;
    this.chance = chance;
    this.changes = changes;
  }

  Target target() {
    return target;
  }

  // --- What was, before a restart ---

  void restore(Standing standing) {
    put(standing);
  }

  void restore(DisabledTarget was) {
    disabled = was;
    trouble = was.because();
  }

  void restore(DeadLetter letter) {
    dead.add(letter.key());
  }

  void enable() {
    if (disabled != null) {
      disabled = null;
      trouble = null;
      changes.enabled(target.id());
    }
  }

  void replay(DeadLetter letter, long now) {
    if (dead.remove(letter.key())) {
      change(standing(letter.notice().alert().alertId()).revive(letter.notice(), now));
      changes.replayed(letter);
    }
  }

  // --- What happens ---

  /**
   * A record of the alert.
   *
   * @param wanted whether the target is to be told if it fires
   */
  void hear(Alert alert, boolean wanted, long now) {
    Standing before = standing(alert.alertId());
    // A target that is gone hears of what stands once it is enabled.
    if (disabled != null || (!wanted && !before.open())) {
      return;
    }
    if (before.revision() == Standing.NEVER_HEARD_OF && alert.state() != AlertState.FIRING) {
      return;
    }
    Standing after = before.hear(alert, people.snoozed(alert.alertId(), now), now);
    if (!after.equals(before)) {
      change(after);
    }
  }

  void forget(String alertId, long now) {
    Standing known = standings.get(alertId);
    if (known != null && known.open()) {
      change(known.forget(now));
    }
  }

  /** Says again what still fires, and forgets what ended long ago. */
  void look(Map<String, Alert> open, long now) {
    for (Standing standing : List.copyOf(standings.values())) {
      Alert latest = open.get(standing.alertId());
      if (standing.isOver() && now - standing.changedAt() >= REMEMBER_ENDED) {
        standings.remove(standing.alertId());
        changes.forgotten(standing);
      } else if (!target.type().isReminded()
          && disabled == null
          && latest != null
          && standing.isToBeRepeated(latest, REPEAT_EVERY, now)
          && !people.acknowledged(standing.alertId())
          && !people.snoozed(standing.alertId(), now)) {
        change(standing.repeat(latest, now));
      }
    }
  }

  // --- Attempts ---

  /** The next request, which is then under way; null if there is none to be made now. */
  @Nullable Attempt begin(Map<String, Alert> open, @Nullable AlertHeartbeat heartbeat, long now) {
    if (busy || disabled != null || now < notBefore) {
      return null;
    }
    List<PendingNotice> due =
        waiting.stream()
            .map(alertId -> standing(alertId).head())
            .filter(head -> head != null && isDue(head, now))
            .sorted(Comparator.comparingLong(PendingNotice::dueAt))
            .limit(target.type().isReminded() ? MOST_AT_ONCE : 1)
            .toList();
    List<OpenAlert> reminders = List.of();
    if (target.type().isReminded() && now >= remindAt) {
      remindAt = now + REMIND_EVERY;
      reminders = reminders(open, due, now);
    }
    if (due.isEmpty() && reminders.isEmpty()) {
      return null;
    }
    busy = true;
    for (PendingNotice head : due) {
      put(standing(head.notice().alert().alertId()).begin());
    }
    return new Attempt(
        target, due.stream().map(PendingNotice::notice).toList(), reminders, heartbeat);
  }

  private boolean isDue(PendingNotice head, long now) {
    return head.dueAt() <= now
        && (head.notice().transition().isEnd()
            || !people.snoozed(head.notice().alert().alertId(), now));
  }

  /** What lasts and was told already; what is on its way is told by its notice. */
  private List<OpenAlert> reminders(Map<String, Alert> open, List<PendingNotice> due, long now) {
    Set<String> onTheirWay = new LinkedHashSet<>();
    due.forEach(head -> onTheirWay.add(head.notice().alert().alertId()));
    List<OpenAlert> reminders = new ArrayList<>();
    for (Standing standing : standings.values()) {
      Alert latest = open.get(standing.alertId());
      if (standing.open()
          && standing.told() != null
          && latest != null
          && !onTheirWay.contains(standing.alertId())
          && (standing.heard() || !people.snoozed(standing.alertId(), now))) {
        reminders.add(new OpenAlert(latest, standing.told()));
      }
    }
    return reminders;
  }

  /** The request that was under way is over. */
  void settle(Attempt attempt, Outcome outcome, long now) {
    busy = false;
    notBefore = Math.max(notBefore, now + target.type().pace());
    if (outcome instanceof Outcome.Delivered) {
      trouble = null;
      delivered += attempt.notices().size();
      attempt.notices().forEach(notice -> change(of(notice).settle(now)));
    } else if (outcome instanceof Outcome.Failed failed) {
      trouble = shortened(failed.because());
      fail(attempt, failed, now);
    } else {
      goneFor(attempt, now);
    }
  }

  private void fail(Attempt attempt, Outcome.Failed failed, long now) {
    long asked = failed.retryAfter() == null ? 0 : failed.retryAfter();
    notBefore = Math.max(notBefore, now + asked);
    for (Notice notice : attempt.notices()) {
      Standing standing = of(notice);
      PendingNotice head = standing.pending().get(0);
      OptionalLong delay = target.type().schedule().after(head.attempts(), chance);
      if (delay.isPresent()) {
        change(standing.retryAt(now + Math.max(delay.getAsLong(), asked), now));
      } else {
        bury(head, shortened(failed.because()), now);
        change(standing.settle(now));
      }
    }
  }

  private void goneFor(Attempt attempt, long now) {
    String because = "HTTP 410 from " + attempt.target().url();
    disabled = new DisabledTarget(target.id(), now, because);
    trouble = because;
    changes.disabled(disabled);
    for (String alertId : List.copyOf(waiting)) {
      Standing standing = standing(alertId);
      standing.pending().forEach(notice -> bury(notice, because, now));
      change(standing.drop(now));
    }
  }

  private void bury(PendingNotice given, String because, long now) {
    DeadLetter letter = new DeadLetter(given.notice(), given.attempts(), because, now);
    dead.add(letter.key());
    changes.died(letter);
  }

  private static String shortened(String because) {
    return because.length() <= LONGEST_TROUBLE
        ? because
        : because.substring(0, LONGEST_TROUBLE) + "…";
  }

  // --- What stands ---

  private Standing of(Notice notice) {
    return standing(notice.alert().alertId());
  }

  private Standing standing(String alertId) {
    Standing known = standings.get(alertId);
    return known == null ? Standing.none(target.id(), alertId) : known;
  }

  private void change(Standing standing) {
    put(standing);
    changes.changed(standing);
  }

  private void put(Standing standing) {
    standings.put(standing.alertId(), standing);
    if (standing.pending().isEmpty()) {
      waiting.remove(standing.alertId());
    } else {
      waiting.add(standing.alertId());
    }
  }

  /** Whether a request is under way or could be made now. */
  boolean isAtWork(long now) {
    return busy
        || (disabled == null
            && waiting.stream()
                .map(alertId -> standing(alertId).head())
                .anyMatch(
                    head ->
                        head != null
                            && isDue(head, now)
                            && now >= notBefore - target.type().pace()));
  }

  TargetStatus status() {
    int retrying = 0;
    int untried = 0;
    for (String alertId : waiting) {
      for (PendingNotice notice : standing(alertId).pending()) {
        if (notice.attempts() > 0) {
          retrying++;
        } else {
          untried++;
        }
      }
    }
    return new TargetStatus(
        target.id(), delivered, untried, retrying, dead.size(), disabled != null, trouble);
  }
}
