package io.campaignpulse.journey.operator;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.journey.JourneyCount;
import io.campaignpulse.journey.JourneyOptions;
import io.campaignpulse.journey.JourneyShares;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the paths of all people (one key: every share depends on every path) and publishes what
 * share each campaign and channel has in the conversions of a type: live, while paths change, as of
 * the full hour of event time; in a replay once at the end.
 */
public final class ShareConversionsFunction
    extends KeyedProcessFunction<Boolean, JourneyChange, ModelShare> {

  /** Name and uid of the operator. */
  public static final String UID = "share-conversions";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ShareConversionsFunction.class);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final JourneyOptions options;
  private transient MapState<JourneyCount, Long> counts;
  private transient ValueState<Long> revisions;
  private transient Set<ConversionType> tooLarge;

  /** Keeps the counts for ever: at most the square of the number of campaigns and channels. */
  public ShareConversionsFunction(JourneyOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    counts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".counts", TypeInformation.of(JourneyCount.class), Types.LONG));
    revisions =
        getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".revision", Types.LONG));
    tooLarge = EnumSet.noneOf(ConversionType.class);
    getRuntimeContext()
        .getMetricGroup()
        .gauge("typesTooLargeForMarkov", (Gauge<Integer>) () -> tooLarge.size());
  }

  @Override
  public void processElement(JourneyChange change, Context context, Collector<ModelShare> out)
      throws Exception {
    if (options.emission() == Emission.AT_END) {
      if (change.converted() || change.endedAt() < Objects.requireNonNull(options.asOf())) {
        JourneyCount.of(change, this::add);
      }
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      return;
    }
    JourneyCount.of(change, this::add);
    long watermark = Math.max(0, context.timerService().currentWatermark());
    context.timerService().registerEventTimeTimer((watermark / HOUR + 1) * HOUR);
  }

  private void add(JourneyCount count, long number) throws Exception {
    Long before = counts.get(count);
    counts.put(count, before == null ? number : Math.addExact(before, number));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ModelShare> out)
      throws Exception {
    if (options.emission() == Emission.AT_END) {
      long asOf = Objects.requireNonNull(options.asOf());
      publish(asOf, 1, asOf, out);
      counts.clear();
      return;
    }
    long watermark = context.timerService().currentWatermark();
    long asOf = watermark == Watermark.MAX_WATERMARK.getTimestamp() ? timestamp : watermark;
    long now = context.timerService().currentProcessingTime();
    Long last = revisions.value();
    long revision = last == null ? now : Math.max(last + 1, now);
    revisions.update(revision);
    publish(asOf / HOUR * HOUR, revision, now, out);
  }

  private void publish(long asOf, long revision, long updatedAt, Collector<ModelShare> out)
      throws Exception {
    Map<JourneyCount, Long> all = new HashMap<>();
    for (Map.Entry<JourneyCount, Long> count : counts.entries()) {
      all.put(count.getKey(), count.getValue());
    }
    for (ConversionType type : JourneyShares.types(all)) {
      JourneyShares shares = JourneyShares.of(type, all, options.maxNodes());
      tell(type, shares.isTooLarge());
      shares.rows(asOf, revision, updatedAt).forEach(out::collect);
    }
    // What is back at 0 was told once more, as 0, and goes.
    for (Map.Entry<JourneyCount, Long> count : all.entrySet()) {
      if (count.getValue() == 0) {
        counts.remove(count.getKey());
      }
    }
  }

  private void tell(ConversionType type, boolean isTooLarge) {
    if (!isTooLarge) {
      tooLarge.remove(type);
    } else if (tooLarge.add(type)) {
      LOG.warn(
          "No MARKOV shares of {}: more than {} campaigns and channels lead to it",
          type,
          options.maxNodes());
    }
  }

  /** Types that have too many campaigns and channels for MARKOV. */
  @VisibleForTesting
  int typesTooLargeForMarkov() {
    return tooLarge.size();
  }
}
