package io.campaignpulse.spend.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.spend.ClickCover;
import io.campaignpulse.spend.CostHistory;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.Coverage;
import io.campaignpulse.spend.CoveredClicks;
import io.campaignpulse.spend.KnownReport;
import io.campaignpulse.spend.LiveClicks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Brings the clicks of a campaign and channel together with the reports that cover them: live as
 * they come, in a replay at the end, by the order of the periods. Keyed by (campaignId, channel).
 */
public final class CoverClicksFunction
    extends KeyedCoProcessFunction<
        Tuple2<String, String>, LiveClicks, CountedSpend, CoveredClicks> {

  private static final long serialVersionUID = 1L;
  private static final long END = Long.MAX_VALUE - 1;

  private final boolean live;

  private transient MapState<Long, Long> clicks;
  private transient MapState<String, KnownReport> reports;
  private transient ValueState<long[]> covered;
  private transient ValueState<Boolean> announced;

  /** Covers as they come, or at the end. */
  public CoverClicksFunction(Emission emission) {
    this.live = emission == Emission.ON_CHANGE;
  }

  @Override
  public void open(OpenContext context) {
    clicks =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("cover-clicks.clicks", Types.LONG, Types.LONG));
    reports =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "cover-clicks.reports", Types.STRING, TypeInformation.of(KnownReport.class)));
    covered =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "cover-clicks.covered", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    announced =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("cover-clicks.announced", Types.BOOLEAN));
  }

  @Override
  public void processElement1(LiveClicks clicked, Context context, Collector<CoveredClicks> out)
      throws Exception {
    long minute = clicked.minute();
    if (!live) {
      add(minute, clicked.clicks());
      context.timerService().registerEventTimeTimer(END);
      return;
    }
    if (announced.value() == null) {
      announced.update(true);
      out.collect(CoveredClicks.none(clicked.campaignId(), clicked.channel()));
    }
    if (forgottenAt(minute) <= context.timerService().currentWatermark()) {
      return;
    }
    if (ClickCover.covers(coverage(), minute)) {
      out.collect(CoveredClicks.late(clicked));
    } else {
      add(minute, clicked.clicks());
      context.timerService().registerEventTimeTimer(forgottenAt(minute));
    }
  }

  private void add(long minute, long count) throws Exception {
    Long known = clicks.get(minute);
    clicks.put(minute, known == null ? count : Math.addExact(known, count));
  }

  @Override
  public void processElement2(CountedSpend counted, Context context, Collector<CoveredClicks> out)
      throws Exception {
    SpendReport report = counted.report();
    KnownReport known = reports.get(report.reportKey());
    if (!live) {
      reports.put(report.reportKey(), KnownReport.after(known, counted, Long.MIN_VALUE));
      context.timerService().registerEventTimeTimer(END);
      return;
    }
    long watermark = context.timerService().currentWatermark();
    long forgotten = forgottenAt(report.periodEnd());
    if (known == null && forgotten <= watermark) {
      return;
    }
    KnownReport stands = KnownReport.after(known, counted, oldestClicks(watermark));
    if (known != null && stands.countsAs(known)) {
      return;
    }
    reports.put(report.reportKey(), stands);
    context.timerService().registerEventTimeTimer(forgotten);
    Coverage before = coverage();
    if (stands.covers()) {
      covered.update(before.with(report.periodStart(), report.periodEnd()).bounds());
    }
    // A report that is read before the clicks of its period finds no nowcast to grade.
    boolean nowcast = watermark >= report.periodEnd() - 1;
    out.collect(
        ClickCover.cover(
            report.campaignId(),
            report.channel(),
            stands.changeFrom(known),
            before,
            known == null && stands.covers() ? take(report) : Map.of(),
            nowcast));
  }

  /** Takes out the clicks that a report is the first to cover. */
  private Map<Long, Long> take(SpendReport report) throws Exception {
    Map<Long, Long> taken = new HashMap<>();
    Iterator<Map.Entry<Long, Long>> minutes = clicks.iterator();
    while (minutes.hasNext()) {
      Map.Entry<Long, Long> minute = minutes.next();
      if (ClickCover.holds(report.periodStart(), report.periodEnd(), minute.getKey())) {
        taken.put(minute.getKey(), minute.getValue());
        minutes.remove();
      }
    }
    clearWhereEmpty();
    return taken;
  }

  private Coverage coverage() throws Exception {
    long[] bounds = covered.value();
    return bounds == null ? Coverage.none() : new Coverage(bounds);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<CoveredClicks> out)
      throws Exception {
    if (time == END) {
      decideAtEnd(context.getCurrentKey(), out);
      return;
    }
    forget(time);
  }

  private void forget(long time) throws Exception {
    Iterator<Map.Entry<Long, Long>> minutes = clicks.iterator();
    while (minutes.hasNext()) {
      if (forgottenAt(minutes.next().getKey()) <= time) {
        minutes.remove();
      }
    }
    Iterator<Map.Entry<String, KnownReport>> known = reports.iterator();
    while (known.hasNext()) {
      if (forgottenAt(known.next().getValue().periodEnd()) <= time) {
        known.remove();
      }
    }
    Coverage recent = coverage().since(time - ClickCover.MEMORY_MILLIS);
    covered.update(recent.bounds().length == 0 ? null : recent.bounds());
    clearWhereEmpty();
  }

  /** What an iterator has emptied would stay an entry. */
  private void clearWhereEmpty() throws Exception {
    if (clicks.isEmpty()) {
      clicks.clear();
    }
    if (reports.isEmpty()) {
      reports.clear();
    }
  }

  private void decideAtEnd(Tuple2<String, String> key, Collector<CoveredClicks> out)
      throws Exception {
    out.collect(CoveredClicks.none(key.f0, key.f1));
    TreeMap<Long, Long> minutes = new TreeMap<>();
    for (Map.Entry<Long, Long> minute : clicks.entries()) {
      minutes.put(minute.getKey(), minute.getValue());
    }
    List<KnownReport> standing = new ArrayList<>();
    reports.values().forEach(standing::add);
    ClickCover.inOrder(key.f0, key.f1, standing, minutes).forEach(out::collect);
    clicks.clear();
    reports.clear();
  }

  /** From where on clicks are remembered. */
  private static long oldestClicks(long watermark) {
    return watermark < ClickCover.MEMORY_MILLIS
        ? Long.MIN_VALUE
        : watermark - ClickCover.MEMORY_MILLIS;
  }

  /** When clicks of a minute, or a report that ends there, are forgotten: by the hour. */
  private static long forgottenAt(long instant) {
    return CostHistory.ceiling(instant + ClickCover.MEMORY_MILLIS);
  }
}
