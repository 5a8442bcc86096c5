package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.ActiveFinding;
import io.campaignpulse.alert.lifecycle.AlertLifecycle;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.Alert;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
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
 * Runs the lifecycle of all alerts. One key: what a finding means depends on the others of the same
 * tick. Only findings whose condition holds arrive, and per series and rule a status when it
 * changes.
 *
 * <p>Findings of a tick have all arrived when event time reaches it, since they were made by it.
 */
public final class RunAlertsFunction extends KeyedProcessFunction<Boolean, FindingEvent, Alert> {

  /** The operator's uid and name. */
  public static final String UID = "run-alerts";

  private final AlertOptions options;

  private transient AlertLifecycle lifecycle;
  private transient MapState<Long, List<FindingEvent>> arrived;
  private transient MapState<String, ActiveFinding> entries;
  private transient ValueState<Integer> tests;
  private transient MapState<String, EvaluatedSeries> series;

  /** Runs alerts as the options say. */
  public RunAlertsFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    lifecycle =
        new AlertLifecycle(
            options.emission(), ZoneId.of(options.timeZone()), options.reportingCurrency());
    arrived =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".arrived",
                    Types.LONG,
                    Types.LIST(TypeInformation.of(FindingEvent.class))));
    entries =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".entries", Types.STRING, TypeInformation.of(ActiveFinding.class)));
    series =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".series", Types.STRING, TypeInformation.of(EvaluatedSeries.class)));
    tests = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".tests", Types.INT));
  }

  @Override
  public void processElement(FindingEvent news, Context context, Collector<Alert> out)
      throws Exception {
    // What comes for a tick gone by, as after a restart, is looked at with the next.
    long tick = Math.max(news.tick(), context.timerService().currentWatermark() + 1);
    List<FindingEvent> sofar = arrived.get(tick);
    List<FindingEvent> all = sofar == null ? new ArrayList<>() : sofar;
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
    Map<String, ActiveFinding> previous = new HashMap<>();
    for (Map.Entry<String, ActiveFinding> entry : entries.entries()) {
      previous.put(entry.getKey(), entry.getValue());
    }
    Map<String, ActiveFinding> next = new HashMap<>(previous);
    for (Finding finding : take(tick)) {
      String key = ActiveFinding.keyOf(finding);
      ActiveFinding before = next.get(key);
      Alert closed = lifecycle.closeAsTargetChanged(before, finding, now);
      if (closed != null) {
        out.collect(closed);
      }
      next.put(key, ActiveFinding.after(before, finding));
    }
    Integer running = tests.value();
    lifecycle
        .advance(next, evaluated(next.values()), running == null ? 0 : running, tick, now)
        .forEach(out::collect);
    keep(previous, next);
    wake(next.values(), tick, context);
  }

  /**
   * Returns the series that rules evaluate; empty without an active finding, as only groups need
   * them.
   */
  private List<EvaluatedSeries> evaluated(Collection<ActiveFinding> active) throws Exception {
    List<EvaluatedSeries> all = new ArrayList<>();
    if (!active.isEmpty()) {
      series.values().forEach(all::add);
    }
    return all;
  }

  /** Writes what has changed: ended episodes stay for a month and hardly ever do. */
  private void keep(Map<String, ActiveFinding> previous, Map<String, ActiveFinding> next)
      throws Exception {
    for (Map.Entry<String, ActiveFinding> entry : next.entrySet()) {
      if (!entry.getValue().equals(previous.get(entry.getKey()))) {
        entries.put(entry.getKey(), entry.getValue());
      }
    }
    for (String key : previous.keySet()) {
      if (!next.containsKey(key)) {
        entries.remove(key);
      }
    }
  }

  /** The findings of a tick, in an order of their own. */
  private List<Finding> take(long tick) throws Exception {
    List<FindingEvent> news = arrived.get(tick);
    if (news == null) {
      return List.of();
    }
    arrived.remove(tick);
    int change = news.stream().mapToInt(FindingEvent::tests).sum();
    if (change != 0) {
      Integer before = tests.value();
      tests.update((before == null ? 0 : before) + change);
    }
    for (FindingEvent event : news) {
      EvaluatedSeries changed = event.series();
      if (changed == null) {
        continue;
      }
      if (changed.status() == EvaluatedSeries.Status.NOT_EVALUATED) {
        series.remove(changed.key());
      } else {
        series.put(changed.key(), changed);
      }
    }
    return news.stream()
        .map(FindingEvent::finding)
        .filter(finding -> finding != null)
        .sorted(
            Comparator.comparing(ActiveFinding::keyOf)
                .thenComparingInt(Finding::targetVersion)
                .thenComparingLong(Finding::tick))
        .toList();
  }

  private void wake(Collection<ActiveFinding> active, long tick, OnTimerContext context) {
    for (ActiveFinding entry : active) {
      Long due = entry.due();
      if (due != null) {
        long next = due <= tick ? tick + MINUTE : due + Math.floorMod(-due, MINUTE);
        context.timerService().registerEventTimeTimer(next);
      }
    }
  }
}
