package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.plan.PlanRule;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.PlanProgress;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules on plans (key: planId) from the start of a plan's period to its end: at the
 * tick after each evaluation of the plan and every quarter of an hour.
 *
 * <p>At a tick a plan is taken as it was evaluated at the tick before or, if there is no such row,
 * at the last one before that: what was evaluated at the same tick may or may not have arrived.
 * Rows published between ticks are passed over, except that a plan was taken back.
 */
public final class EvaluatePlansFunction
    extends EvaluateLabelledFunction<PlanProgress, Finding, PlanRule> {

  /** Name and uid of the operator. */
  public static final String UID = "evaluate-plans";

  /** Broadcast state of the active rules, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  /** Broadcast state of the campaigns, by id. */
  public static final MapStateDescriptor<String, Campaign> CAMPAIGNS = campaignsOf(UID);

  private static final long serialVersionUID = 1L;

  private transient ValueState<PlanProgress> current;
  private transient MapState<Long, PlanProgress> coming;
  private transient OpenFindings open;

  /** Creates the operator. */
  public EvaluatePlansFunction(AlertOptions options) {
    super(options, RULES, CAMPAIGNS, PlanRule.KINDS, PlanRule::of);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    TypeInformation<PlanProgress> row = TypeInformation.of(PlanProgress.class);
    current = getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".current", row));
    coming =
        getRuntimeContext().getMapState(new MapStateDescriptor<>(UID + ".coming", Types.LONG, row));
    open = new OpenFindings(getRuntimeContext(), UID);
  }

  @Override
  public void processElement(PlanProgress row, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    long reached = context.timerService().currentWatermark();
    Long evaluatedAt = row.evaluatedAt();
    if (row.withdrawn()) {
      PlanProgress before = current.value();
      coming.clear();
      if (before != null) {
        current.update(row);
        context.timerService().registerEventTimeTimer(Minutes.floor(Math.max(0, reached)) + MINUTE);
      }
      return;
    }
    // A plan that had ended before its first row has nothing to alert.
    if (evaluatedAt == null || (row.endTime() <= reached && current.value() == null)) {
      return;
    }
    coming.put(evaluatedAt, row);
    context
        .timerService()
        .registerEventTimeTimer(Minutes.floor(Math.max(evaluatedAt, reached)) + MINUTE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    if (!isPresent(timer, context.timerService())) {
      return;
    }
    PlanProgress row = lastEvaluatedBefore(timer);
    if (row == null) {
      if (!coming.isEmpty()) {
        context.timerService().registerEventTimeTimer(timer + MINUTE);
      }
      return;
    }
    evaluate(row, timer, context, out);
    if (row.withdrawn() || timer >= row.settledAt()) {
      if (coming.isEmpty()) {
        clear();
      } else {
        // The plan has a new period, or was taken back and is there again.
        current.clear();
        context.timerService().registerEventTimeTimer(timer + MINUTE);
      }
    } else if (timer >= row.endTime() && coming.isEmpty() && open.isEmpty()) {
      // Only a late report, which has a timer of its own, can bring news before that.
      context.timerService().registerEventTimeTimer(Minutes.ceil(row.settledAt()));
    } else {
      long end = timer < row.endTime() ? row.endTime() : row.settledAt();
      long next = Math.min(Minutes.nextQuarter(timer), Minutes.ceil(end));
      context.timerService().registerEventTimeTimer(coming.isEmpty() ? next : timer + MINUTE);
    }
  }

  private @Nullable PlanProgress lastEvaluatedBefore(long tick) throws Exception {
    long latest = Long.MIN_VALUE;
    List<Long> seen = new ArrayList<>();
    for (Long evaluatedAt : coming.keys()) {
      if (evaluatedAt <= tick - MINUTE) {
        seen.add(evaluatedAt);
        latest = Math.max(latest, evaluatedAt);
      }
    }
    if (!seen.isEmpty()) {
      current.update(coming.get(latest));
      for (Long evaluatedAt : seen) {
        coming.remove(evaluatedAt);
      }
    }
    return current.value();
  }

  private void evaluate(PlanProgress row, long tick, OnTimerContext context, Collector<Finding> out)
      throws Exception {
    String campaign = row.campaignId();
    String department =
        row.department() == null && campaign != null
            ? labels(context).department(campaign)
            : row.department();
    open.evaluate(
        rules(context),
        tick,
        (rule, before) -> rule.evaluate(row, before, department, tick, options.reportingCurrency()),
        out);
  }

  private void clear() {
    current.clear();
    coming.clear();
    open.clear();
  }
}
