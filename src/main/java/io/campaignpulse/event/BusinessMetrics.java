package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * The totals of one window over all campaigns and channels, on CONVERSION_TIME: immune to double
 * credit, since every conversion counts once.
 *
 * @param spendMicros spend of all campaigns
 * @param credited by ordinal of {@link AttributedMeasure}, under the reporting model
 * @param conservation the check of the books; null where it was not made
 */
public record BusinessMetrics(
    WindowSize window,
    long windowStart,
    @Nullable Long windowEnd,
    long spendMicros,
    long[] credited,
    @Nullable Conservation conservation,
    boolean complete,
    long revision,
    long updatedAt) {

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(window.name(), java.time.Instant.ofEpochMilli(windowStart).toString());
  }
}
