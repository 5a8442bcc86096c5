package io.campaignpulse.bench.referee;

import io.campaignpulse.budget.BudgetConsumer;
import io.campaignpulse.budget.BudgetLedger;
import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.HeartbeatState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way to control the budgets of a company: signals go through the reference consumer with its
 * policy, so that all have the same caps. Its steps are accounted per campaign.
 */
final class Contender {

  private final String name;
  private final BudgetConsumer consumer;
  private final List<BudgetAction> actions = new ArrayList<>();
  private final Map<String, Double> shares = new HashMap<>();
  private final Map<String, List<StepValue>> values = new TreeMap<>();

  /**
   * A contender without steps.
   *
   * @param campaigns of the catalogue, whose daily budgets are controlled
   */
  Contender(String name, BudgetPolicy policy, List<Campaign> campaigns) {
    this.name = name;
    this.consumer =
        new BudgetConsumer(
            policy, new BudgetLedger(true, policy.zone()), () -> null, (signal, reason) -> {});
    campaigns.forEach(campaign -> consumer.budgets().add(DailyBudget.of(campaign)));
  }

  String name() {
    return name;
  }

  void accept(BudgetSignal signal) {
    consumer.accept(signal);
  }

  void accept(AlertHeartbeat heartbeat) {
    consumer.accept(heartbeat);
  }

  /** Accepts advice that has no alert behind it, valid until the end of its minute. */
  void advise(String episode, String campaignId, AlertState state, Advice advice, long now) {
    accept(
        new BudgetSignal(
            episode,
            campaignId,
            null,
            state,
            advice,
            EvidenceGrade.STRONG,
            now + SeriesRows.MINUTE,
            name,
            null,
            0,
            null,
            now));
  }

  /** Beats for a contender without heartbeats of its own. */
  void beat(long now) {
    accept(new AlertHeartbeat(AlertHeartbeat.ALL, HeartbeatState.LIVE, now, now, now, now));
  }

  /** Returns the actions that follow. */
  List<BudgetAction> evaluate(long now) {
    List<BudgetAction> next = consumer.evaluate(now);
    for (BudgetAction action : next) {
      shares.put(action.campaignId(), (double) action.toMicros() / action.baseMicros());
    }
    actions.addAll(next);
    return next;
  }

  /** Accounts a minute of a campaign. */
  void account(MeasuredCampaign campaign, double cost, double revenue) {
    double share = shares.getOrDefault(campaign.id(), 1.0);
    if (share != 1) {
      for (StepValue value : values.computeIfAbsent(campaign.id(), id -> BudgetWeek.noSteps())) {
        value.add(cost, revenue, share);
      }
    }
  }

  /** The week of a campaign under its control. */
  BudgetWeek week(MeasuredCampaign campaign, double cost) {
    long from = SeriesRows.time(campaign.from());
    long until = SeriesRows.time(campaign.until());
    List<BudgetAction> own =
        actions.stream()
            .filter(action -> action.campaignId().equals(campaign.id()))
            .filter(action -> action.at() > from && action.at() <= until)
            .toList();
    return new BudgetWeek(
        campaign,
        name,
        cost,
        count(own, BudgetStep.REDUCE) + count(own, BudgetStep.FLOOR),
        count(own, BudgetStep.INCREASE),
        count(own, BudgetStep.UNDO),
        values.getOrDefault(campaign.id(), BudgetWeek.noSteps()));
  }

  private static int count(List<BudgetAction> actions, BudgetStep step) {
    return (int) actions.stream().filter(action -> action.step() == step).count();
  }
}
