package io.campaignpulse.metric.operator;

import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.BusinessChange;
import io.campaignpulse.metric.ConservationCheck;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.SpendNews;
import io.campaignpulse.metric.SpendSpread;
import io.campaignpulse.metric.Totals;
import io.campaignpulse.metric.WindowCode;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.Coverage;
import io.campaignpulse.spend.SpendChange;
import io.campaignpulse.spend.SpendNowcast;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sums the measures of a campaign and channel per window and publishes the totals: live each second
 * those that changed, in a replay once at the end. Keyed by (campaignId, channel); the first input
 * brings changes of measures, the second spend reports and what clicks cost until the next.
 *
 * <p>A report is kept until no window but LIFE remembers its period, so that a restatement can be
 * told from a new report. In a replay reports are spread only when the totals are final: a report
 * over 400 days has 576,000 minutes.
 */
public final class SumWindowsOperator extends AbstractStreamOperator<CampaignMetrics>
    implements TwoInputStreamOperator<MeasureChange, SpendNews, CampaignMetrics>,
        Triggerable<Tuple2<String, String>, VoidNamespace>,
        WindowSums.Owner<Tuple2<String, String>> {

  /** What each change means to the totals of all campaigns. */
  public static final OutputTag<BusinessChange> BUSINESS =
      new OutputTag<>("business-changes", TypeInformation.of(BusinessChange.class));

  private static final long serialVersionUID = 1L;

  private final MetricOptions options;
  private final boolean live;

  private transient WindowSums<Tuple2<String, String>> sums;
  private transient SpendSpread spread;
  private transient InternalTimerService<String> reportTimers;
  private transient Horizon horizon;
  private transient MapState<String, CountedSpend> reports;
  private transient ValueState<long[]> covered;
  private transient PendingClicks pending;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter lateForWindow;
  private transient long lastTime;
  private transient @Nullable Soon publications;

  /** Sums as the options say. */
  public SumWindowsOperator(MetricOptions options) {
    this.options = options;
    this.live = options.emission() == Emission.ON_CHANGE;
  }

  @Override
  public void open() throws Exception {
    super.open();
    lastTime = Long.MIN_VALUE;
    horizon = new Horizon(getOperatorStateBackend(), "sum-windows.horizon");
    reports =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "sum-windows.reports", Types.STRING, TypeInformation.of(CountedSpend.class)));
    covered =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "sum-windows.covered", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    pending = new PendingClicks(getRuntimeContext());
    timers = getInternalTimerService("windows", VoidNamespaceSerializer.INSTANCE, this);
    lateForWindow = getMetricGroup().counter("lateForWindow");
    reportTimers =
        getInternalTimerService("forget-reports", StringSerializer.INSTANCE, new ReportTimers());
    sums =
        new WindowSums<>(
            this,
            options,
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "sum-windows.totals", LongSerializer.INSTANCE, TotalsSerializer.INSTANCE)),
            timers,
            horizon.restored());
    spread = new SpendSpread(options, sums.windows());
    publications =
        new Soon(getProcessingTimeService(), options.publishEveryMillis(), sums::publish);
  }

  @Override
  public void processElement1(StreamRecord<MeasureChange> element) throws Exception {
    MeasureChange change = element.getValue();
    WindowSums<Tuple2<String, String>>.Gathering gathering =
        sums.gathering(Tuple2.of(change.campaignId(), change.channel()));
    for (WindowSize size : options.windows()) {
      Totals sum = gathering.at(size, change.minute());
      if (sum == null) {
        lateForWindow.inc();
      } else {
        sum.add(change);
      }
    }
    if (change.liveClicks() > 0) {
      gathering.clicked(change.minute(), change.liveClicks());
    }
    sums.publishIfMany();
    publishSoon();
  }

  @Override
  public void processElement2(StreamRecord<SpendNews> element) throws Exception {
    SpendNews news = element.getValue();
    Tuple2<String, String> key = Tuple2.of(news.campaignId(), news.channel());
    if (news.report() != null) {
      count(key, news.report());
    }
    if (news.clickCost() != null) {
      long before = pending.rate(coverage());
      pending.learn(news.clickCost().cpcMicros());
      publishIfAnother(before, key);
    }
    publishSoon();
  }

  private void publishSoon() {
    if (publications != null && sums.isGathering()) {
      publications.request();
    }
  }

  private void publishIfAnother(long rateBefore, Tuple2<String, String> key) throws Exception {
    if (live && pending.rate(coverage()) != rateBefore) {
      pending.publishAgain(sums, key);
    }
  }

  private void count(Tuple2<String, String> key, CountedSpend counted) throws Exception {
    SpendReport report = counted.report();
    String reportKey = report.reportKey();
    CountedSpend known = reports.get(reportKey);
    if (!counted.replaces(known)) {
      return;
    }
    if (!live) {
      reports.put(reportKey, counted);
      sums.awaitEnd();
      return;
    }
    long forgotten = sums.retention().forgottenEverywhereAt(report.periodEnd());
    if (known == null && forgotten <= sums.horizon()) {
      // It may restate a report that is forgotten: adding it would count its cost twice in LIFE.
      lateForWindow.inc();
      return;
    }
    reports.put(reportKey, counted);
    reportTimers.registerEventTimeTimer(reportKey, forgotten);
    if (report.covers()) {
      cover(key, report);
    }
    gather(key, new SpendChange(known, counted), report);
    sums.publishIfMany();
  }

  private void cover(Tuple2<String, String> key, SpendReport report) throws Exception {
    Coverage before = coverage();
    Coverage after = before.with(report.periodStart(), report.periodEnd()).filled();
    if (Arrays.equals(before.bounds(), after.bounds())) {
      return;
    }
    long rate = pending.rate(before);
    covered.update(after.bounds());
    pending.cover(after, sums.gathering(key));
    publishIfAnother(rate, key);
    if (!Objects.equals(before.until(), after.until())) {
      sums.publishAllAgain(key);
    }
  }

  private Coverage coverage() throws Exception {
    long[] bounds = covered.value();
    return bounds == null ? Coverage.none() : new Coverage(bounds);
  }

  private void gather(Tuple2<String, String> key, SpendChange change, SpendReport report)
      throws Exception {
    for (WindowSize size : options.windows()) {
      long from =
          Math.max(report.periodStart(), sums.retention().forgottenUpTo(size, sums.horizon()));
      if (from > report.periodStart()) {
        lateForWindow.inc();
      }
      spread.add(change, size, from, report.periodEnd(), sums.gathering(key)::at);
    }
  }

  @Override
  public void settle(
      Tuple2<String, String> key, WindowSums<Tuple2<String, String>>.Gathering gathering)
      throws Exception {
    if (gathering.clicks().isEmpty()) {
      return;
    }
    if (live) {
      Coverage coverage = coverage();
      long before = pending.rate(coverage);
      pending.settle(
          gathering,
          coverage,
          time(),
          at -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, at));
      publishIfAnother(before, key);
    } else {
      pending.collect(gathering.clicks(), asOf());
    }
  }

  /** How far event time has come. The end of input is none: it makes no report less likely. */
  private long time() {
    return Math.max(lastTime, horizon.restored());
  }

  private long asOf() {
    return Objects.requireNonNull(options.asOf());
  }

  @Override
  public void applied(Tuple2<String, String> key, long window, Totals change) {
    if (live) {
      changeBusiness(window, change);
    }
  }

  @Override
  public void publish(Tuple2<String, String> key, long window, Totals totals, boolean complete)
      throws Exception {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    totals.setRevision(Math.max(totals.revision() + 1, now));
    Coverage coverage = coverage();
    long rate = totals.pendingClicks() == 0 ? 0 : pending.rate(coverage);
    output.collect(
        new StreamRecord<>(row(key, window, totals, rate, coverage.until(), complete, now)));
  }

  @Override
  public void onEventTime(InternalTimer<Tuple2<String, String>, VoidNamespace> timer)
      throws Exception {
    if (timer.getTimestamp() == WindowSums.END) {
      decideAtEnd(timer.getKey());
    } else if (SpendNowcast.isGivingUp(timer.getTimestamp())) {
      giveUp(timer.getKey(), timer.getTimestamp());
    } else {
      sums.onTimer(timer.getKey(), timer.getTimestamp());
    }
    publishSoon();
  }

  private void giveUp(Tuple2<String, String> key, long at) throws Exception {
    if (at <= time()) {
      long before = pending.rate(coverage());
      pending.giveUp(at, sums.gathering(key));
      publishIfAnother(before, key);
    }
  }

  private void decideAtEnd(Tuple2<String, String> key) throws Exception {
    Map<Long, Totals> all = sums.takeAll();
    Coverage coverage = Coverage.none();
    for (CountedSpend counted : reports.values()) {
      SpendReport report = counted.report();
      if (report.covers()) {
        coverage = coverage.with(report.periodStart(), report.periodEnd());
      }
      SpendChange change = new SpendChange(null, counted);
      for (WindowSize size : options.windows()) {
        spread.add(
            change,
            size,
            report.periodStart(),
            report.periodEnd(),
            (s, instant) ->
                all.computeIfAbsent(
                    WindowCode.of(s, sums.windows().start(s, instant)), w -> new Totals()));
      }
    }
    reports.clear();
    coverage = coverage.filled();
    long rate = pending.rate(coverage);
    pending.decide(coverage, options.windows(), sums.windows(), all);
    long asOf = asOf();
    for (Map.Entry<Long, Totals> entry : all.entrySet()) {
      long window = entry.getKey();
      Totals totals = entry.getValue();
      if (!totals.isZero() || SpendNowcast.micros(totals.pendingClicks(), rate) != 0) {
        totals.setRevision(1);
        Long end = sums.windows().shownEnd(WindowCode.size(window), WindowCode.start(window));
        boolean complete = end != null && end <= asOf;
        output.collect(
            new StreamRecord<>(row(key, window, totals, rate, coverage.until(), complete, asOf)));
        changeBusiness(window, totals);
      }
    }
  }

  private CampaignMetrics row(
      Tuple2<String, String> key,
      long window,
      Totals totals,
      long clickMicros,
      @Nullable Long reportedUntil,
      boolean complete,
      long updatedAt) {
    WindowSize size = WindowCode.size(window);
    long start = WindowCode.start(window);
    long[] base = totals.base();
    base[BaseMeasure.PROVISIONAL_SPEND.ordinal()] =
        SpendNowcast.micros(totals.pendingClicks(), clickMicros);
    return new CampaignMetrics(
        size,
        start,
        sums.windows().shownEnd(size, start),
        key.f0,
        key.f1,
        base,
        totals.reach(),
        totals.attributed(),
        reportedUntil,
        complete,
        totals.revision(),
        updatedAt);
  }

  private void changeBusiness(long window, Totals change) {
    long spend = change.base()[BaseMeasure.SPEND.ordinal()];
    Set<TimeBasis> checked = ConservationCheck.bases(WindowCode.size(window));
    List<AttributedTotals> credited =
        change.attributed().stream().filter(entry -> checked.contains(entry.basis())).toList();
    if (spend != 0 || !credited.isEmpty()) {
      output.collect(
          BUSINESS, new StreamRecord<>(BusinessChange.ofCampaign(window, spend, credited)));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<Tuple2<String, String>, VoidNamespace> timer) {
    // Publication has a timer for the whole operator, not one for each key.
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sums.beforeWatermark(mark.getTimestamp());
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      lastTime = mark.getTimestamp();
    } else {
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

  /** How many changes missed a window that is forgotten already. */
  @VisibleForTesting
  long lateForWindow() {
    return lateForWindow.getCount();
  }

  /** Forgets a report, the namespace of the timer, when no window but LIFE remembers its period. */
  private final class ReportTimers implements Triggerable<Tuple2<String, String>, String> {
    @Override
    public void onEventTime(InternalTimer<Tuple2<String, String>, String> timer) throws Exception {
      reports.remove(timer.getNamespace());
    }

    @Override
    public void onProcessingTime(InternalTimer<Tuple2<String, String>, String> timer) {
      // Only event time makes reports old.
    }
  }
}
