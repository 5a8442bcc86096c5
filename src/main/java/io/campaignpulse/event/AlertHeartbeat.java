package io.campaignpulse.event;

/**
 * Heartbeat of the evaluation of alerts, one per minute and source.
 *
 * @param source label of the source, or {@link #ALL}; the key of the record in its topic
 * @param evaluatedUntil event time up to which its events have been evaluated, epoch milliseconds
 * @param asOf the minute tick it holds for, epoch milliseconds
 * @param revision a higher one replaces a lower one of the same source
 * @param updatedAt when it was published, epoch milliseconds by the clock of the alerts job
 */
public record AlertHeartbeat(
    String source,
    HeartbeatState state,
    long evaluatedUntil,
    long asOf,
    long revision,
    long updatedAt) {

  /** Source of the heartbeat of all sources together. */
  public static final String ALL = "all";
}
