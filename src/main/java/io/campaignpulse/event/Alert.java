package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * One transition of one episode of one rule on one series.
 *
 * @param alertId hash of the identity labels and the start of the episode
 * @param metric the metric judged
 * @param observed its value over the window; null where it has none
 * @param target the value it is compared with
 * @param ratio observed ÷ target; null where either is unknown or 0
 * @param evidence how strong it is, for rules that measure evidence
 * @param startsAt when the episode began, epoch milliseconds
 * @param updatedAt the tick of this transition, epoch milliseconds
 * @param endsAt when it ended; null while it lasts
 * @param summary one plain sentence
 * @param summaryZh the same in Chinese
 * @param watermark event time up to which it was judged, epoch milliseconds
 * @param revision a higher one replaces a lower one of the same alertId
 */
public record Alert(
    String alertId,
    String ruleId,
    String kind,
    Severity severity,
    AlertState state,
    @Nullable String cause,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String promotionId,
    @Nullable String planId,
    int targetVersion,
    @Nullable String metric,
    @Nullable Double observed,
    @Nullable Double expected,
    @Nullable Double target,
    @Nullable Double ratio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh,
    @Nullable Double evidence,
    @Nullable Double maturity,
    @Nullable Long moneyAtRiskMicros,
    @Nullable String recommendedAction,
    long startsAt,
    long updatedAt,
    @Nullable Long endsAt,
    String summary,
    String summaryZh,
    long watermark,
    long revision) {}
