package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.RuleKind;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.util.Collector;

/**
 * An operator that evaluates rules minute by minute, with names and departments of campaigns as the
 * catalogue has them now.
 *
 * @param <I> what it evaluates
 * @param <O> what it publishes
 * @param <R> an active rule
 */
abstract class EvaluateLabelledFunction<I, O, R> extends EvaluateByMinuteFunction<I, O, R> {

  private static final long serialVersionUID = 1L;

  private final MapStateDescriptor<String, Campaign> campaigns;
  private transient CatalogueState<Campaign, CampaignLabels> labels;

  /**
   * Creates an operator for rules of these kinds.
   *
   * @param state the broadcast state of its rules
   * @param campaigns that of the campaigns, by id
   */
  EvaluateLabelledFunction(
      AlertOptions options,
      MapStateDescriptor<String, RuleVersion> state,
      MapStateDescriptor<String, Campaign> campaigns,
      Set<RuleKind> kinds,
      ActiveRules.Reading<R> reading) {
    super(options, state, kinds, reading);
    this.campaigns = campaigns;
  }

  /** Returns the broadcast state of an operator's campaigns, by id. */
  static MapStateDescriptor<String, Campaign> campaignsOf(String uid) {
    return CatalogueState.descriptor(uid + ".campaigns", Campaign.class);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    CatalogueState.putAll(
        context.getOperatorStateStore().getBroadcastState(campaigns), options.known().campaigns());
  }

  @Override
  public void open(OpenContext context) {
    labels = new CatalogueState<>(CampaignLabels::of);
  }

  @Override
  public void processBroadcastElement(RuleUpdate update, Context context, Collector<O> out)
      throws Exception {
    super.processBroadcastElement(update, context, out);
    if (update.campaign() != null) {
      labels.accept(context.getBroadcastState(campaigns), update.campaign());
    }
  }

  /** Returns the names and departments of campaigns. */
  final CampaignLabels labels(OnTimerContext context) throws Exception {
    return labels.value(context.getBroadcastState(campaigns));
  }
}
