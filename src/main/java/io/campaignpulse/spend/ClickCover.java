package io.campaignpulse.spend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How spend reports come to cover the clicks of a campaign and channel. */
public final class ClickCover {

  /** How long clicks and reports are remembered, for what is reported late: 14 days. */
  public static final long MEMORY_MILLIS = SpendNowcast.HORIZON_MILLIS + CostHistory.MEMORY_MILLIS;

  private static final long MINUTE = 60_000;
  private static final long[] NOTHING = {};

  private ClickCover() {}

  /** Whether any of a minute lies in [start, end). */
  public static boolean holds(long start, long end, long minute) {
    return minute < end && minute + MINUTE > start;
  }

  /** Whether any of a minute is covered. */
  public static boolean covers(Coverage coverage, long minute) {
    return coverage.touches(minute, minute + MINUTE);
  }

  /**
   * What a report makes known.
   *
   * @param before what was covered until then
   * @param taken clicks of its period by minute, of those that were not covered
   * @param nowcast whether a nowcast stood for them: whether all of them were there
   */
  public static CoveredClicks cover(
      String campaignId,
      String channel,
      ReportedCost cost,
      Coverage before,
      Map<Long, Long> taken,
      boolean nowcast) {
    TreeMap<Long, Long> hours = new TreeMap<>();
    long stoodFor = 0;
    for (Map.Entry<Long, Long> minute : taken.entrySet()) {
      hours.merge(CostHistory.hour(minute.getKey()), minute.getValue(), Math::addExact);
      if (nowcast && SpendNowcast.givenUpAt(minute.getKey()) > cost.reportedAt()) {
        stoodFor = Math.addExact(stoodFor, minute.getValue());
      }
    }
    long[] hourClicks = new long[2 * hours.size()];
    int next = 0;
    for (Map.Entry<Long, Long> hour : hours.entrySet()) {
      hourClicks[next++] = hour.getKey();
      hourClicks[next++] = hour.getValue();
    }
    return new CoveredClicks(
        campaignId,
        channel,
        cost,
        cost.covers() ? before.gaps(cost.periodStart(), cost.periodEnd()) : NOTHING,
        hourClicks,
        stoodFor);
  }

  /**
   * What reports make known one after the other, as if each had come before any of a later period:
   * a replay does not know when they came. Reports of one period come as one.
   *
   * @param clicks by minute
   */
  public static List<CoveredClicks> inOrder(
      String campaignId,
      String channel,
      Collection<KnownReport> reports,
      NavigableMap<Long, Long> clicks) {
    TreeMap<Long, Long> waiting = new TreeMap<>(clicks);
    Coverage coverage = Coverage.none();
    List<CoveredClicks> news = new ArrayList<>();
    for (ReportedCost cost : byPeriod(reports)) {
      Map<Long, Long> within =
          waiting.subMap(cost.periodStart() - MINUTE, false, cost.periodEnd(), false);
      if (!cost.covers()) {
        news.add(cover(campaignId, channel, cost, coverage, Map.of(), true));
        continue;
      }
      news.add(cover(campaignId, channel, cost, coverage, within, true));
      within.clear();
      coverage = coverage.with(cost.periodStart(), cost.periodEnd());
    }
    return news;
  }

  private static List<ReportedCost> byPeriod(Collection<KnownReport> reports) {
    List<KnownReport> sorted = new ArrayList<>(reports);
    sorted.sort(
        Comparator.comparingLong(KnownReport::periodEnd)
            .thenComparingLong(KnownReport::periodStart)
            .thenComparing(KnownReport::covers)
            .thenComparing(KnownReport::stretches, Arrays::compare));
    List<ReportedCost> periods = new ArrayList<>();
    for (KnownReport report : sorted) {
      ReportedCost cost = report.changeFrom(null);
      ReportedCost last = periods.isEmpty() ? null : periods.get(periods.size() - 1);
      if (last != null && last.countsWhere(cost)) {
        periods.set(periods.size() - 1, last.and(cost));
      } else {
        periods.add(cost);
      }
    }
    return periods;
  }
}
