package io.campaignpulse.budget;

import io.campaignpulse.alert.guardrail.BudgetGuardrail;
import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.budget.BudgetDecision.Act;
import io.campaignpulse.budget.BudgetDecision.Hold;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a signal changes a budget: once per episode, within the policy's caps, and only
 * where the guardrail allows it. A retraction undoes the change whatever else holds.
 */
public final class BudgetRule {

  /** Amounts are set in whole hundredths. */
  private static final long HUNDREDTH = 10_000;

  private final BudgetPolicy policy;

  /** A rule within a policy. */
  public BudgetRule(BudgetPolicy policy) {
    this.policy = policy;
  }

  /**
   * Returns the decision on a signal.
   *
   * @param heartbeat the latest of all sources; null where none was received
   * @param now epoch milliseconds
   */
  public BudgetDecision decide(
      BudgetLedger ledger,
      CampaignBudgets budgets,
      BudgetSignal signal,
      @Nullable AlertHeartbeat heartbeat,
      long now) {
    BudgetAction change = ledger.changeOf(signal.episode());
    GuardrailDecision guardrail = BudgetGuardrail.decide(heartbeat, now, signal.status());
    if (guardrail == GuardrailDecision.UNDO) {
      return undo(ledger, budgets, signal, change, now);
    }
    if (change != null) {
      return new Hold(NoActionReason.ALREADY_ACTED);
    }
    BudgetStep step =
        switch (signal.advice()) {
          case REDUCE -> BudgetStep.REDUCE;
          case INCREASE_CANDIDATE -> BudgetStep.INCREASE;
          case PAUSE_CANDIDATE -> BudgetStep.FLOOR;
          case HOLD, FIX_DATA, RESTOCK, NONE -> null;
        };
    if (step == null) {
      return new Hold(NoActionReason.NO_BUDGET_ADVICE);
    }
    if (!guardrail.isAllowed()) {
      return new Hold(NoActionReason.of(guardrail));
    }
    if (signal.grade() == null || signal.grade().compareTo(policy.minimumGrade()) < 0) {
      return new Hold(NoActionReason.WEAK_EVIDENCE);
    }
    String campaignId = signal.campaignId();
    if (campaignId == null) {
      return new Hold(NoActionReason.NO_CAMPAIGN);
    }
    DailyBudget catalogue = budgets.of(campaignId);
    Long amount = catalogue == null ? null : catalogue.amountMicros();
    if (catalogue == null || amount == null || amount <= 0) {
      return new Hold(NoActionReason.UNKNOWN_BUDGET);
    }
    return change(ledger, budgets, signal, step, catalogue, amount, now);
  }

  private BudgetDecision undo(
      BudgetLedger ledger,
      CampaignBudgets budgets,
      BudgetSignal signal,
      @Nullable BudgetAction change,
      long now) {
    if (change == null || ledger.isUndone(signal.episode())) {
      return new Hold(NoActionReason.RETRACTED);
    }
    CampaignBudget campaign = ledger.campaign(change.campaignId());
    DailyBudget catalogue = budgets.of(change.campaignId());
    if (!campaign.contains(signal.episode(), catalogue == null ? null : catalogue.amountMicros())) {
      return new Hold(NoActionReason.BUDGET_CHANGED_SINCE);
    }
    long to = within(campaign.without(change), change.baseMicros());
    return new Act(
        action(
            signal,
            BudgetStep.UNDO,
            change.campaignId(),
            change.currency(),
            campaign.last(),
            to,
            change.baseMicros(),
            change.actionId(),
            ledger.isDryRun(),
            now));
  }

  private BudgetDecision change(
      BudgetLedger ledger,
      CampaignBudgets budgets,
      BudgetSignal signal,
      BudgetStep step,
      DailyBudget catalogue,
      long amount,
      long now) {
    CampaignBudget campaign = ledger.campaign(catalogue.campaignId());
    Long lastAt = campaign.lastAt();
    if (lastAt != null && now - lastAt < policy.cooldown().toMillis()) {
      return new Hold(NoActionReason.COOLDOWN);
    }
    long base = campaign.base(amount);
    long from = campaign.current(amount);
    long wanted =
        within(
                switch (step) {
                  case REDUCE -> from - share(policy.reduceBy(), from);
                  case INCREASE -> from + share(policy.increaseBy(), from);
                  case FLOOR -> share(policy.floor(), base);
                  case UNDO -> from;
                },
                base)
            - from;
    // A budget beyond a limit, because a person set it so, isn't moved the other way.
    if (step == BudgetStep.INCREASE ? wanted < HUNDREDTH : wanted > -HUNDREDTH) {
      return new Hold(NoActionReason.AT_LIMIT);
    }
    LocalDate day = ledger.day(now);
    long ofCampaign = share(policy.campaignDayCap(), base) - campaign.movedOn(day);
    if (ofCampaign < HUNDREDTH) {
      return new Hold(NoActionReason.CAMPAIGN_CAP);
    }
    String currency = catalogue.currency();
    long ofInstallation =
        share(policy.installationDayCap(), budgets.sum(currency))
            - ledger.movedInDay(currency, now);
    if (ofInstallation < HUNDREDTH) {
      return new Hold(NoActionReason.INSTALLATION_CAP);
    }
    long cap = Math.min(share(policy.stepCap(), base), Math.min(ofCampaign, ofInstallation));
    long size = Math.min(Math.abs(wanted), cap) / HUNDREDTH * HUNDREDTH;
    if (size == 0) {
      return new Hold(NoActionReason.AT_LIMIT);
    }
    return new Act(
        action(
            signal,
            step,
            catalogue.campaignId(),
            currency,
            from,
            wanted < 0 ? from - size : from + size,
            base,
            null,
            ledger.isDryRun(),
            now));
  }

  private BudgetAction action(
      BudgetSignal signal,
      BudgetStep step,
      String campaignId,
      @Nullable String currency,
      long from,
      long to,
      long base,
      @Nullable String undoOf,
      boolean dryRun,
      long now) {
    return new BudgetAction(
        BudgetAction.id(signal.episode(), step, dryRun),
        step,
        signal.episode(),
        campaignId,
        signal.channel(),
        currency,
        from,
        to,
        base,
        undoOf,
        policy.consumer(),
        signal.advice(),
        signal.grade(),
        signal.ruleId(),
        signal.ruleVersion(),
        signal.targetVersion(),
        signal.moneyAtRiskMicros(),
        now,
        dryRun);
  }

  private long within(long amount, long base) {
    return Math.max(share(policy.floor(), base), Math.min(share(policy.ceiling(), base), amount));
  }

  private static long share(double share, long amount) {
    return Math.round(share * amount);
  }
}
