package io.campaignpulse.metric.operator;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.MeasureSums;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.BusinessChange;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.WindowCode;
import io.campaignpulse.metric.Windows;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds the ledger of conversions up per window before the shuffle: all of it meets in few windows,
 * and in one LIFE. It holds no state: what is held is handed on before each checkpoint barrier and
 * each watermark, each second, and at the end of input.
 */
public final class CombineBookingsOperator extends AbstractStreamOperator<BusinessChange>
    implements OneInputStreamOperator<ConversionBooking, BusinessChange> {

  private static final long serialVersionUID = 1L;

  private final MetricOptions options;

  private transient Windows windows;
  private transient Map<Long, long[]> booked;
  private transient @Nullable Soon flushes;

  /** Sums for the windows of the options. */
  public CombineBookingsOperator(MetricOptions options) {
    this.options = options;
  }

  @Override
  public void open() throws Exception {
    super.open();
    windows = new Windows(ZoneId.of(options.zoneId()));
    booked = new HashMap<>();
    flushes = new Soon(getProcessingTimeService(), options.publishEveryMillis(), this::flush);
  }

  @Override
  public void processElement(StreamRecord<ConversionBooking> element) {
    for (Booking booking : element.getValue().bookings()) {
      for (WindowSize size : options.windows()) {
        long window = WindowCode.of(size, windows.start(size, booking.time()));
        long[] sums = booked.computeIfAbsent(window, w -> new long[AttributedMeasure.COUNT]);
        new MeasureSums(sums).add(booking.amounts());
      }
    }
    flushSoon();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (flushes != null) {
      flushes.cancel();
    }
    super.close();
  }

  private void flushSoon() {
    if (flushes != null) {
      flushes.request();
    }
  }

  private void flush() {
    booked.forEach(
        (window, sums) ->
            output.collect(new StreamRecord<>(BusinessChange.ofLedger(window, sums))));
    booked.clear();
  }
}
