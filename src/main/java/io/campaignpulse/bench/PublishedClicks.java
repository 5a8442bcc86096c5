package io.campaignpulse.bench;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.WindowSize;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The clicks that a reader of upserts ends up with: of each key the row of the highest revision.
 */
final class PublishedClicks {

  private final Map<String, long[]> latest = new HashMap<>();
  private final Map<WindowSize, Long> sums = new EnumMap<>(WindowSize.class);
  private long rows;

  void add(CampaignMetrics row) {
    rows++;
    long[] known = latest.computeIfAbsent(row.key(), key -> new long[2]);
    if (row.revision() > known[0]) {
      long clicks = row.base()[BaseMeasure.CLICKS.ordinal()];
      sums.merge(row.window(), clicks - known[1], Long::sum);
      known[0] = row.revision();
      known[1] = clicks;
    }
  }

  long rows() {
    return rows;
  }

  long clicks(WindowSize size) {
    return sums.getOrDefault(size, 0L);
  }
}
