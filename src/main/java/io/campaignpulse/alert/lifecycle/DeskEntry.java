package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import org.jspecify.annotations.Nullable;

/**
 * What the desk remembers of one rule and subject.
 *
 * @param finding the last finding
 * @param alert the last transition of the open episode; null where none is open
 * @param heldSince the tick since which the condition has held without a break, epoch milliseconds
 */
public record DeskEntry(Finding finding, @Nullable Alert alert, long heldSince) {

  /** Which entry a finding belongs to. */
  public static String keyOf(Finding finding) {
    return AlertId.hash(finding);
  }

  /** The entry after a finding. */
  public static DeskEntry with(@Nullable DeskEntry before, Finding news) {
    if (before == null || before.finding.targetVersion() != news.targetVersion()) {
      return new DeskEntry(news, null, news.tick());
    }
    boolean heldOn = before.finding.holds() && news.holds();
    return new DeskEntry(news, before.alert, heldOn ? before.heldSince : news.tick());
  }

  /**
   * When it changes though nothing is told of it: the tick at which it has been held for long
   * enough; null if never.
   */
  public @Nullable Long due() {
    boolean waits = alert != null && alert.state() == AlertState.PENDING;
    return waits && finding.holds() ? (Long) (heldSince + finding.forMillis()) : null;
  }

  /** Whether nothing has to be remembered. */
  boolean isDone() {
    return alert == null && !finding.holds();
  }
}
