package io.campaignpulse.server;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question about campaign-metrics: which windows, which series, grouped how.
 *
 * @param from the first window start, epoch milliseconds
 * @param to the end of the window starts, exclusive
 * @param campaigns only these; empty = all
 * @param channels only these; empty = all
 * @param groupBy what stays apart; empty sums everything
 */
record MetricsQuery(
    WindowSize window,
    long from,
    long to,
    Set<String> campaigns,
    Set<String> channels,
    AttributionModel model,
    TimeBasis basis,
    Set<Dimension> groupBy) {

  /** What rows can be kept apart by. */
  enum Dimension {
    WINDOW,
    CAMPAIGN,
    CHANNEL
  }

  /** The metrics of an answer; mer is that of the whole business, so it isn't one of a group. */
  static final List<Metric> METRICS =
      Arrays.stream(Metric.values()).filter(m -> m != Metric.MER).toList();

  /**
   * A row of the answer; what isn't grouped by is null.
   *
   * @param windowEnd null for LIFE too
   */
  record Row(
      @Nullable Long windowStart,
      @Nullable Long windowEnd,
      @Nullable String campaignId,
      @Nullable String channel,
      Sums sums) {}

  private record Group(
      @Nullable Long windowStart, @Nullable String campaignId, @Nullable String channel) {}

  /** Sums the rows by group, ordered by window, campaign and channel. */
  List<Row> answer(ResultViews views, int limit) {
    Map<Group, Row> groups = new LinkedHashMap<>();
    try (Stream<CampaignMetrics> rows = views.metrics(window, from, to)) {
      rows.filter(this::asked).forEach(row -> addTo(groups, row, limit));
    }
    List<Row> answer = new ArrayList<>(groups.values());
    answer.sort(
        Comparator.comparingLong((Row r) -> r.windowStart == null ? 0 : r.windowStart)
            .thenComparing(r -> r.campaignId == null ? "" : r.campaignId)
            .thenComparing(r -> r.channel == null ? "" : r.channel));
    return answer;
  }

  private boolean asked(CampaignMetrics row) {
    return (campaigns.isEmpty() || campaigns.contains(row.campaignId()))
        && (channels.isEmpty() || channels.contains(row.channel()));
  }

  private void addTo(Map<Group, Row> groups, CampaignMetrics row, int limit) {
    boolean byWindow = groupBy.contains(Dimension.WINDOW);
    Group group =
        new Group(
            byWindow ? row.windowStart() : null,
            groupBy.contains(Dimension.CAMPAIGN) ? row.campaignId() : null,
            groupBy.contains(Dimension.CHANNEL) ? row.channel() : null);
    groups
        .computeIfAbsent(
            group,
            g -> {
              if (groups.size() == limit) {
                throw new Problem.Raised(Problem.tooManyRows(limit));
              }
              return new Row(
                  g.windowStart,
                  byWindow ? row.windowEnd() : null,
                  g.campaignId,
                  g.channel,
                  new Sums(model, basis));
            })
        .sums
        .add(row);
  }

  static Set<Dimension> dimensions(Dimension... each) {
    Set<Dimension> set = EnumSet.noneOf(Dimension.class);
    set.addAll(List.of(each));
    return set;
  }
}
