package io.campaignpulse.event;

/**
 * A measure whose credit isn't what the ledger says.
 *
 * @param ledger what was booked, in the unit of the measure
 * @param credited what was credited over all campaigns and channels, in the unit of the measure
 */
public record Imbalance(
    AttributionModel model,
    TimeBasis basis,
    AttributedMeasure measure,
    long ledger,
    long credited) {

  /** Ledger less credited, in the unit of the measure. */
  public long difference() {
    return Math.subtractExact(ledger, credited);
  }
}
