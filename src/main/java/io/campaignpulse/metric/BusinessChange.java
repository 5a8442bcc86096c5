package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedTotals;
import java.util.List;

/**
 * A signed change of the totals of all campaigns in one window: of a campaign's spend and credit,
 * or of the ledger they have to tie out with.
 *
 * @param window see {@link WindowCode}
 * @param spendMicros micros of the reporting currency
 * @param credited what changes of the models and bases that are checked in the window
 * @param booked what the ledger booked, by ordinal of {@link
 *     io.campaignpulse.event.AttributedMeasure}; empty where nothing changes
 */
public record BusinessChange(
    long window, long spendMicros, List<AttributedTotals> credited, long[] booked) {

  private static final long[] NOTHING = {};

  /** A change of a campaign's spend and credit. */
  public static BusinessChange ofCampaign(
      long window, long spendMicros, List<AttributedTotals> credited) {
    return new BusinessChange(window, spendMicros, credited, NOTHING);
  }

  /** A change of the ledger. */
  public static BusinessChange ofLedger(long window, long[] booked) {
    return new BusinessChange(window, 0, List.of(), booked);
  }
}
