package io.campaignpulse.bench.referee;

/**
 * True outcome of the clicks of a campaign so far, including the orders still to come.
 *
 * @param bought orders they bring in the end
 * @param toCome those of them that haven't come in
 */
record Outcome(long clicks, long bought, int toCome) {

  /** Conversion rate in the end. */
  double rate() {
    return (double) bought / clicks;
  }
}
