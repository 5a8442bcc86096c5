package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transition of one episode of one rule on one series.
 *
 * @param alertId hash of the identity labels and the start of the episode
 * @param cause what the engine holds to be the cause of what it found; null where it has none
 * @param reason why this state was entered, where it is not the plain result: see docs/alerting.md
 * @param department it is about: that owns the campaign, or of its members
 * @param subject what it is about besides campaign, channel, promotion and plan: an article, a
 *     source, an owner of leads; null if nothing
 * @param members series of a group alert at this transition; empty for an alert on a single subject
 * @param ruleVersion number of the rule's condition; 0 in old records
 * @param targetVersion number of what it is compared with: grows with the rule's condition and with
 *     the target otherwise, as in the campaign's own entry
 * @param metric the metric evaluated
 * @param observed its value over the window; null where it has none
 * @param target the value it is compared with
 * @param ratio observed ÷ target; null where either is unknown or 0
 * @param expected what was to be expected by now, in the unit of observed or as a count
 * @param ratioLow lower end of the anytime-valid interval of the ratio, likewise ratioHigh
 * @param evidence the Shiryaev–Roberts statistic R, for rules that measure evidence
 * @param eValue gamma–Poisson e-value against "at or better than target", likewise
 * @param maturity share of the conversions of the clicks evaluated that can have arrived, in [0, 1]
 * @param moneyAtRiskMicros what is at stake a day, micros of the currency; null where it is unknown
 * @param currency ISO 4217 code of the money at risk; null without any, and in old records
 * @param decomposition what the miss is made of; null where it isn't known
 * @param startsAt when the episode began, epoch milliseconds
 * @param updatedAt the tick of this transition, epoch milliseconds
 * @param endsAt when it ended; null while it lasts
 * @param recommendedAction what to do about it; null where there is nothing to do
 * @param recommendedActionZh the same in Chinese
 * @param headline what is wrong with what, in at most 90 characters
 * @param headlineZh the same in Chinese
 * @param summary at most two plain sentences
 * @param summaryZh the same in Chinese
 * @param message the finding in the sentence as data, without the state; null in old records
 * @param actionMessage the recommended action as data; null where there is none
 * @param watermark event time up to which it was evaluated, epoch milliseconds
 * @param revision a higher one replaces a lower one of the same alertId
 */
public record Alert(
    String alertId,
    String ruleId,
    RuleKind kind,
    Severity severity,
    AlertState state,
    @Nullable AlertCause cause,
    @Nullable AlertReason reason,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String promotionId,
    @Nullable String planId,
    @Nullable String department,
    @Nullable String subject,
    List<AlertMember> members,
    int ruleVersion,
    int targetVersion,
    @Nullable String metric,
    @Nullable Double observed,
    @Nullable Double expected,
    @Nullable Double target,
    @Nullable Double ratio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh,
    @Nullable Double evidence,
    @Nullable Double eValue,
    @Nullable Double maturity,
    @Nullable Long moneyAtRiskMicros,
    @Nullable String currency,
    @Nullable Decomposition decomposition,
    @Nullable String recommendedAction,
    @Nullable String recommendedActionZh,
    long startsAt,
    long updatedAt,
    @Nullable Long endsAt,
    String headline,
    String headlineZh,
    String summary,
    String summaryZh,
    @Nullable AlertMessage message,
    @Nullable AlertMessage actionMessage,
    long watermark,
    long revision) {

  /** The guidance it gives. */
  public Guidance guidance() {
    return Guidance.of(this);
  }

  /** The same transition as another revision of the alert. */
  public Alert revised(long next) {
    return new Alert(
        alertId,
        ruleId,
        kind,
        severity,
        state,
        cause,
        reason,
        campaignId,
        channel,
        promotionId,
        planId,
        department,
        subject,
        members,
        ruleVersion,
        targetVersion,
        metric,
        observed,
        expected,
        target,
        ratio,
        ratioLow,
        ratioHigh,
        evidence,
        eValue,
        maturity,
        moneyAtRiskMicros,
        currency,
        decomposition,
        recommendedAction,
        recommendedActionZh,
        startsAt,
        updatedAt,
        endsAt,
        headline,
        headlineZh,
        summary,
        summaryZh,
        message,
        actionMessage,
        watermark,
        next);
  }
}
