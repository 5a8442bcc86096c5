package io.campaignpulse.notifier;

/**
 * A notice that was not delivered yet.
 *
 * @param attempts how often delivery was begun
 * @param dueAt when it may be tried next, epoch milliseconds
 */
record PendingNotice(Notice notice, int attempts, long dueAt) {

  static PendingNotice dueNow(Notice notice, long now) {
    return new PendingNotice(notice, 0, now);
  }

  PendingNotice begun() {
    return new PendingNotice(notice, attempts + 1, dueAt);
  }

  PendingNotice dueAt(long later) {
    return new PendingNotice(notice, attempts, later);
  }

  /** Whether it fires and nobody can have heard of it. */
  boolean isUntriedFiring() {
    return attempts == 0 && notice.transition() == Transition.FIRING;
  }
}
