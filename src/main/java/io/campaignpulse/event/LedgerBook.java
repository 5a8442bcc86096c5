package io.campaignpulse.event;

import java.util.Arrays;

/**
 * The ledger of one topic so far.
 *
 * @param counts by ordinal of {@link Outcome}
 */
public record LedgerBook(Topic topic, long[] counts, long revision, long updatedAt) {

  /** Returns the sum of two ledgers of the topic, as of the later one. */
  public LedgerBook plus(LedgerBook other) {
    long[] sum = counts.clone();
    Arrays.setAll(sum, i -> Math.addExact(counts[i], other.counts[i]));
    return new LedgerBook(
        topic, sum, Math.max(revision, other.revision), Math.max(updatedAt, other.updatedAt));
  }
}
