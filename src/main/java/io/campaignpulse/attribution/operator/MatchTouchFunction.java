package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonHistory;
import io.campaignpulse.event.Emission;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Finds for each conversion of a person (key: the person) the touches that led to it. */
public final class MatchTouchFunction
    extends KeyedProcessFunction<String, PersonEvent, CreditCase> {

  /** Name and uid of the operator. */
  public static final String UID = "match-touches";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<PersonHistory> histories;
  private transient Counter forgottenTouches;

  /** Keeps what may still change a credit; of each customer the first order for ever. */
  public MatchTouchFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    histories =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".history", TypeInformation.of(PersonHistory.class)));
    forgottenTouches = getRuntimeContext().getMetricGroup().counter("forgottenTouches");
  }

  @Override
  public void processElement(PersonEvent event, Context context, Collector<CreditCase> out)
      throws Exception {
    PersonHistory known = histories.value();
    PersonHistory history = known == null ? PersonHistory.empty() : known;
    if (options.emission() == Emission.AT_END) {
      history.collect(event);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    } else {
      if (history.isFullFor(event, options)) {
        forgottenTouches.inc();
      }
      long watermark = context.timerService().currentWatermark();
      history.apply(event, options, settledBefore(watermark)).forEach(out::collect);
      context.timerService().registerEventTimeTimer(Clearing.after(keptUntil(event)));
    }
    histories.update(history);
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
      history.paths(options).forEach(change -> context.output(AttributionTags.JOURNEYS, change));
      histories.clear();
      return;
    }
    PersonHistory kept =
        history.forget(
            person, timestamp - options.touchRetention(), timestamp - options.redecisionHorizon());
    if (kept.isEmpty()) {
      histories.clear();
    } else {
      histories.update(kept);
    }
  }

  /** Touches for conversions before it were cleared, at the last midnight that has passed. */
  private long settledBefore(long watermark) {
    return watermark == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : Clearing.atOrBefore(watermark) - options.redecisionHorizon();
  }

  /** How many touches went because their person has too many. */
  @VisibleForTesting
  long forgottenTouches() {
    return forgottenTouches.getCount();
  }

  private long keptUntil(PersonEvent event) {
    return event.time()
        + (event.touch() == null ? options.redecisionHorizon() : options.touchRetention());
  }
}
