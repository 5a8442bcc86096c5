package io.campaignpulse.budget;

import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ledger of the budget actions of an installation, folded in their order: each id counts once.
 * Actions of dry runs and actions that were meant don't mix.
 */
public final class BudgetLedger {

  private final boolean dryRun;
  private final ZoneId zone;
  private final Set<String> ids = new HashSet<>();
  private final Map<String, BudgetAction> changes = new HashMap<>();
  private final Set<String> undone = new HashSet<>();
  private final Map<String, CampaignBudget> campaigns = new HashMap<>();
  private final Map<CurrencyDay, Long> movedByDay = new HashMap<>();

  private record CurrencyDay(@Nullable String currency, LocalDate day) {}

  /**
   * An empty ledger.
   *
   * @param zone zone of the days
   */
  public BudgetLedger(boolean dryRun, ZoneId zone) {
    this.dryRun = dryRun;
    this.zone = zone;
  }

  /** Whether it is the ledger of dry runs. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** Adds an action. Returns whether it is new and of this ledger. */
  public boolean add(BudgetAction action) {
    if (action.dryRun() != dryRun || !ids.add(action.actionId())) {
      return false;
    }
    if (action.step() == BudgetStep.UNDO) {
      undone.add(action.episode());
    } else {
      changes.put(action.episode(), action);
    }
    campaign(action.campaignId()).add(action, day(action.at()));
    movedByDay.merge(
        new CurrencyDay(action.currency(), day(action.at())),
        Math.abs(action.deltaMicros()),
        Long::sum);
    return true;
  }

  /** The change of an episode; null where there is none. */
  @Nullable BudgetAction changeOf(String episode) {
    return changes.get(episode);
  }

  boolean isUndone(String episode) {
    return undone.contains(episode);
  }

  /** The budget of a campaign as the actions left it. */
  CampaignBudget campaign(String campaignId) {
    return Objects.requireNonNull(
        campaigns.computeIfAbsent(campaignId, unused -> new CampaignBudget()));
  }

  /** Returns how much was moved in a currency on the day of an instant, in micros. */
  long movedInDay(@Nullable String currency, long now) {
    return movedByDay.getOrDefault(new CurrencyDay(currency, day(now)), 0L);
  }

  LocalDate day(long instant) {
    return Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
  }
}
