package io.campaignpulse.notifier;

import org.jspecify.annotations.Nullable;

/**
 * How a target is doing.
 *
 * @param delivered notices since this notifier started
 * @param waiting notices not tried yet
 * @param retrying notices that failed and are tried again
 * @param dead notices that were given up and not replayed
 * @param trouble what the last failed attempt came to, or why it is disabled; null if the last
 *     attempt succeeded
 */
public record TargetStatus(
    String targetId,
    long delivered,
    int waiting,
    int retrying,
    int dead,
    boolean disabled,
    @Nullable String trouble) {

  /** Whether nothing has still to be told. */
  public boolean isClear() {
    return waiting == 0 && retrying == 0;
  }

  @Override
  public String toString() {
    return "%s: %d delivered, %d waiting, %d retrying, %d dead%s%s"
        .formatted(
            targetId,
            delivered,
            waiting,
            retrying,
            dead,
            disabled ? ", disabled" : "",
            trouble == null ? "" : " (" + trouble + ")");
  }
}
