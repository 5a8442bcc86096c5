package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lead.LeadRule;
import io.campaignpulse.alert.lead.LeadWait;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.RuleKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates whether the leads of an owner (key) are contacted in time: at the minute at which one
 * has waited too long, when something arrives, and every quarter of an hour. What is over expires.
 */
public final class EvaluateLeadsFunction
    extends EvaluateLabelledFunction<LeadWait, Finding, LeadRule> {

  /** Name and uid of the operator. */
  public static final String UID = "evaluate-leads";

  /** Broadcast state of the active rules, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  /** Broadcast state of the campaigns, by id. */
  public static final MapStateDescriptor<String, Campaign> CAMPAIGNS = campaignsOf(UID);

  private static final long serialVersionUID = 1L;

  private transient MapState<String, LeadWait> waits;
  private transient OpenFindings open;

  /** Creates the operator. */
  public EvaluateLeadsFunction(AlertOptions options) {
    super(options, RULES, CAMPAIGNS, Set.of(RuleKind.LEAD_SLA), LeadRule::of);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    waits =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".waits", Types.STRING, TypeInformation.of(LeadWait.class)));
    open = new OpenFindings(getRuntimeContext(), UID);
  }

  @Override
  public void processElement(LeadWait wait, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    long reached = context.timerService().currentWatermark();
    if (wait.gone() || wait.isOverAt(reached)) {
      if (waits.contains(wait.leadId())) {
        waits.remove(wait.leadId());
        context.timerService().registerEventTimeTimer(Minutes.floor(Math.max(0, reached)) + MINUTE);
      }
      return;
    }
    waits.put(wait.leadId(), wait);
    context
        .timerService()
        .registerEventTimeTimer(Minutes.floor(Math.max(reached, wait.since())) + MINUTE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    List<LeadRule> active = rules(context);
    String owner = context.getCurrentKey();
    if (!isPresent(timer, context.timerService())) {
      return;
    }
    List<LeadWait> waiting = waiting(timer);
    CampaignLabels known = labels(context);
    evaluate(owner, waiting, active, known, timer, out);
    if (!waiting.isEmpty()) {
      context.timerService().registerEventTimeTimer(nextTick(waiting, active, timer));
    }
  }

  /** Returns the waits that are not over; the others are removed. */
  private List<LeadWait> waiting(long tick) throws Exception {
    List<LeadWait> waiting = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (LeadWait wait : waits.values()) {
      if (wait.isOverAt(tick)) {
        over.add(wait.leadId());
      } else {
        waiting.add(wait);
      }
    }
    for (String leadId : over) {
      waits.remove(leadId);
    }
    return waiting;
  }

  /**
   * The next tick at which a wait can become too long or end though nothing arrives, at the latest
   * the next quarter of an hour.
   */
  private static long nextTick(List<LeadWait> waiting, List<LeadRule> rules, long tick) {
    long next = Minutes.nextQuarter(tick);
    for (LeadWait wait : waiting) {
      next = earlier(next, wait.until(), tick);
      for (LeadRule rule : rules) {
        next = earlier(next, wait.since() + rule.limit(), tick);
      }
    }
    return next;
  }

  private static long earlier(long next, @Nullable Long instant, long tick) {
    return instant == null || instant <= tick ? next : Math.min(next, Minutes.ceil(instant));
  }

  private void evaluate(
      String owner,
      Collection<LeadWait> waiting,
      List<LeadRule> rules,
      CampaignLabels known,
      long tick,
      Collector<Finding> out)
      throws Exception {
    open.evaluate(
        rules,
        tick,
        (rule, before) ->
            rule.evaluate(owner, waiting, before, known, tick, options.reportingCurrency()),
        out);
  }
}
