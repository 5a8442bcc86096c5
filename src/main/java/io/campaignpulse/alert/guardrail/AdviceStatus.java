package io.campaignpulse.alert.guardrail;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.Guidance;
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
  public static AdviceStatus of(Alert alert) {
    Guidance guidance = alert.guidance();
    return new AdviceStatus(alert.state(), guidance.grade(), guidance.validUntil());
  }

  /** Status of an outlook. */
  public static AdviceStatus of(CampaignOutlook outlook) {
    Guidance guidance = outlook.guidance();
    boolean paused =
        outlook.targets().stream().anyMatch(each -> each.standing() == TargetStanding.PAUSED);
    return new AdviceStatus(
        paused ? AlertState.PAUSED : null, guidance.grade(), guidance.validUntil());
  }
}
