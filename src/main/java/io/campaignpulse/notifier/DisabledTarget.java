package io.campaignpulse.notifier;

/**
 * A target that has said it is gone, and gets nothing until somebody enables it.
 *
 * @param since epoch milliseconds
 */
record DisabledTarget(String targetId, long since, String because) {}
