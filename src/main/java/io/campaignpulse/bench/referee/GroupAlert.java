package io.campaignpulse.bench.referee;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.RuleKind;
import org.jspecify.annotations.Nullable;

/**
 * Alert about many series.
 *
 * @param scope campaign or channel it is about, or the company
 * @param members how many series it was about at most
 */
record GroupAlert(RuleKind kind, @Nullable AlertCause cause, String scope, int members) {

  static GroupAlert of(Alert alert) {
    String campaignId = alert.campaignId();
    String channel = alert.channel();
    String scope = campaignId != null ? campaignId : channel != null ? channel : "company";
    return new GroupAlert(alert.kind(), alert.cause(), scope, alert.members().size());
  }

  /** The one of two revisions with more members. */
  GroupAlert larger(GroupAlert other) {
    return other.members > members ? other : this;
  }
}
