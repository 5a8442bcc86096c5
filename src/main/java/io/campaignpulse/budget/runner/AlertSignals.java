package io.campaignpulse.budget.runner;

import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.Alert;

/** Signals from alerts. */
final class AlertSignals {

  private AlertSignals() {}

  /** Returns the part of an alert that a budget depends on. */
  static BudgetSignal of(Alert alert) {
    // Alerts state no typed advice yet: until they do, none is acted on.
    return new BudgetSignal(
        alert.alertId(),
        alert.campaignId(),
        alert.channel(),
        alert.state(),
        Advice.NONE,
        null,
        null,
        alert.ruleId(),
        null,
        alert.targetVersion(),
        alert.moneyAtRiskMicros(),
        alert.revision());
  }
}
