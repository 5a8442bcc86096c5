package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The totals of one window, campaign and channel. Only sums are kept; ratios are computed last, by
 * whoever shows them, with {@code io.campaignpulse.metric.Ratios}.
 *
 * @param windowStart epoch milliseconds; 0 for LIFE
 * @param windowEnd epoch milliseconds, exclusive; null for LIFE
 * @param base by ordinal of {@link BaseMeasure}
 * @param reach estimated number of distinct people with an impression
 * @param attributed only entries that aren't all zero, in the order of model, basis
 * @param spendReportedUntil until when spend reports cover this campaign and channel without a
 *     hole, epoch milliseconds; null if there is none
 * @param complete true once event time has passed the window's end
 * @param revision a higher one replaces a lower one of the same key
 * @param updatedAt when it was published, epoch milliseconds
 */
public record CampaignMetrics(
    WindowSize window,
    long windowStart,
    @Nullable Long windowEnd,
    String campaignId,
    String channel,
    long[] base,
    long reach,
    List<AttributedTotals> attributed,
    @Nullable Long spendReportedUntil,
    boolean complete,
    long revision,
    long updatedAt) {

  /** What clicks that no report covers yet are expected to cost, micros; 0 if there are none. */
  public long provisionalSpendMicros() {
    return base[BaseMeasure.PROVISIONAL_SPEND.ordinal()];
  }

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(
        window.name(), java.time.Instant.ofEpochMilli(windowStart).toString(), campaignId, channel);
  }
}
