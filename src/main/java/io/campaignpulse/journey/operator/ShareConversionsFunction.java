package io.campaignpulse.journey.operator;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.TimeGrid;
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
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the paths of all people (one key: every share depends on every path) and publishes what
 * share each campaign and channel has in the conversions of a type: live, while paths change, as of
 * the full hour of event time, but not more often than once a minute, since event time runs fast
 * while a job catches up; in a replay once at the end.
 */
public final class ShareConversionsFunction
    extends KeyedProcessFunction<Boolean, JourneyChange, ModelShare> {

  /** Name and uid of the operator. */
  public static final String UID = "share-conversions";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ShareConversionsFunction.class);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long PAUSE = Duration.ofMinutes(1).toMillis();

  /** The end of all input, after which no pause ends. */
  private static final long END = Long.MAX_VALUE - 1;

  private final JourneyOptions options;
  private transient MapState<JourneyCount, Long> counts;
  private transient ValueState<Long> revisions;
  private transient ValueState<Long> due;
  private transient Set<ConversionType> tooLarge;

  /** When shares were last published; null since a restart. */
  private transient @Nullable Long publishedAt;

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
    due = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".due", Types.LONG));
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
    context.timerService().registerEventTimeTimer(new TimeGrid(HOUR).after(watermark));
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
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      publishDue(context, out);
      return;
    }
    if (timestamp < END) {
      // At the end of input all hours end at once, this one is the last that counts.
      long watermark = context.timerService().currentWatermark();
      due.update(watermark >= END ? timestamp : watermark / HOUR * HOUR);
    }
    if (isPausing(context)) {
      context
          .timerService()
          .registerProcessingTimeTimer(Objects.requireNonNull(publishedAt) + PAUSE);
      context.timerService().registerEventTimeTimer(END);
    } else {
      publishDue(context, out);
    }
  }

  private boolean isPausing(OnTimerContext context) {
    long now = context.timerService().currentProcessingTime();
    return publishedAt != null
        && now >= publishedAt
        && now < publishedAt + PAUSE
        && context.timerService().currentWatermark() < END;
  }

  /** Publishes what an hour of event time has made due, if it was not published since. */
  private void publishDue(OnTimerContext context, Collector<ModelShare> out) throws Exception {
    Long asOf = due.value();
    if (asOf == null) {
      return;
    }
    long now = context.timerService().currentProcessingTime();
    Long last = revisions.value();
    long revision = last == null ? now : Math.max(last + 1, now);
    revisions.update(revision);
    publish(asOf, revision, now, out);
    publishedAt = now;
    due.clear();
    context.timerService().deleteEventTimeTimer(END);
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
