package io.campaignpulse.metric.operator;

import static io.campaignpulse.testing.TestingMetrics.LONG;
import static io.campaignpulse.testing.TestingMetrics.at;
import static io.campaignpulse.testing.TestingMetrics.booking;
import static io.campaignpulse.testing.TestingMetrics.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.BusinessChange;
import io.campaignpulse.metric.WindowCode;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineBookingsOperatorTest {

  private static final long NOON = at("2026-03-02T12:00:00Z");

  private OneInputStreamOperatorTestHarness<ConversionBooking, BusinessChange> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new CombineBookingsOperator(options(Emission.ON_CHANGE, "UTC", LONG)));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void bookingsOfAWindowLeaveAsOneChange() throws Exception {
    book(booking(NOON, 1_000_000_000, 7), booking(NOON + 60_000, -1_000_000_000, -2));
    book(booking(NOON + 1, 1_000_000_000, 5));
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.setProcessingTime(1000);

    assertThat(harness.extractOutputValues())
        .extracting(change -> WindowCode.size(change.window()), this::orders, this::net)
        .containsExactlyInAnyOrder(
            tuple(WindowSize.PT1M, 2_000_000_000L, 12L),
            tuple(WindowSize.PT1M, -1_000_000_000L, -2L),
            tuple(WindowSize.PT1H, 1_000_000_000L, 10L),
            tuple(WindowSize.P1D, 1_000_000_000L, 10L),
            tuple(WindowSize.LIFE, 1_000_000_000L, 10L));
    harness.setProcessingTime(2000);
    assertThat(harness.extractOutputValues()).hasSize(5);
  }

  @Test
  void nothingIsHeldOverACheckpointNorBehindAWatermark() throws Exception {
    book(booking(NOON, 1, 0));
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).hasSize(4);
    book(booking(NOON, 1, 0));
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(harness.getOutput()).hasSize(9).last().isEqualTo(Watermark.MAX_WATERMARK);
  }

  private long orders(BusinessChange change) {
    return change.booked()[AttributedMeasure.ORDERS.ordinal()];
  }

  private long net(BusinessChange change) {
    return change.booked()[AttributedMeasure.NET_REVENUE.ordinal()];
  }

  private void book(Booking... bookings) throws Exception {
    harness.processElement(
        new StreamRecord<>(new ConversionBooking("o", ConversionType.ORDER, List.of(bookings))));
  }
}
