package io.campaignpulse.alert.portfolio;

import org.jspecify.annotations.Nullable;

/**
 * How well the lags of a segment are known. As long as they aren't, no target that depends on them
 * is evaluated: clicks of a channel whose conversions take days would look like clicks that bring
 * nothing.
 *
 * @param known whether its curve rests on enough conversions, or was given
 * @param suspected whether lags may be becoming longer
 * @param latest when it is known at the latest, epoch milliseconds; without meaning once it is
 *     known
 * @param changedAt when lags were found to have become longer, epoch milliseconds; null where they
 *     are simply not known yet
 */
public record LagKnowledge(
    boolean known, boolean suspected, long latest, @Nullable Long changedAt) {}
