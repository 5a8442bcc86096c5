package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lead.LeadRule;
import io.campaignpulse.alert.lead.LeadWait;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Judges at every minute of event time whether the leads of an owner (key) are contacted in time.
 * What is over is forgotten. A replay goes through an owner's minutes when all is read, each as if
 * it had been known at its own time.
 */
public final class JudgeLeadsFunction extends JudgeByMinuteFunction<LeadWait, Finding, LeadRule> {

  /** Name and uid of the operator. */
  public static final String UID = "judge-leads";

  /** The rules of this kind that stand, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  private static final long serialVersionUID = 1L;

  private transient CampaignLabels labels;
  private transient MapState<String, LeadWait> waits;
  private transient OpenFindings open;

  /** Judges as the options say. */
  public JudgeLeadsFunction(AlertOptions options) {
    super(options, RULES, LeadRule.KINDS, LeadRule::of);
  }

  @Override
  public void open(OpenContext context) {
    labels = CampaignLabels.of(options.known());
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
    if (wait.gone() || (live && wait.isOverAt(reached))) {
      waits.remove(wait.leadId());
      return;
    }
    waits.put(wait.leadId(), wait);
    context
        .timerService()
        .registerEventTimeTimer(
            live ? Minutes.floor(Math.max(reached, wait.since())) + MINUTE : Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    List<LeadRule> standing = rules(context);
    String owner = context.getCurrentKey();
    if (!live) {
      replay(owner, standing, out);
      return;
    }
    if (!isPresent(timer, context.timerService())) {
      return;
    }
    judge(owner, standing(timer), standing, timer, out);
    if (!waits.isEmpty()) {
      context.timerService().registerEventTimeTimer(timer + MINUTE);
    }
  }

  /** The waits that are not over; the others go. */
  private List<LeadWait> standing(long tick) throws Exception {
    List<LeadWait> standing = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (LeadWait wait : waits.values()) {
      if (wait.isOverAt(tick)) {
        over.add(wait.leadId());
      } else {
        standing.add(wait);
      }
    }
    for (String leadId : over) {
      waits.remove(leadId);
    }
    return standing;
  }

  private void replay(String owner, List<LeadRule> standing, Collector<Finding> out)
      throws Exception {
    List<LeadWait> all = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (LeadWait wait : waits.values()) {
      all.add(wait);
      last = Math.max(last, wait.until() == null ? wait.since() : wait.until());
    }
    all.sort(Comparator.comparingLong(LeadWait::since).thenComparing(LeadWait::leadId));
    long end = options.asOf() == null ? last : options.asOf();
    List<LeadWait> waiting = new ArrayList<>();
    int next = 0;
    long tick = all.isEmpty() ? Long.MAX_VALUE : Minutes.floor(all.get(0).since()) + MINUTE;
    while (tick <= end) {
      while (next < all.size() && all.get(next).since() <= tick) {
        waiting.add(all.get(next++));
      }
      long now = tick;
      waiting.removeIf(wait -> wait.isOverAt(now));
      judge(owner, waiting, standing, tick, out);
      if (!waiting.isEmpty() || !open.isEmpty()) {
        tick += MINUTE;
      } else if (next < all.size()) {
        tick = Math.max(tick, Minutes.floor(all.get(next).since())) + MINUTE;
      } else {
        break;
      }
    }
    waits.clear();
    open.clear();
  }

  private void judge(
      String owner,
      Collection<LeadWait> waiting,
      List<LeadRule> standing,
      long tick,
      Collector<Finding> out)
      throws Exception {
    open.judge(
        standing,
        tick,
        (rule, before) ->
            rule.judge(owner, waiting, before, labels, tick, options.reportingCurrency()),
        out);
  }
}
