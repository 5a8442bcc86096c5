package io.campaignpulse.metric.operator;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.BusinessChange;
import io.campaignpulse.metric.ConservationCheck;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.Ratios;
import io.campaignpulse.metric.Totals;
import io.campaignpulse.metric.WindowCode;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sums spend and credit of all campaigns per window, and the ledger of conversions beside them, and
 * publishes the totals like those of a campaign with the check of the books. Keyed by {@link
 * WindowCode}.
 */
public final class SumBusinessOperator extends AbstractStreamOperator<BusinessMetrics>
    implements OneInputStreamOperator<BusinessChange, BusinessMetrics>,
        Triggerable<Long, VoidNamespace>,
        WindowSums.Owner<Long> {

  private static final long serialVersionUID = 1L;

  private final MetricOptions options;

  private transient WindowSums<Long> sums;
  private transient ConservationCheck check;
  private transient @Nullable Conservation toDate;
  private transient Horizon horizon;
  private transient @Nullable Soon publications;

  /** Sums as the options say. */
  public SumBusinessOperator(MetricOptions options) {
    this.options = options;
  }

  @Override
  public void open() throws Exception {
    super.open();
    check = new ConservationCheck(options);
    horizon = new Horizon(getOperatorStateBackend(), "sum-business.horizon");
    sums =
        new WindowSums<>(
            this,
            options,
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "sum-business.totals", LongSerializer.INSTANCE, TotalsSerializer.INSTANCE)),
            getInternalTimerService("windows", VoidNamespaceSerializer.INSTANCE, this),
            horizon.restored());
    publications =
        new Soon(getProcessingTimeService(), options.publishEveryMillis(), sums::publish);
    getMetricGroup()
        .gauge("conservationDifference", () -> toDate == null ? 0 : toDate.differenceMicros());
    getMetricGroup()
        .gauge("unbalancedMeasures", () -> toDate == null ? 0 : toDate.unbalanced().size());
  }

  @Override
  public void processElement(StreamRecord<BusinessChange> element) throws Exception {
    BusinessChange change = element.getValue();
    long window = change.window();
    Totals sum = sums.gathering(window).at(WindowCode.size(window), WindowCode.start(window));
    if (sum != null) {
      sum.add(BaseMeasure.SPEND, change.spendMicros());
      change.credited().forEach(sum::add);
      if (change.booked().length > 0) {
        sum.book(change.booked());
      }
      sums.publishIfMany();
      publishSoon();
    }
  }

  private void publishSoon() {
    if (publications != null && sums.isGathering()) {
      publications.request();
    }
  }

  @Override
  public void settle(Long key, WindowSums<Long>.Gathering gathering) {
    // The windows of all campaigns have no clicks.
  }

  @Override
  public void applied(Long key, long window, Totals change) {
    // Nothing is summed over windows.
  }

  @Override
  public void publish(Long key, long window, Totals totals, boolean complete) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    totals.setRevision(Math.max(totals.revision() + 1, now));
    output.collect(new StreamRecord<>(row(window, totals, complete, now)));
  }

  @Override
  public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
    if (timer.getTimestamp() == WindowSums.END) {
      decideAtEnd();
    } else {
      sums.onTimer(timer.getKey(), timer.getTimestamp());
    }
    publishSoon();
  }

  private void decideAtEnd() throws Exception {
    long asOf = Objects.requireNonNull(options.asOf());
    for (Map.Entry<Long, Totals> entry : sums.takeAll().entrySet()) {
      long window = entry.getKey();
      Totals totals = entry.getValue();
      if (!totals.isZero()) {
        totals.setRevision(1);
        Long end = sums.windows().shownEnd(WindowCode.size(window), WindowCode.start(window));
        output.collect(new StreamRecord<>(row(window, totals, end != null && end <= asOf, asOf)));
      }
    }
  }

  private BusinessMetrics row(long window, Totals totals, boolean complete, long updatedAt) {
    WindowSize size = WindowCode.size(window);
    long start = WindowCode.start(window);
    long[] credited = totals.amounts(options.reportingModel(), TimeBasis.CONVERSION_TIME);
    Conservation conservation = check.of(size, totals);
    if (size == WindowSize.LIFE) {
      toDate = conservation;
    }
    return new BusinessMetrics(
        size,
        start,
        sums.windows().shownEnd(size, start),
        totals.base()[BaseMeasure.SPEND.ordinal()],
        credited.length == 0 ? Ratios.nothingAttributed() : credited,
        conservation,
        complete,
        totals.revision(),
        updatedAt);
  }

  @Override
  public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
    // Publication has a timer for the whole operator, not one for each key.
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sums.beforeWatermark(mark.getTimestamp());
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      // Nothing follows: what the last timers completed goes out before the mark says so.
      getTimeServiceManager().orElseThrow().advanceWatermark(mark);
      sums.publish();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    sums.publish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    horizon.save(sums.horizon());
  }

  @Override
  public void finish() throws Exception {
    sums.publish();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (publications != null) {
      publications.cancel();
    }
    super.close();
  }
}
