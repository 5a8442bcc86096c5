package io.campaignpulse.metric.operator;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import io.campaignpulse.metric.Windows;
import io.campaignpulse.spend.LiveClicks;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Adds interactions up per campaign, channel and minute before the shuffle, so that what crosses
 * the network is one change for many events.
 *
 * <p>It holds no state: everything held is handed on before each checkpoint barrier, at the end of
 * input, each second, when the table is full, and before a watermark that passes the oldest minute
 * held. The last keeps what was on time on time downstream. It is cheap: live a watermark does so
 * once a minute, and when catching up at most once per watermark interval.
 */
public final class CombineInteractionsOperator extends AbstractStreamOperator<MeasureChange>
    implements OneInputStreamOperator<ClassifiedInteraction, MeasureChange> {

  /** The valid clicks among them. */
  public static final OutputTag<LiveClicks> LIVE_CLICKS =
      new OutputTag<>("live-clicks", TypeInformation.of(LiveClicks.class));

  private static final long serialVersionUID = 1L;
  private static final long MINUTE = 60_000;

  private final boolean countImpressions;
  private final boolean countClicks;
  private final long flushEveryMillis;
  private final int maxHeld;

  private transient PartialCounts counts;
  private transient @Nullable Soon flushes;

  /**
   * A combiner.
   *
   * @param impressions where the measure impressions comes from; reach always comes from events
   * @param clicks where the measure clicks comes from
   * @param flushEveryMillis how long anything is held at most
   * @param maxHeld how many campaigns × channels × minutes are held at most
   */
  public CombineInteractionsOperator(
      DeliverySource impressions, DeliverySource clicks, long flushEveryMillis, int maxHeld) {
    this.countImpressions = impressions == DeliverySource.EVENTS;
    this.countClicks = clicks == DeliverySource.EVENTS;
    this.flushEveryMillis = flushEveryMillis;
    this.maxHeld = maxHeld;
  }

  @Override
  public void open() throws Exception {
    super.open();
    counts = new PartialCounts(countClicks);
    flushes = new Soon(getProcessingTimeService(), flushEveryMillis, this::flush);
  }

  @Override
  public void processElement(StreamRecord<ClassifiedInteraction> element) {
    ClassifiedInteraction event = element.getValue();
    boolean invalid = event.invalidTraffic();
    boolean reaches = !invalid && event.type() == InteractionType.IMPRESSION;
    boolean counts = invalid || isCounted(event.type());
    if (!counts && !reaches) {
      return;
    }
    PartialCounts.Cell cell =
        this.counts.cell(event.campaignId(), event.channel(), Windows.minute(event.eventTime()));
    if (counts) {
      cell.count(event.type(), invalid);
    }
    if (reaches) {
      String customer = event.customerId();
      cell.reach(customer == null ? "v:" + event.visitorId() : "c:" + customer);
    }
    if (this.counts.size() >= maxHeld) {
      flush();
    } else {
      flushSoon();
    }
  }

  /** Clicks are always counted: spend is nowcast by them. */
  private boolean isCounted(InteractionType type) {
    return type != InteractionType.IMPRESSION || countImpressions;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (counts.size() > 0 && mark.getTimestamp() >= counts.oldestMinute() + MINUTE - 1) {
      flush();
    }
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
    counts.drain(this::handOn);
  }

  private void handOn(MeasureChange change) {
    output.collect(new StreamRecord<>(change));
    if (change.liveClicks() > 0) {
      output.collect(
          LIVE_CLICKS,
          new StreamRecord<>(
              new LiveClicks(
                  change.campaignId(), change.channel(), change.minute(), change.liveClicks())));
    }
  }
}
