package io.campaignpulse.alert.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says of a series at one tick.
 *
 * @param evaluable false where the data do not suffice: then the condition does not hold
 * @param observed the metric's value over the window; null where it has none
 * @param evaluatedUntil end of the window that was evaluated, epoch milliseconds
 * @param spendMicros money spent in the window
 * @param moneyAtRiskMicros what missing the target costs in the window; null where it is unknown
 */
public record Verdict(
    boolean evaluable,
    boolean holds,
    @Nullable Double observed,
    long evaluatedUntil,
    long spendMicros,
    @Nullable Long moneyAtRiskMicros) {

  static Verdict notEvaluable(@Nullable Double observed, long evaluatedUntil, long spendMicros) {
    return new Verdict(false, false, observed, evaluatedUntil, spendMicros, null);
  }
}
