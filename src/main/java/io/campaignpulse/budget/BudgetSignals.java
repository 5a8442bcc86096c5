package io.campaignpulse.budget;

import io.campaignpulse.alert.guardrail.AdviceStatus;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Guidance;
import io.campaignpulse.event.ResultKey;
import java.time.Instant;
import java.time.ZoneId;

/** Signals from alerts and outlooks. */
public final class BudgetSignals {

  /** The rule of signals that no single rule gives. */
  private static final String OUTLOOK = "outlook";

  private BudgetSignals() {}

  /** Returns the signal of an alert. */
  public static BudgetSignal of(Alert alert) {
    Guidance guidance = alert.guidance();
    return new BudgetSignal(
        alert.alertId(),
        alert.campaignId(),
        alert.channel(),
        alert.state(),
        guidance.advice(),
        guidance.grade(),
        guidance.validUntil(),
        alert.ruleId(),
        alert.ruleVersion() == 0 ? null : Integer.toString(alert.ruleVersion()),
        alert.targetVersion(),
        alert.moneyAtRiskMicros(),
        alert.revision());
  }

  /**
   * Returns the signal of an outlook, whose episode is the day. Outlooks advise increases only:
   * what speaks for a reduction has an alert.
   *
   * @param zone zone of the days
   */
  public static BudgetSignal of(CampaignOutlook outlook, ZoneId zone) {
    AdviceStatus status = AdviceStatus.of(outlook);
    AlertState state = status.state();
    if (state == null) {
      state =
          outlook.guidance().advice() == Advice.INCREASE_CANDIDATE
              ? AlertState.FIRING
              : AlertState.RESOLVED;
    }
    return new BudgetSignal(
        ResultKey.of(
            OUTLOOK,
            outlook.campaignId(),
            outlook.channel(),
            Instant.ofEpochMilli(outlook.asOf()).atZone(zone).toLocalDate().toString()),
        outlook.campaignId(),
        outlook.channel(),
        state,
        state == AlertState.FIRING ? Advice.INCREASE_CANDIDATE : Advice.NONE,
        status.grade(),
        status.validUntil(),
        OUTLOOK,
        null,
        0,
        null,
        outlook.revision());
  }
}
