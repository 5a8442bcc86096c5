package io.campaignpulse.budget;

import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Consumer of signals: holds what was received and, when it is evaluated, returns the actions that
 * follow. Pure: no I/O, no clock. Repeated and outdated records change nothing, so it may be fed
 * the topics from their beginning at each start. For one thread.
 */
public final class BudgetConsumer {

  private final BudgetRule rule;
  private final BudgetLedger ledger;
  private final KillSwitch killSwitch;
  private final BiConsumer<BudgetSignal, NoActionReason> onHold;
  private final CampaignBudgets budgets = new CampaignBudgets();
  private final TreeMap<String, BudgetSignal> signals = new TreeMap<>();
  private final Map<String, NoActionReason> held = new HashMap<>();
  private @Nullable AlertHeartbeat heartbeat;

  /**
   * A consumer that has received nothing.
   *
   * @param ledger what was done before
   * @param onHold receives a signal and the reason for no action, when the reason changes
   */
  public BudgetConsumer(
      BudgetPolicy policy,
      BudgetLedger ledger,
      KillSwitch killSwitch,
      BiConsumer<BudgetSignal, NoActionReason> onHold) {
    this.rule = new BudgetRule(policy);
    this.ledger = ledger;
    this.killSwitch = killSwitch;
    this.onHold = onHold;
  }

  /** Daily budgets, to be kept up to date. */
  public CampaignBudgets budgets() {
    return budgets;
  }

  /** Accepts a signal. A retraction is final. */
  public void accept(BudgetSignal signal) {
    signals.merge(
        signal.episode(),
        signal,
        (previous, next) ->
            previous.state() == AlertState.RETRACTED || next.revision() <= previous.revision()
                ? previous
                : next);
  }

  /** Accepts a heartbeat. Only the one of all sources counts. */
  public void accept(AlertHeartbeat next) {
    if (next.source().equals(AlertHeartbeat.ALL)
        && (heartbeat == null || next.revision() > heartbeat.revision())) {
      heartbeat = next;
    }
  }

  /**
   * Returns the actions that follow from what was received, and adds them to the ledger. Undos come
   * first.
   *
   * @param now epoch milliseconds
   */
  public List<BudgetAction> evaluate(long now) {
    List<BudgetAction> actions = new ArrayList<>();
    for (BudgetSignal signal : signals.values()) {
      if (signal.state() == AlertState.RETRACTED) {
        evaluate(signal, now, actions);
      }
    }
    for (BudgetSignal signal : signals.values()) {
      if (signal.state() != AlertState.RETRACTED) {
        evaluate(signal, now, actions);
      }
    }
    return actions;
  }

  private void evaluate(BudgetSignal signal, long now, List<BudgetAction> actions) {
    NoActionReason reason = null;
    BudgetDecision decision = rule.decide(ledger, budgets, signal, heartbeat, now);
    if (decision instanceof BudgetDecision.Hold hold) {
      reason = hold.reason();
    } else if (signal.advice() == Advice.INCREASE_CANDIDATE && isContradicted(signal)) {
      reason = NoActionReason.CONTRADICTED;
    } else if (decision instanceof BudgetDecision.Act act) {
      // Looked at before each action: a person may turn it on in between.
      if (killSwitch.reason() == null) {
        ledger.add(act.action());
        actions.add(act.action());
      } else {
        reason = NoActionReason.KILL_SWITCH;
      }
    }
    if (reason == null) {
      held.remove(signal.episode());
    } else if (held.put(signal.episode(), reason) != reason) {
      onHold.accept(signal, reason);
    }
  }

  /** More may only be spent where nothing speaks against it, in any channel of the campaign. */
  private boolean isContradicted(BudgetSignal increase) {
    return increase.state() == AlertState.FIRING
        && signals.values().stream()
            .anyMatch(
                other ->
                    Objects.equals(other.campaignId(), increase.campaignId())
                        && (other.state() == AlertState.FIRING
                            || other.state() == AlertState.PAUSED)
                        && other.advice() != Advice.INCREASE_CANDIDATE
                        && other.advice() != Advice.NONE);
  }
}
