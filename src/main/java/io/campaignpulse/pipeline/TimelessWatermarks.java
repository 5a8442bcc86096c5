package io.campaignpulse.pipeline;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Watermarks of a stream that says nothing about time and must never hold it up: catalogues. */
final class TimelessWatermarks<T> implements WatermarkGenerator<T> {

  /** The strategy that hands them out. */
  static <T> WatermarkStrategy<T> strategy() {
    return context -> new TimelessWatermarks<>();
  }

  @Override
  public void onEvent(T row, long time, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(Long.MAX_VALUE));
  }
}
