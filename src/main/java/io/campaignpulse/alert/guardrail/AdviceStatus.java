package io.campaignpulse.alert.guardrail;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import org.jspecify.annotations.Nullable;

/**
 * What the guardrail must know of an alert or an outlook.
 *
 * @param state of the alert; null for an outlook
 * @param grade of its evidence; null where none is stated, as in rules without statistics
 * @param validUntil when it ceases to be valid, epoch milliseconds; null where no end is stated
 */
public record AdviceStatus(
    @Nullable AlertState state, @Nullable EvidenceGrade grade, @Nullable Long validUntil) {

  /** Status of an alert. */
  public static AdviceStatus of(
      Alert alert, @Nullable EvidenceGrade grade, @Nullable Long validUntil) {
    return new AdviceStatus(alert.state(), grade, validUntil);
  }

  /** Status of the outlook of a target. */
  public static AdviceStatus of(
      TargetOutlook outlook, @Nullable EvidenceGrade grade, @Nullable Long validUntil) {
    return new AdviceStatus(
        outlook.standing() == TargetStanding.PAUSED ? AlertState.PAUSED : null,
        outlook.standing() == TargetStanding.LEARNING ? EvidenceGrade.LEARNING : grade,
        validUntil);
  }
}
