package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.HistoryOutput;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.attribution.VisitorHistory;
import io.campaignpulse.event.Emission;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives what a visitor did (key: visitorId) to the customer the visitor was then, and decides on
 * the rest, beside. Live, a later link moves what it changes; at the end, all links are known
 * before anything is given.
 */
public final class AssignPersonFunction
    extends KeyedProcessFunction<String, VisitorEvent, PersonEvent> {

  /** Name and uid of the operator. */
  public static final String UID = "assign-persons";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<VisitorHistory> histories;
  private transient HistoryCollector collector;

  /** Keeps touches and conversions as long as they may change a credit; links for ever. */
  public AssignPersonFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    histories =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".history", CompactSerializer.VISITOR_HISTORY));
    collector = new HistoryCollector(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(VisitorEvent event, Context context, Collector<PersonEvent> out)
      throws Exception {
    VisitorHistory known = histories.value();
    VisitorHistory history = known == null ? VisitorHistory.empty() : known;
    if (options.emission() == Emission.AT_END) {
      history.collect(event);
      if (known == null) {
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      }
      histories.update(history);
      return;
    }
    long due = history.expiresAt(options);
    history.apply(
        event,
        options,
        Clearing.settledBefore(context.timerService(), options),
        collecting(context, out));
    Clearing.schedule(context.timerService(), due, history.expiresAt(options));
    if (known != null || !history.isEmpty()) {
      histories.update(history);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PersonEvent> out)
      throws Exception {
    VisitorHistory history = histories.value();
    if (history == null) {
      return;
    }
    String visitor = context.getCurrentKey();
    if (options.emission() == Emission.AT_END) {
      history.decide(visitor, options, collecting(context, out));
      histories.clear();
      return;
    }
    HistoryOutput told = collecting(context, out);
    Clearing.clear(
        context.timerService(),
        timestamp,
        () -> history.expiresAt(options),
        midnight -> clear(history, visitor, midnight, told));
    if (history.isEmpty()) {
      histories.clear();
    } else {
      histories.update(history);
      Clearing.schedule(context.timerService(), Long.MAX_VALUE, history.expiresAt(options));
    }
  }

  private void clear(VisitorHistory history, String visitor, long midnight, HistoryOutput told) {
    history.tellEndedPaths(midnight, options, told);
    history.forget(
        visitor, midnight - options.touchRetention(), midnight - options.redecisionHorizon());
  }

  /** How many touches and links came too late. */
  @VisibleForTesting
  long lateTouches() {
    return collector.lateTouches();
  }

  private HistoryCollector collecting(Context context, Collector<PersonEvent> out) {
    return collector.to(
        creditCase -> context.output(AttributionTags.CREDIT_CASES, creditCase),
        change -> context.output(AttributionTags.JOURNEYS, change),
        out::collect);
  }
}
