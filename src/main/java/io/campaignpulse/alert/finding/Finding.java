package io.campaignpulse.alert.finding;

import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of one rule for one subject at one tick, before inhibition and the lifecycle of alerts. A
 * subject whose condition holds has one at every tick until the condition no longer holds; one
 * whose condition neither holds nor held before has none.
 *
 * @param ruleVersion number of the rule's condition
 * @param targetVersion number of what it is compared with; that of the rule where that is all of it
 * @param kind the rule's kind
 * @param tick the minute tick it was evaluated at, epoch milliseconds
 * @param severity how bad it is; null = the condition does not hold, or cannot be evaluated
 * @param evaluable whether it could be evaluated
 * @param forMillis how long it must hold before it fires
 * @param cause the cause as the rule itself knows it; null where it has to be found out
 * @param correction why an earlier finding was wrong; null where the condition just changed
 * @param retractsEnded whether the correction is about an episode that has ended
 * @param paused why nothing can be evaluated for a time: an alert that fires is paused, nothing new
 *     fires; null where it can
 * @param ended the campaign, promotion or plan is over: the alert expires
 * @param figures the numbers behind it
 * @param message the sentence that says it, without the state of its alert
 * @param action what to do about it; null where there is nothing to do
 * @param members series of a group; empty for a finding on a single subject
 */
public record Finding(
    String ruleId,
    int ruleVersion,
    int targetVersion,
    RuleKind kind,
    AlertSubject subject,
    long tick,
    @Nullable Severity severity,
    boolean evaluable,
    long forMillis,
    @Nullable AlertCause cause,
    @Nullable AlertReason correction,
    boolean retractsEnded,
    @Nullable AlertReason paused,
    boolean ended,
    Figures figures,
    AlertMessage message,
    @Nullable AlertMessage action,
    List<AlertMember> members) {

  /** A finding about one thing, compared with what its rule says. */
  public Finding(
      String ruleId,
      int ruleVersion,
      RuleKind kind,
      AlertSubject subject,
      long tick,
      @Nullable Severity severity,
      boolean evaluable,
      long forMillis,
      @Nullable AlertCause cause,
      @Nullable AlertReason correction,
      boolean retractsEnded,
      @Nullable AlertReason paused,
      boolean ended,
      Figures figures,
      AlertMessage message,
      @Nullable AlertMessage action) {
    this(
        ruleId,
        ruleVersion,
        ruleVersion,
        kind,
        subject,
        tick,
        severity,
        evaluable,
        forMillis,
        cause,
        correction,
        retractsEnded,
        paused,
        ended,
        figures,
        message,
        action,
        List.of());
  }

  /** Returns whether its condition holds. */
  public boolean holds() {
    return severity != null;
  }

  /**
   * Returns the end of a finding that is no longer evaluated, as when its rule was changed.
   *
   * @param at the tick it was found out at
   * @param isEvaluable whether it could be evaluated
   * @param why why it doesn't hold; null where that needs no word
   */
  public Finding lifted(long at, boolean isEvaluable, @Nullable AlertReason why) {
    return new Finding(
        ruleId,
        ruleVersion,
        targetVersion,
        kind,
        subject,
        at,
        null,
        isEvaluable,
        forMillis,
        cause,
        why,
        false,
        null,
        false,
        figures,
        message,
        null,
        members);
  }

  /**
   * The numbers of a finding, as an alert carries them.
   *
   * @param observed in the metric's own unit
   * @param expected what was to be expected by now
   * @param target the number to be reached
   * @param evidence Shiryaev–Roberts R
   * @param logEvidence for e-BH: ln of the uncapped R, divided by the budget it was offered
   * @param evaluatedUntil event time up to which it was evaluated, epoch milliseconds
   */
  public record Figures(
      @Nullable String metric,
      @Nullable Double observed,
      @Nullable Double expected,
      @Nullable Double target,
      @Nullable Double ratio,
      @Nullable Double ratioLow,
      @Nullable Double ratioHigh,
      @Nullable Double evidence,
      @Nullable Double logEvidence,
      @Nullable Double eValue,
      @Nullable Double maturity,
      @Nullable Long moneyAtRiskMicros,
      @Nullable Decomposition decomposition,
      long evaluatedUntil) {

    /** Whether the interval of the ratio leaves the target out. */
    public boolean excludesTarget() {
      return (ratioHigh != null && ratioHigh < 1) || (ratioLow != null && ratioLow > 1);
    }

    /** Observed against a target, without any statistics. */
    public static Figures plain(
        @Nullable String metric,
        @Nullable Double observed,
        @Nullable Double target,
        @Nullable Long moneyAtRiskMicros,
        long evaluatedUntil) {
      Double ratio = observed == null || target == null || target == 0 ? null : observed / target;
      return unproven(metric, observed, null, target, ratio, moneyAtRiskMicros, evaluatedUntil);
    }

    /** What came against what was to be expected, without any statistics. */
    public static Figures counted(double observed, double expected, long evaluatedUntil) {
      return unproven(null, observed, expected, null, null, null, evaluatedUntil);
    }

    /** What was counted, without any statistics. */
    public static Figures unproven(
        @Nullable String metric,
        @Nullable Double observed,
        @Nullable Double expected,
        @Nullable Double target,
        @Nullable Double ratio,
        @Nullable Long moneyAtRiskMicros,
        long evaluatedUntil) {
      return new Figures(
          metric,
          observed,
          expected,
          target,
          ratio,
          null,
          null,
          null,
          null,
          null,
          null,
          moneyAtRiskMicros,
          null,
          evaluatedUntil);
    }
  }
}
