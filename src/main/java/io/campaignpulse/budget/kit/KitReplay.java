package io.campaignpulse.budget.kit;

import io.campaignpulse.budget.BudgetConsumer;
import io.campaignpulse.budget.BudgetLedger;
import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.BudgetAction;
import java.util.ArrayList;
import java.util.List;

/** Replay of recorded lines through the reference consumer, each at the time it is received. */
public final class KitReplay {

  private KitReplay() {}

  /** Returns the actions of the reference consumer. */
  public static List<BudgetAction> run(List<KitLine> lines) {
    List<BudgetAction> actions = new ArrayList<>();
    BudgetConsumer consumer = consumer(actions);
    for (int i = 0; i < lines.size(); i++) {
      KitLine line = lines.get(i);
      if (line.content() == null) {
        consumer = consumer(actions);
      } else if (line.content() instanceof BudgetSignal signal) {
        consumer.accept(signal);
      } else if (line.content() instanceof AlertHeartbeat heartbeat) {
        consumer.accept(heartbeat);
      } else if (line.content() instanceof DailyBudget budget) {
        consumer.budgets().add(budget);
      }
      // As at the end of a topic: what is received together is evaluated together.
      if (i + 1 == lines.size() || lines.get(i + 1).receivedAt() > line.receivedAt()) {
        actions.addAll(consumer.evaluate(line.receivedAt()));
      }
    }
    return actions;
  }

  private static BudgetConsumer consumer(List<BudgetAction> done) {
    BudgetLedger ledger = new BudgetLedger(false, ConformanceKit.POLICY.zone());
    done.forEach(ledger::add);
    return new BudgetConsumer(ConformanceKit.POLICY, ledger, () -> null, (signal, reason) -> {});
  }
}
