package io.campaignpulse.budget.kit;

import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.event.AlertState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Example of what not to do: a consumer that takes 20 % off whenever a record of a firing alert
 * arrives. It ignores heartbeats, grades, validity, advice, revisions and retractions, doesn't
 * recognize what is repeated, and has no ledger.
 */
final class NaiveBudgetConsumer {

  private NaiveBudgetConsumer() {}

  /** Returns its actions as lines of JSON. */
  static List<String> run(List<KitLine> lines) {
    List<String> actions = new ArrayList<>();
    Map<String, Long> budgets = new HashMap<>();
    for (KitLine line : lines) {
      if (line.content() == null) {
        budgets.clear();
      } else if (line.content() instanceof DailyBudget budget && budget.amountMicros() != null) {
        budgets.put(budget.campaignId(), budget.amountMicros());
      } else if (line.content() instanceof BudgetSignal signal
          && signal.state() == AlertState.FIRING) {
        String campaign = String.valueOf(signal.campaignId());
        long from = budgets.getOrDefault(campaign, 0L);
        long to = from / 10 * 8;
        budgets.put(campaign, to);
        actions.add(
            "{\"alertId\":\"%s\",\"campaignId\":\"%s\",\"step\":\"REDUCE\",\"from\":\"%s\",\"to\":\"%s\",\"at\":\"%s\"}"
                .formatted(
                    signal.episode(),
                    campaign,
                    KitLine.money(from),
                    KitLine.money(to),
                    KitLine.time(line.receivedAt())));
      }
    }
    return actions;
  }
}
