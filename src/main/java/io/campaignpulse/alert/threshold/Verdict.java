package io.campaignpulse.alert.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says of a series at one tick.
 *
 * @param judgeable false where the data do not suffice: then the condition does not hold
 * @param observed the metric's value over the window; null where it has none
 * @param judgedUntil end of the window that was judged, epoch milliseconds
 * @param spendMicros money spent in the window
 * @param moneyAtRiskMicros what missing the target costs in the window; null where nobody can say
 */
public record Verdict(
    boolean judgeable,
    boolean holds,
    @Nullable Double observed,
    long judgedUntil,
    long spendMicros,
    @Nullable Long moneyAtRiskMicros) {

  static Verdict notJudgeable(@Nullable Double observed, long judgedUntil, long spendMicros) {
    return new Verdict(false, false, observed, judgedUntil, spendMicros, null);
  }
}
