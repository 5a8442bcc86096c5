package io.campaignpulse.notifier;

import io.campaignpulse.event.ResultKey;

/**
 * A notice that was given up, kept until it is replayed.
 *
 * @param attempts how often it was tried
 * @param because what the last attempt came to
 * @param diedAt when it was given up, epoch milliseconds
 */
record DeadLetter(Notice notice, int attempts, String because, long diedAt) {

  /** The key of its record. */
  String key() {
    return ResultKey.of(notice.targetId(), notice.id());
  }
}
