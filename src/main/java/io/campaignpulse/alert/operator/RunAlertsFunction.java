package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.AlertDesk;
import io.campaignpulse.alert.lifecycle.DeskEntry;
import io.campaignpulse.alert.lifecycle.DeskNews;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the lives of all alerts. One key: what one finding means depends on what else stands at the
 * same tick. Only what is wrong comes here, so this is little, however many series there are.
 *
 * <p>Findings of a tick have all arrived when event time reaches it, since they were made by it.
 */
public final class RunAlertsFunction extends KeyedProcessFunction<Boolean, DeskNews, Alert> {

  /** The operator's uid and name. */
  public static final String UID = "run-alerts";

  private final AlertOptions options;

  private transient AlertDesk desk;
  private transient MapState<Long, List<DeskNews>> arrived;
  private transient MapState<String, DeskEntry> entries;
  private transient ValueState<Integer> tests;

  /** Runs alerts as the options say. */
  public RunAlertsFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    desk = new AlertDesk(options.emission());
    arrived =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".arrived", Types.LONG, Types.LIST(TypeInformation.of(DeskNews.class))));
    entries =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".entries", Types.STRING, TypeInformation.of(DeskEntry.class)));
    tests = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".tests", Types.INT));
  }

  @Override
  public void processElement(DeskNews news, Context context, Collector<Alert> out)
      throws Exception {
    // What comes for a tick gone by, as after a restart, is looked at with the next.
    long tick = Math.max(news.tick(), context.timerService().currentWatermark() + 1);
    List<DeskNews> sofar = arrived.get(tick);
    List<DeskNews> all = sofar == null ? new ArrayList<>() : sofar;
    all.add(news);
    arrived.put(tick, all);
    context.timerService().registerEventTimeTimer(tick);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Alert> out) throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    long now = context.timerService().currentProcessingTime();
    Map<String, DeskEntry> standing = new HashMap<>();
    for (Map.Entry<String, DeskEntry> entry : entries.entries()) {
      standing.put(entry.getKey(), entry.getValue());
    }
    for (Finding finding : take(tick)) {
      String key = DeskEntry.keyOf(finding);
      DeskEntry before = standing.get(key);
      Alert closed = desk.closeAsTargetChanged(before, finding, now);
      if (closed != null) {
        out.collect(closed);
      }
      standing.put(key, DeskEntry.with(before, finding));
    }
    Integer running = tests.value();
    desk.decide(standing, running == null ? 0 : running, tick, now).forEach(out::collect);
    entries.clear();
    entries.putAll(standing);
    wake(standing, tick, context);
  }

  /** The findings of a tick, in an order of their own. */
  private List<Finding> take(long tick) throws Exception {
    List<DeskNews> news = arrived.get(tick);
    if (news == null) {
      return List.of();
    }
    arrived.remove(tick);
    int change = news.stream().mapToInt(DeskNews::tests).sum();
    if (change != 0) {
      Integer before = tests.value();
      tests.update((before == null ? 0 : before) + change);
    }
    return news.stream()
        .map(DeskNews::finding)
        .filter(finding -> finding != null)
        .sorted(
            Comparator.comparing(DeskEntry::keyOf)
                .thenComparingInt(Finding::targetVersion)
                .thenComparingLong(Finding::tick))
        .toList();
  }

  private void wake(Map<String, DeskEntry> standing, long tick, OnTimerContext context) {
    for (DeskEntry entry : standing.values()) {
      Long due = entry.due();
      if (due != null) {
        long next = due <= tick ? tick + MINUTE : due + Math.floorMod(-due, MINUTE);
        context.timerService().registerEventTimeTimer(next);
      }
    }
  }
}
