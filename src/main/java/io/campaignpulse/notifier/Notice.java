package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One thing one target has to be told.
 *
 * @param alert the alert as it stood at the transition
 * @param sequence how many times the target was told that it fires, this notice included, from 1;
 *     an end has that of what it ends
 * @param severity the highest severity of the episode so far
 * @param before the severity the target was told before, where this notice raises it; else null
 */
record Notice(
    String targetId,
    Alert alert,
    Transition transition,
    int sequence,
    Severity severity,
    @Nullable Severity before) {

  /**
   * What receivers tell repetitions by: the alert's id, the transition, and from the second time on
   * the sequence. Without full stops, which delimit the signed text of a webhook.
   */
  String id() {
    String id = alert.alertId() + "-" + transition.label();
    return sequence == 1 ? id : id + "-" + sequence;
  }
}
