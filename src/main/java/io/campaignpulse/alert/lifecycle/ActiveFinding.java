package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * State of one rule and subject: its last finding and the last transition of its alert.
 *
 * @param alert the last transition of the open episode, or of one that ended and can still be
 *     retracted; null where there is neither
 * @param heldSince the tick since which the condition has held without a break, epoch milliseconds
 */
public record ActiveFinding(Finding finding, @Nullable Alert alert, long heldSince) {

  /** The time in which late data can still retract an episode that has ended. */
  static final long RETRACTABLE = Duration.ofDays(30).toMillis();

  /** Returns the key of the entry a finding belongs to. */
  public static String keyOf(Finding finding) {
    return AlertId.hash(finding);
  }

  /** Returns the entry after a finding. */
  public static ActiveFinding after(@Nullable ActiveFinding previous, Finding finding) {
    if (previous == null || previous.finding.targetVersion() != finding.targetVersion()) {
      return new ActiveFinding(finding, null, finding.tick());
    }
    boolean heldOn = previous.finding.holds() && finding.holds();
    return new ActiveFinding(finding, previous.alert, heldOn ? previous.heldSince : finding.tick());
  }

  /** Returns the row of the transition table it is in. */
  AlertTransition.From state() {
    if (alert == null) {
      return AlertTransition.From.OK;
    }
    return switch (alert.state()) {
      case PENDING -> AlertTransition.From.PENDING;
      case FIRING -> AlertTransition.From.FIRING;
      case PAUSED -> AlertTransition.From.PAUSED;
      case RESOLVED, RETRACTED -> AlertTransition.From.ENDED;
    };
  }

  /** Returns the last transition of the open episode; null where none is open. */
  @Nullable Alert open() {
    return state() == AlertTransition.From.ENDED ? null : alert;
  }

  /** Returns the id of the open alert; null where none is open. */
  @Nullable String openId() {
    Alert open = open();
    return open == null ? null : open.alertId();
  }

  /** Whether the condition has held for as long as the rule requires. */
  boolean hasHeld(long tick) {
    return finding.holds() && tick - heldSince >= finding.forMillis();
  }

  /**
   * Returns the tick at which it changes without a new finding, because its condition has held for
   * long enough; null if never.
   */
  public @Nullable Long due() {
    boolean waits = alert != null && alert.state() == AlertState.PENDING;
    return waits && finding.holds() ? (Long) (heldSince + finding.forMillis()) : null;
  }

  /** Whether it can be dropped at a tick. */
  boolean isExpired(long tick) {
    if (finding.holds()) {
      return false;
    }
    Long endsAt = alert == null ? null : alert.endsAt();
    return alert == null || (endsAt != null && tick - endsAt >= RETRACTABLE);
  }
}
