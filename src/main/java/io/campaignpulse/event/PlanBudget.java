package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * What only a budget has; money in micros of the reporting currency.
 *
 * @param provisionalMicros estimated spend of the period that no report covers yet; not in the
 *     actual
 * @param spendReportedUntil until when reports cover the spend, epoch milliseconds; null if there
 *     is none
 * @param remainingPerDayMicros what is left, provisional spend taken off, per remaining day of the
 *     period; null once it has ended
 * @param monthActualMicros of a daily budget, spend of its calendar month to date, provisional
 *     spend included
 * @param monthLimitMicros of a daily budget, 30.4 times its amount: what platforms may spend in a
 *     month; null in a month in which the daily budget was changed
 * @param underDeliveryMicros how much of the budget is heading to stay unspent; 0 if none
 * @param allowedMicros what may be spent before the budget is overspent: its amount, twice that of
 *     a daily one; after it was lowered at least what had been spent within the old one by the end
 *     of the grace time
 */
public record PlanBudget(
    long provisionalMicros,
    @Nullable Long spendReportedUntil,
    @Nullable Long remainingPerDayMicros,
    @Nullable Long monthActualMicros,
    @Nullable Long monthLimitMicros,
    long underDeliveryMicros,
    long allowedMicros) {}
