package io.campaignpulse.budget;

import io.campaignpulse.event.BudgetAction;

/** Decision on a signal: an action, or the reason for none. */
public sealed interface BudgetDecision {

  /** The budget is changed. */
  record Act(BudgetAction action) implements BudgetDecision {}

  /** The budget stays as it is. */
  record Hold(NoActionReason reason) implements BudgetDecision {}
}
