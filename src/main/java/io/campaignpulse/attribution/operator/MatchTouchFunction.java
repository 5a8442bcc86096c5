package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.HistoryOutput;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonHistory;
import io.campaignpulse.event.Emission;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds for each conversion of a person (key: the person) the touches that led to it. What is
 * nobody's but a visitor's doesn't come here: {@link AssignPersonFunction} decides on it.
 */
public final class MatchTouchFunction
    extends KeyedProcessFunction<String, PersonEvent, CreditCase> {

  /** Name and uid of the operator. */
  public static final String UID = "match-touches";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<PersonHistory> histories;
  private transient HistoryCollector collector;

  /** Keeps what may still change a credit; of each customer the first order for ever. */
  public MatchTouchFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    histories =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".history", CompactSerializer.PERSON_HISTORY));
    collector = new HistoryCollector(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(PersonEvent event, Context context, Collector<CreditCase> out)
      throws Exception {
    PersonHistory known = histories.value();
    PersonHistory history = known == null ? PersonHistory.empty() : known;
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
  public void onTimer(long timestamp, OnTimerContext context, Collector<CreditCase> out)
      throws Exception {
    PersonHistory history = histories.value();
    if (history == null) {
      return;
    }
    String person = context.getCurrentKey();
    if (options.emission() == Emission.AT_END) {
      history.all(person, options).forEach(out::collect);
      history.tellPaths(options, collecting(context, out));
      histories.clear();
      return;
    }
    HistoryOutput told = collecting(context, out);
    Clearing.clear(
        context.timerService(),
        timestamp,
        () -> history.expiresAt(options),
        midnight -> clear(history, person, midnight, told));
    if (history.isEmpty()) {
      histories.clear();
    } else {
      histories.update(history);
      Clearing.schedule(context.timerService(), Long.MAX_VALUE, history.expiresAt(options));
    }
  }

  private void clear(PersonHistory history, String person, long midnight, HistoryOutput told) {
    history.tellEndedPaths(midnight, options, told);
    history.forget(
        person, midnight - options.touchRetention(), midnight - options.redecisionHorizon());
  }

  /** How many touches came too late. */
  @VisibleForTesting
  long lateTouches() {
    return collector.lateTouches();
  }

  /** How many touches went because their person has too many. */
  @VisibleForTesting
  long forgottenTouches() {
    return collector.forgottenTouches();
  }

  private HistoryCollector collecting(Context context, Collector<CreditCase> out) {
    return collector.to(
        out::collect,
        change -> context.output(AttributionTags.JOURNEYS, change),
        MatchTouchFunction::unexpected);
  }

  private static void unexpected(PersonEvent event) {
    throw new IllegalStateException("a person gave away " + event);
  }
}
