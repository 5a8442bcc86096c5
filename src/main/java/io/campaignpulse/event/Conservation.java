package io.campaignpulse.event;

import java.util.List;

/**
 * Whether what was credited in a window is what was booked: metrics.md, ground rule 7.
 *
 * @param ledgerMicros net revenue of the conversions, from the ledger that knows no credit
 * @param creditedMicros net revenue credited over all campaigns and channels, {@code
 *     (unattributed)} included, under the reporting model
 * @param unbalanced every measure that is out, of every model; empty when the books balance
 */
public record Conservation(long ledgerMicros, long creditedMicros, List<Imbalance> unbalanced) {

  /** Makes the list unmodifiable. */
  public Conservation {
    unbalanced = List.copyOf(unbalanced);
  }

  /** Ledger less credited, micros. */
  public long differenceMicros() {
    return Math.subtractExact(ledgerMicros, creditedMicros);
  }

  /** Whether every measure of every model ties out. */
  public boolean balanced() {
    return unbalanced.isEmpty();
  }
}
