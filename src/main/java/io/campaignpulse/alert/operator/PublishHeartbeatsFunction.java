package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.heartbeat.EvaluationProgress;
import io.campaignpulse.alert.heartbeat.SourceProgress;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.ResultKey;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Publishes the heartbeats of each minute, from the first event on and also when none arrives. All
 * records have one key. Event time must come by way of the alerts: then the heartbeat of a minute
 * follows the alerts of that minute, and an evaluation that is stuck has none.
 *
 * <p>Inputs are what changes in the counts of sources, and findings on their silence.
 */
public final class PublishHeartbeatsFunction
    extends KeyedCoProcessFunction<String, SourceMinute, Finding, AlertHeartbeat> {

  /** Name and uid of the operator. */
  public static final String UID = "publish-heartbeats";

  private static final long serialVersionUID = 1L;

  private final AlertOptions options;

  /** Changes of counts since the last tick, by minute. */
  private transient MapState<Long, long[]> arrivals;

  private transient MapState<String, SourceProgress> progress;

  /** The source of each finding in force, by rule and source. */
  private transient MapState<String, String> silences;

  /** Publishes by the bound of the options. */
  public PublishHeartbeatsFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    arrivals =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".arrivals",
                    Types.LONG,
                    PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    progress =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".progress", Types.STRING, TypeInformation.of(SourceProgress.class)));
    silences =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>(UID + ".silences", Types.STRING, Types.STRING));
  }

  @Override
  public void processElement1(SourceMinute change, Context context, Collector<AlertHeartbeat> out)
      throws Exception {
    long[] before = arrivals.get(change.minute());
    long[] sums = change.nanos().clone();
    for (int i = 0; before != null && i < sums.length; i++) {
      sums[i] += before[i];
    }
    arrivals.put(change.minute(), sums);
    wake(context.timerService());
  }

  @Override
  public void processElement2(Finding finding, Context context, Collector<AlertHeartbeat> out)
      throws Exception {
    String source = finding.subject().subject();
    if (source == null) {
      return;
    }
    String key = ResultKey.of(finding.ruleId(), source);
    if (finding.holds()) {
      silences.put(key, source);
    } else {
      silences.remove(key);
    }
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<AlertHeartbeat> out)
      throws Exception {
    if (!EvaluateByMinuteFunction.isPresent(timer, context.timerService())) {
      return;
    }
    Set<WatchedSource> silent = EnumSet.noneOf(WatchedSource.class);
    Map<WatchedSource, SourceProgress> reached = new EnumMap<>(WatchedSource.class);
    for (WatchedSource source : WatchedSource.values()) {
      SourceProgress before = progress.get(source.label());
      SourceProgress after =
          (before == null ? SourceProgress.NONE : before)
              .after(timer, arrivalsOf(source), options.liveBoundMillis());
      if (after.isKnown()) {
        progress.put(source.label(), after);
        reached.put(source, after);
      }
      if (isSilent(source)) {
        silent.add(source);
      }
    }
    arrivals.clear();
    new EvaluationProgress(reached, silent, options.liveBoundMillis())
        .heartbeats(timer, context.timerService().currentProcessingTime())
        .forEach(out::collect);
    wake(context.timerService());
  }

  private SortedMap<Long, Long> arrivalsOf(WatchedSource source) throws Exception {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (Map.Entry<Long, long[]> minute : arrivals.entries()) {
      counts.put(minute.getKey(), minute.getValue()[source.ordinal()]);
    }
    return counts;
  }

  private boolean isSilent(WatchedSource source) throws Exception {
    for (String silent : silences.values()) {
      if (silent.equals(source.label())) {
        return true;
      }
    }
    return false;
  }

  /** Before the first tick, it is the tick. */
  private static void wake(TimerService time) {
    long reached = time.currentWatermark();
    time.registerEventTimeTimer(reached < 0 ? 0 : Minutes.floor(reached) + MINUTE);
  }
}
