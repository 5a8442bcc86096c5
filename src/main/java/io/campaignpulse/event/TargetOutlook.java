package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A target of a campaign and channel as a rule sees it.
 *
 * @param kind kind of the rule; null in old records
 * @param ruleVersion number of the rule's condition; 0 in old records, likewise targetVersion
 * @param targetVersion number of the target, as in alerts
 * @param metric name of the metric: cvr, cpa, cpl, cpql, cac, roas
 * @param reason why it isn't evaluated; null while it is
 * @param knownFrom when lags will be known at the latest, epoch milliseconds; null where they are
 * @param observed the metric of the conversions that have arrived; null where it has none
 * @param projected the metric once all conversions have arrived, with its 80 % interval
 * @param maturity share of the conversions that can be expected to have arrived, in [0, 1]
 * @param ratio observed ÷ target in the shortest of 24 hours, 7 days and the time the target holds
 *     that says enough; null where nothing was expected
 * @param ratioLow lower end of the interval that the evidence doesn't reject
 * @param ratioHigh upper end; null where it has none
 * @param expectedPerDay conversions expected at target per day at the recent volume
 * @param daysToKnow days at this volume until a shortfall of 30 % is proven; null where nothing is
 *     expected
 * @param severity how badly it is found missed; null while it isn't
 * @param better how surely it is exceeded by a tenth or more, graded as a miss is; null while it
 *     isn't known to be
 * @param cause what the miss comes from, as in alerts; null while there is none
 */
public record TargetOutlook(
    String ruleId,
    @Nullable RuleKind kind,
    int ruleVersion,
    int targetVersion,
    String metric,
    double target,
    TargetStanding standing,
    @Nullable AlertReason reason,
    @Nullable Long knownFrom,
    @Nullable Double observed,
    @Nullable Double projected,
    @Nullable Double projectedLow,
    @Nullable Double projectedHigh,
    double maturity,
    @Nullable Double evidence,
    @Nullable Double ratio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh,
    double expectedPerDay,
    @Nullable Double daysToKnow,
    @Nullable Severity severity,
    @Nullable Severity better,
    @Nullable AlertCause cause) {}
