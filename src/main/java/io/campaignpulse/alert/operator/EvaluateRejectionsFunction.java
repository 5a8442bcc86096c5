package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.feed.MissingRate;
import io.campaignpulse.alert.feed.SourceRule;
import io.campaignpulse.alert.feed.UnpricedEvent;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.RuleKind;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Evaluates what is refused of a topic and currency (key) for lack of an exchange rate: at the
 * minute after one arrives, every quarter of an hour, and when it is over; then it expires.
 */
public final class EvaluateRejectionsFunction
    extends EvaluateByMinuteFunction<UnpricedEvent, Finding, SourceRule> {

  /** Name and uid of the operator. */
  public static final String UID = "evaluate-rejections";

  /** Broadcast state of the active rules, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  private static final long serialVersionUID = 1L;

  private transient ValueState<MissingRate> refused;
  private transient OpenFindings open;

  /** Creates the operator. */
  public EvaluateRejectionsFunction(AlertOptions options) {
    super(options, RULES, Set.of(RuleKind.DATA_SILENCE), SourceRule::of);
  }

  @Override
  public void open(OpenContext context) {
    refused =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    UID + ".refused", TypeInformation.of(MissingRate.class)));
    open = new OpenFindings(getRuntimeContext(), UID);
  }

  @Override
  public void processElement(UnpricedEvent event, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    refused.update(MissingRate.after(refused.value(), event));
    long reached = context.timerService().currentWatermark();
    context
        .timerService()
        .registerEventTimeTimer(Minutes.floor(Math.max(reached, event.arrivalTime())) + MINUTE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    MissingRate known = refused.value();
    if (known == null || !isPresent(timer, context.timerService())) {
      return;
    }
    List<SourceRule> active = rules(context).stream().filter(known::isFor).toList();
    open.evaluate(active, timer, (rule, before) -> known.evaluate(rule, before, timer), out);
    if (known.isOverAt(timer)) {
      refused.clear();
    } else {
      context
          .timerService()
          .registerEventTimeTimer(
              Math.min(Minutes.nextQuarter(timer), Minutes.ceil(known.endsAt())));
    }
  }
}
