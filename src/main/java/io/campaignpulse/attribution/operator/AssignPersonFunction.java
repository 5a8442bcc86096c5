package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.attribution.VisitorHistory;
import io.campaignpulse.event.Emission;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives what a visitor did (key: visitorId) to the person the visitor was then. Live, a later link
 * moves what it changes; at the end, all links are known before anything is given.
 */
public final class AssignPersonFunction
    extends KeyedProcessFunction<String, VisitorEvent, PersonEvent> {

  /** Name and uid of the operator. */
  public static final String UID = "assign-persons";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<VisitorHistory> histories;

  /** Keeps touches and conversions as long as a link may move them; links for ever. */
  public AssignPersonFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    histories =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".history", TypeInformation.of(VisitorHistory.class)));
  }

  @Override
  public void processElement(VisitorEvent event, Context context, Collector<PersonEvent> out)
      throws Exception {
    VisitorHistory known = histories.value();
    VisitorHistory history = known == null ? VisitorHistory.empty() : known;
    if (options.emission() == Emission.AT_END) {
      history.collect(event);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    } else {
      history.apply(event, options.maxTouches()).forEach(out::collect);
      context.timerService().registerEventTimeTimer(Clearing.after(keptUntil(event)));
    }
    histories.update(history);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PersonEvent> out)
      throws Exception {
    VisitorHistory history = histories.value();
    if (history == null) {
      return;
    }
    if (options.emission() == Emission.AT_END) {
      history.all(context.getCurrentKey()).forEach(out::collect);
      histories.clear();
      return;
    }
    history.forget(timestamp - options.touchRetention(), timestamp - options.redecisionHorizon());
    if (history.isEmpty()) {
      histories.clear();
    } else {
      histories.update(history);
    }
  }

  private long keptUntil(VisitorEvent event) {
    return event.time()
        + (event.touch() == null ? options.redecisionHorizon() : options.touchRetention());
  }
}
