package io.campaignpulse.customer;

/**
 * The margin customers brought at one age.
 *
 * @param marginMicros micros of the reporting currency, known costs only
 * @param unitsWithoutCost billionths of units whose cost nobody told; while it isn't 0 the margin
 *     is unknown
 */
public record MarginAtAge(long marginMicros, long unitsWithoutCost) {

  /** No margin. */
  public static final MarginAtAge NOTHING = new MarginAtAge(0, 0);

  /** The margin after a change. */
  public MarginAtAge plus(ValueChange change) {
    return new MarginAtAge(
        Math.addExact(marginMicros, change.marginMicros()),
        Math.addExact(unitsWithoutCost, change.unitsWithoutCost()));
  }
}
