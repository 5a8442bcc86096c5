package io.campaignpulse.spend;

import io.campaignpulse.event.SpendLevel;
import io.campaignpulse.event.SpendReport;
import java.util.Arrays;

/**
 * The time that the reports of a campaign and channel cover by level. At each instant the coarsest
 * level that covers it counts (contract.md, Fixed readings, "Spreading"). An adjustment (a cost
 * below 0) covers nothing: it counts beside the reports it corrects, unless a coarser level holds
 * it already.
 *
 * @param campaigns start and end of each period that level CAMPAIGN covers, epoch milliseconds
 * @param adGroups start and end of each period that level AD_GROUP covers, epoch milliseconds
 * @param finest the finest level of any report
 */
public record SpendLevels(long[] campaigns, long[] adGroups, SpendLevel finest) {

  private static final long[] NOTHING = {};

  /** No report is known. */
  public static SpendLevels none() {
    return new SpendLevels(NOTHING, NOTHING, SpendLevel.CAMPAIGN);
  }

  /** The levels of some reports, one of each key. */
  public static SpendLevels of(Iterable<SpendReport> reports) {
    SpendLevels levels = none();
    for (SpendReport report : reports) {
      levels = levels.with(report);
    }
    return levels;
  }

  /** Whether two reports of a key cover their period at the same level. */
  public static boolean coverAlike(SpendReport one, SpendReport other) {
    return one.countedLevel() == other.countedLevel() && one.covers() == other.covers();
  }

  /** These and one more report. */
  public SpendLevels with(SpendReport report) {
    SpendLevel level = report.countedLevel();
    boolean covers = report.covers();
    return new SpendLevels(
        covers && level == SpendLevel.CAMPAIGN ? covered(campaigns, report) : campaigns,
        covers && level == SpendLevel.AD_GROUP ? covered(adGroups, report) : adGroups,
        level.compareTo(finest) > 0 ? level : finest);
  }

  private static long[] covered(long[] bounds, SpendReport report) {
    return new Coverage(bounds).with(report.periodStart(), report.periodEnd()).bounds();
  }

  /** A report and where it counts. */
  public CountedSpend counted(SpendReport report) {
    SpendLevel level = report.countedLevel();
    long[] stretches = {report.periodStart(), report.periodEnd()};
    if (level != SpendLevel.CAMPAIGN) {
      stretches = outside(campaigns, stretches);
    }
    if (level == SpendLevel.AD) {
      stretches = outside(adGroups, stretches);
    }
    return new CountedSpend(report, stretches);
  }

  private static long[] outside(long[] covered, long[] stretches) {
    Coverage coverage = new Coverage(covered);
    long[] left = {};
    for (int i = 0; i < stretches.length; i += 2) {
      long[] gaps = coverage.gaps(stretches[i], stretches[i + 1]);
      int size = left.length;
      left = Arrays.copyOf(left, size + gaps.length);
      System.arraycopy(gaps, 0, left, size, gaps.length);
    }
    return left;
  }

  /** Whether reports may count elsewhere than before. */
  public boolean moves(SpendLevels before) {
    boolean campaignsMove =
        finest != SpendLevel.CAMPAIGN && !Arrays.equals(campaigns, before.campaigns);
    boolean adGroupsMove = finest == SpendLevel.AD && !Arrays.equals(adGroups, before.adGroups);
    return campaignsMove || adGroupsMove;
  }

  /** These without the periods that end at or before an instant. */
  public SpendLevels since(long instant) {
    return new SpendLevels(
        new Coverage(campaigns).since(instant).bounds(),
        new Coverage(adGroups).since(instant).bounds(),
        finest);
  }
}
