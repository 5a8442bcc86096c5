package io.campaignpulse.budget;

import io.campaignpulse.alert.guardrail.AdviceStatus;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.EvidenceGrade;
import org.jspecify.annotations.Nullable;

/**
 * The part of an alert that a budget depends on.
 *
 * @param episode the alertId
 * @param campaignId null where the alert is not about one campaign
 * @param grade of its evidence; null where none is stated
 * @param validUntil when the advice ceases to be valid, epoch milliseconds; null without an end
 * @param ruleVersion null where none is stated
 * @param moneyAtRiskMicros null where unknown
 * @param revision a higher one replaces a lower one of the same episode
 */
public record BudgetSignal(
    String episode,
    @Nullable String campaignId,
    @Nullable String channel,
    AlertState state,
    Advice advice,
    @Nullable EvidenceGrade grade,
    @Nullable Long validUntil,
    String ruleId,
    @Nullable String ruleVersion,
    int targetVersion,
    @Nullable Long moneyAtRiskMicros,
    long revision) {

  /** Returns what the guardrail decides by. */
  AdviceStatus status() {
    return new AdviceStatus(state, grade, validUntil);
  }
}
