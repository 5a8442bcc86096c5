package io.campaignpulse.pipeline;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a stream that never says what time it is and never holds time back: it is idle.
 *
 * <p>It must not say that its time has ended instead: where it meets a stream that falls silent,
 * the end of time would be all there is, and everything would be forgotten.
 */
final class TimelessWatermarks<T> implements WatermarkGenerator<T> {

  private TimelessWatermarks() {}

  /** The strategy that hands them out. */
  static <T> WatermarkStrategy<T> strategy() {
    return context -> new TimelessWatermarks<>();
  }

  @Override
  public void onEvent(T row, long time, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
