package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.conservation.ConservationRule;
import io.campaignpulse.alert.conservation.OpenDifference;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.metric.WindowCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Evaluates at every minute of event time whether the totals of the whole business reconcile. All
 * rows have one key; only the windows that differ are kept.
 */
public final class EvaluateConservationFunction
    extends EvaluateByMinuteFunction<BusinessMetrics, Finding, ConservationRule> {

  /** Name and uid of the operator. */
  public static final String UID = "evaluate-conservation";

  /** Broadcast state of the active rules, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  private transient MapState<Long, OpenDifference> differences;
  private transient OpenFindings open;

  /** Creates the operator. */
  public EvaluateConservationFunction(AlertOptions options) {
    super(options, RULES, Set.of(RuleKind.CONSERVATION), ConservationRule::of);
  }

  @Override
  public void open(OpenContext context) {
    differences =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".differences", Types.LONG, TypeInformation.of(OpenDifference.class)));
    open = new OpenFindings(getRuntimeContext(), UID);
  }

  @Override
  public void processElement(BusinessMetrics row, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    long key = WindowCode.of(row.window(), row.windowStart());
    OpenDifference before = differences.get(key);
    OpenDifference after = OpenDifference.after(before, row);
    if (after == null) {
      if (before != null) {
        differences.remove(key);
      }
      return;
    }
    differences.put(key, after);
    long reached = Math.max(0, context.timerService().currentWatermark());
    context.timerService().registerEventTimeTimer(Minutes.floor(reached) + MINUTE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    long watermark = context.timerService().currentWatermark();
    if (watermark == Long.MAX_VALUE) {
      return;
    }
    long tick = Minutes.floor(watermark);
    // A timer of the past says that time has jumped, as after a restart.
    List<OpenDifference> found = differencesAt(tick, timer < tick);
    open.evaluate(
        rules(context),
        tick,
        (rule, previous) -> rule.evaluate(found, previous, tick, options.reportingCurrency()),
        out);
    if (!found.isEmpty() || !open.isEmpty()) {
      context.timerService().registerEventTimeTimer(tick + MINUTE);
    }
  }

  /** The differences as the tick finds them; expired ones are removed. */
  private List<OpenDifference> differencesAt(long tick, boolean jumped) throws Exception {
    Map<Long, OpenDifference> seen = new TreeMap<>();
    List<Long> expired = new ArrayList<>();
    for (Map.Entry<Long, OpenDifference> entry : differences.entries()) {
      OpenDifference difference = entry.getValue();
      if (difference.isExpiredAt(tick)) {
        expired.add(entry.getKey());
      } else {
        seen.put(entry.getKey(), jumped ? difference.seenAnew(tick) : difference.at(tick));
      }
    }
    for (Long key : expired) {
      differences.remove(key);
    }
    if (!seen.isEmpty()) {
      differences.putAll(seen);
    }
    return List.copyOf(seen.values());
  }
}
