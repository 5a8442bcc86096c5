package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one target knows of one alert and what it has still to be told, in order. A value: every
 * step makes a new one.
 *
 * @param revision of the alert as it was last heard of here
 * @param told the highest severity it is or will be told; null before the first notice
 * @param sequence how many notices said that it fires
 * @param heard whether delivery of one of them was ever begun: only then its end is of interest
 * @param last what the last notice said; null if there was none
 * @param toldAt when the target was last told that it fires, epoch milliseconds
 * @param changedAt when this standing last changed, epoch milliseconds
 * @param pending what is not delivered, each only after the one before it
 */
record Standing(
    String targetId,
    String alertId,
    long revision,
    @Nullable Severity told,
    int sequence,
    boolean heard,
    @Nullable Transition last,
    long toldAt,
    long changedAt,
    List<PendingNotice> pending) {

  static final long NEVER_HEARD_OF = Long.MIN_VALUE;

  Standing {
    pending = List.copyOf(pending);
  }

  static Standing none(String targetId, String alertId) {
    return new Standing(targetId, alertId, NEVER_HEARD_OF, null, 0, false, null, 0, 0, List.of());
  }

  /** The key of its record. */
  String key() {
    return key(targetId, alertId);
  }

  static String key(String targetId, String alertId) {
    return ResultKey.of(targetId, alertId);
  }

  /** Whether the last notice says that it fires. */
  boolean open() {
    return last == Transition.FIRING;
  }

  @Nullable PendingNotice head() {
    return pending.isEmpty() ? null : pending.get(0);
  }

  /**
   * After a record of the alert. A record that was heard before changes nothing.
   *
   * @param snoozed whether nobody wants to hear of it now
   */
  Standing hear(Alert alert, boolean snoozed, long now) {
    if (alert.revision() <= revision) {
      return this;
    }
    Transition transition = Transition.into(alert.state());
    if (transition == null) {
      return with(alert.revision(), now);
    }
    Standing current = with(alert.revision(), now);
    return transition == Transition.FIRING
        ? current.fire(alert, now)
        : current.end(alert, transition, snoozed, now);
  }

  private Standing fire(Alert alert, long now) {
    Severity severity = alert.severity();
    if (!open() || told == null) {
      return firing(pending, alert, severity, null, now);
    }
    boolean graver = severity.compareTo(told) > 0;
    Severity highest = graver ? severity : told;
    int tail = pending.size() - 1;
    if (tail >= 0 && pending.get(tail).isUntriedFiring()) {
      Notice untried = pending.get(tail).notice();
      List<PendingNotice> renewed = new ArrayList<>(pending);
      // What nobody has been told yet is told as it stands, under the same id.
      renewed.set(
          tail,
          new PendingNotice(
              new Notice(
                  targetId,
                  alert,
                  Transition.FIRING,
                  untried.sequence(),
                  highest,
                  untried.before()),
              0,
              pending.get(tail).dueAt()));
      return new Standing(
          targetId, alertId, revision, highest, sequence, heard, last, toldAt, changedAt, renewed);
    }
    return graver ? firing(pending, alert, severity, told, now) : this;
  }

  private Standing firing(
      List<PendingNotice> before,
      Alert alert,
      Severity severity,
      @Nullable Severity raised,
      long now) {
    Notice notice = new Notice(targetId, alert, Transition.FIRING, sequence + 1, severity, raised);
    return new Standing(
        targetId,
        alertId,
        revision,
        severity,
        sequence + 1,
        open() && heard,
        Transition.FIRING,
        now,
        now,
        append(before, PendingNotice.dueNow(notice, now)));
  }

  private Standing end(Alert alert, Transition transition, boolean snoozed, long now) {
    List<PendingNotice> left = new ArrayList<>(pending);
    int tellings = sequence;
    if (snoozed && left.removeIf(PendingNotice::isUntriedFiring)) {
      tellings--;
    }
    boolean somethingToEnd = heard || left.stream().anyMatch(p -> !p.notice().transition().isEnd());
    // What is over may still turn out to have been wrong; the reverse doesn't happen.
    boolean news = open() || (transition == Transition.RETRACTED && last == Transition.RESOLVED);
    if (somethingToEnd && news && told != null) {
      left.add(
          PendingNotice.dueNow(
              new Notice(targetId, alert, transition, Math.max(1, tellings), told, null), now));
    }
    return new Standing(
        targetId,
        alertId,
        revision,
        somethingToEnd ? told : null,
        tellings,
        heard,
        !somethingToEnd ? null : news ? transition : last,
        toldAt,
        now,
        left);
  }

  /** Whether it is time to say again that it fires. */
  boolean isToBeRepeated(Alert latest, long every, long now) {
    return open()
        && heard
        && pending.isEmpty()
        && latest.state() == AlertState.FIRING
        && now - toldAt >= every;
  }

  /** Says again that it fires. */
  Standing repeat(Alert latest, long now) {
    Severity severity = told == null ? latest.severity() : told;
    return firing(pending, latest, severity, null, now);
  }

  /** The head's delivery begins. */
  Standing begin() {
    List<PendingNotice> begun = new ArrayList<>(pending);
    begun.set(0, pending.get(0).begun());
    return with(heard || !pending.get(0).notice().transition().isEnd(), toldAt, changedAt, begun);
  }

  /** The head is delivered, or given up. */
  Standing settle(long now) {
    boolean firing = !pending.get(0).notice().transition().isEnd();
    return with(heard, firing ? now : toldAt, now, pending.subList(1, pending.size()));
  }

  /** The head is tried again. */
  Standing retryAt(long later, long now) {
    List<PendingNotice> waiting = new ArrayList<>(pending);
    waiting.set(0, pending.get(0).dueAt(later));
    return with(heard, toldAt, now, waiting);
  }

  /** A notice that was given up is due once more, after whatever is. */
  Standing revive(Notice notice, long now) {
    return new Standing(
        targetId,
        alertId,
        Math.max(revision, notice.alert().revision()),
        told == null || notice.severity().compareTo(told) > 0 ? notice.severity() : told,
        Math.max(sequence, notice.sequence()),
        heard,
        last == null ? notice.transition() : last,
        toldAt,
        now,
        append(pending, PendingNotice.dueNow(notice, now)));
  }

  /** Without whatever had still to be told. */
  Standing drop(long now) {
    return with(heard, toldAt, now, List.of());
  }

  /** Nothing is known of the alert any more: there is nothing to repeat. */
  Standing forget(long now) {
    return new Standing(
        targetId, alertId, revision, told, sequence, heard, null, toldAt, now, pending);
  }

  /** Whether nothing more will come of it. */
  boolean isOver() {
    return !open() && pending.isEmpty();
  }

  private Standing with(long newRevision, long now) {
    return new Standing(
        targetId, alertId, newRevision, told, sequence, heard, last, toldAt, now, pending);
  }

  private Standing with(boolean nowHeard, long tellingAt, long now, List<PendingNotice> left) {
    return new Standing(
        targetId, alertId, revision, told, sequence, nowHeard, last, tellingAt, now, left);
  }

  private static List<PendingNotice> append(List<PendingNotice> list, PendingNotice one) {
    List<PendingNotice> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
