package io.campaignpulse.spend.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.SpendLevels;
import io.campaignpulse.spend.SpendReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Resolves where each spend report counts: live again whenever a coarser level arrives, in a replay
 * once at the end. Keyed by (campaignId, channel); superseded reports go no further.
 */
public final class ResolveSpendLevelsFunction
    extends KeyedProcessFunction<Tuple2<String, String>, SpendReport, CountedSpend> {

  /** Name and uid of the operator. */
  public static final String UID = "resolve-spend-levels";

  private static final long serialVersionUID = 1L;
  private static final long END = Long.MAX_VALUE - 1;
  private static final TimeGrid DAYS = new TimeGrid(Duration.ofDays(1).toMillis());

  private final boolean live;
  private final long retentionMillis;

  private transient MapState<String, SpendReport> reports;
  private transient ValueState<SpendLevels> levels;

  /**
   * A resolver.
   *
   * @param retentionMillis live: how long after its period a report is kept
   */
  public ResolveSpendLevelsFunction(Emission emission, long retentionMillis) {
    this.live = emission == Emission.ON_CHANGE;
    this.retentionMillis = retentionMillis;
  }

  @Override
  public void open(OpenContext context) {
    reports =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".reports", Types.STRING, TypeInformation.of(SpendReport.class)));
    levels =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".levels", TypeInformation.of(SpendLevels.class)));
  }

  @Override
  public void processElement(SpendReport report, Context context, Collector<CountedSpend> out)
      throws Exception {
    SpendReport known = reports.get(report.reportKey());
    if (!SpendReports.replaces(known, report)) {
      return;
    }
    if (!live) {
      reports.put(report.reportKey(), report);
      context.timerService().registerEventTimeTimer(END);
      return;
    }
    SpendLevels before = levels();
    if (known == null && expiresAt(report) <= context.timerService().currentWatermark()) {
      out.collect(before.counted(report));
      return;
    }
    reports.put(report.reportKey(), report);
    context.timerService().registerEventTimeTimer(expiresAt(report));
    SpendLevels after =
        known == null || SpendLevels.coverAlike(known, report)
            ? before.with(report)
            : SpendLevels.of(reports.values());
    levels.update(after);
    out.collect(after.counted(report));
    if (after.moves(before)) {
      move(report, before, after, out);
    }
  }

  private void move(
      SpendReport cause, SpendLevels before, SpendLevels after, Collector<CountedSpend> out)
      throws Exception {
    for (SpendReport report : reports.values()) {
      CountedSpend counted = after.counted(report);
      if (!report.reportKey().equals(cause.reportKey())
          && !Arrays.equals(counted.stretches(), before.counted(report).stretches())) {
        out.collect(counted);
      }
    }
  }

  private SpendLevels levels() throws Exception {
    SpendLevels known = levels.value();
    return known == null ? SpendLevels.none() : known;
  }

  /** By the day, so that the reports of a day expire together. */
  private long expiresAt(SpendReport report) {
    return DAYS.after(report.periodEnd() + retentionMillis);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<CountedSpend> out)
      throws Exception {
    if (time == END) {
      resolveAll(out);
    } else {
      expire(time);
    }
  }

  private void resolveAll(Collector<CountedSpend> out) throws Exception {
    List<SpendReport> all = new ArrayList<>();
    reports.values().forEach(all::add);
    SpendLevels resolved = SpendLevels.of(all);
    all.forEach(report -> out.collect(resolved.counted(report)));
    reports.clear();
  }

  private void expire(long time) throws Exception {
    Iterator<Map.Entry<String, SpendReport>> kept = reports.iterator();
    while (kept.hasNext()) {
      if (expiresAt(kept.next().getValue()) <= time) {
        kept.remove();
      }
    }
    if (reports.isEmpty()) {
      reports.clear();
      levels.clear();
    } else {
      levels.update(levels().since(time - retentionMillis - Duration.ofDays(1).toMillis()));
    }
  }
}
