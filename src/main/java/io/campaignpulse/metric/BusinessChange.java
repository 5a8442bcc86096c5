package io.campaignpulse.metric;

/**
 * A signed change of the totals of all campaigns in one window.
 *
 * @param window see {@link WindowCode}
 * @param spendMicros micros of the reporting currency
 * @param credited by ordinal of {@link io.campaignpulse.event.AttributedMeasure}, under the
 *     reporting model on CONVERSION_TIME; empty where nothing changes
 */
public record BusinessChange(long window, long spendMicros, long[] credited) {}
