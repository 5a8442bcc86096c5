package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.feed.OrderFlaw;
import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.CampaignMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Emits what each row of a series' minutes (key: campaign and channel) adds to the counts of the
 * whole business. Rows of other windows than PT1M must not come here. What comes to a minute longer
 * than {@link #RETENTION} ago is passed over: it says nothing of the present.
 */
public final class CountSourcesFunction
    extends KeyedProcessFunction<String, CampaignMetrics, SourceMinute> {

  /** Name and uid of the operator. */
  public static final String UID = "count-sources";

  /** How long after its end a minute is kept. */
  static final long RETENTION = 180 * MINUTE;

  private static final long serialVersionUID = 1L;

  private final AlertOptions options;

  /** Of a minute, the counts emitted of each source, and the revision they came with. */
  private transient MapState<Long, long[]> emitted;

  /** Counts as the options say. */
  public CountSourcesFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    emitted =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".emitted",
                    Types.LONG,
                    PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(CampaignMetrics row, Context context, Collector<SourceMinute> out)
      throws Exception {
    long minute = row.windowStart();
    long expiresAt = minute + MINUTE + RETENTION;
    if (context.timerService().currentWatermark() >= expiresAt) {
      return;
    }
    long[] before = emitted.get(minute);
    if (before != null && before[SourceMinute.SIZE] > row.revision()) {
      return;
    }
    long[] nanos =
        Arrays.copyOf(WatchedSource.nanos(row, options.reportingModel()), SourceMinute.SIZE);
    nanos[OrderFlaw.WITHOUT_TOUCH.index()] = OrderFlaw.withoutTouch(row, options.reportingModel());
    long[] kept = Arrays.copyOf(nanos, SourceMinute.SIZE + 1);
    kept[SourceMinute.SIZE] = row.revision();
    emitted.put(minute, kept);
    boolean changed = false;
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] -= before == null ? 0 : before[i];
      changed |= nanos[i] != 0;
    }
    if (changed) {
      out.collect(new SourceMinute(minute, nanos));
    }
    context.timerService().registerEventTimeTimer(Minutes.nextQuarter(expiresAt - 1));
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<SourceMinute> out)
      throws Exception {
    List<Long> over = new ArrayList<>();
    for (Long minute : emitted.keys()) {
      if (minute + MINUTE + RETENTION <= timer) {
        over.add(minute);
      }
    }
    for (Long minute : over) {
      emitted.remove(minute);
    }
  }
}
