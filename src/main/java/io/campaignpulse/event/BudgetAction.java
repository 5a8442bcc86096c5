package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * One change of the daily budget of a campaign because of an episode.
 *
 * @param actionId follows from episode, step and dryRun: the same change has the same id, however
 *     often it is decided
 * @param episode the alertId
 * @param currency of the amounts; null where the catalogue states none
 * @param fromMicros daily budget before
 * @param toMicros daily budget after
 * @param baseMicros daily budget in the catalogue that floor and ceiling are shares of
 * @param undoOf the actionId that is undone; null unless the step is UNDO
 * @param changedBy name of the installation's consumer
 * @param advice what the alert advised, likewise the grade
 * @param ruleVersion version of the rule, likewise of the target
 * @param moneyAtRiskMicros money at risk by the alert; null where unknown
 * @param at when it was decided, epoch milliseconds
 * @param dryRun whether it was only recorded
 */
public record BudgetAction(
    String actionId,
    BudgetStep step,
    String episode,
    String campaignId,
    @Nullable String channel,
    @Nullable String currency,
    long fromMicros,
    long toMicros,
    long baseMicros,
    @Nullable String undoOf,
    String changedBy,
    Advice advice,
    @Nullable EvidenceGrade evidenceGrade,
    String ruleId,
    @Nullable String ruleVersion,
    int targetVersion,
    @Nullable Long moneyAtRiskMicros,
    long at,
    boolean dryRun) {

  /** Returns the id of the change of an episode, or of its undo. */
  public static String id(String episode, BudgetStep step, boolean dryRun) {
    return ResultKey.of(
        episode, step == BudgetStep.UNDO ? "undo" : "change", dryRun ? "dry" : "act");
  }

  /** Returns by how much it changes the budget, in micros; negative for a reduction. */
  public long deltaMicros() {
    return toMicros - fromMicros;
  }
}
