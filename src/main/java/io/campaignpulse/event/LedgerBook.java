package io.campaignpulse.event;

/**
 * The ledger of one topic so far.
 *
 * @param counts by ordinal of {@link Outcome}
 */
public record LedgerBook(Topic topic, long[] counts, long revision, long updatedAt) {}
