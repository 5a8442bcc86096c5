package io.campaignpulse.budget;

import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Daily budget of one campaign as actions left it. Another amount in the catalogue than the base or
 * one of the amounts that actions set was set by a person: it becomes the base of what follows.
 */
final class CampaignBudget {

  private long base = -1;
  private long current = -1;
  private final Set<Long> amounts = new HashSet<>();
  private final Map<String, BudgetAction> active = new HashMap<>();
  private @Nullable Long lastAt;
  private @Nullable LocalDate movedOn;
  private long moved;

  void add(BudgetAction action, LocalDate day) {
    if (action.baseMicros() != base) {
      base = action.baseMicros();
      amounts.clear();
      active.clear();
      amounts.add(base);
    }
    current = action.toMicros();
    amounts.add(current);
    if (action.step() == BudgetStep.UNDO) {
      active.remove(action.episode());
    } else {
      active.put(action.episode(), action);
    }
    lastAt = lastAt == null ? (Long) action.at() : (Long) Math.max(lastAt, action.at());
    if (!day.equals(movedOn)) {
      movedOn = day;
      moved = 0;
    }
    moved += Math.abs(action.deltaMicros());
  }

  /** Returns the base that holds with an amount in the catalogue. */
  long base(long catalogue) {
    return amounts.contains(catalogue) ? base : catalogue;
  }

  /** Returns the budget in force with an amount in the catalogue. */
  long current(long catalogue) {
    return amounts.contains(catalogue) ? current : catalogue;
  }

  /** Whether the change of an episode is part of the budget in force. */
  boolean contains(String episode, @Nullable Long catalogue) {
    return active.containsKey(episode) && (catalogue == null || amounts.contains(catalogue));
  }

  /** Returns the budget without a change that is part of it. Without any change it is the base. */
  long without(BudgetAction change) {
    return active.size() == 1 ? base : current - change.deltaMicros();
  }

  /** The amount that the last action left. */
  long last() {
    return current;
  }

  @Nullable Long lastAt() {
    return lastAt;
  }

  long movedOn(LocalDate day) {
    return day.equals(movedOn) ? moved : 0;
  }
}
