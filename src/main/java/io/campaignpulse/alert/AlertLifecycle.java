package io.campaignpulse.alert;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Emission;
import org.jspecify.annotations.Nullable;

/**
 * The life of one episode of one rule on one series: OK → PENDING → FIRING → RESOLVED, one step at
 * each tick. Only transitions are records; the last one published is all that has to be kept.
 */
public final class AlertLifecycle {

  private final AlertOptions options;
  private final CampaignLabels labels;

  /** Names and money are written as the options say. */
  public AlertLifecycle(AlertOptions options, CampaignLabels labels) {
    this.options = options;
    this.labels = labels;
  }

  /**
   * Judges a rule at a tick.
   *
   * @param open the last transition of the episode; null = the rule is OK
   * @param now processing time, epoch milliseconds; without meaning in a replay
   * @return the transition; null where nothing changed
   */
  public @Nullable Alert judge(
      @Nullable Alert open, ThresholdRule rule, Series series, Minutes minutes, long tick, long now)
      throws Exception {
    Verdict verdict = rule.judge(series, minutes, tick);
    if (open == null) {
      AlertState first = rule.forMillis() == 0 ? AlertState.FIRING : AlertState.PENDING;
      return verdict.holds() ? record(null, rule, series, verdict, first, null, tick, now) : null;
    }
    if (!verdict.holds()) {
      return record(
          open, rule, series, verdict, AlertState.RESOLVED, cause(open, verdict), tick, now);
    }
    if (open.state() == AlertState.PENDING && tick - open.startsAt() >= rule.forMillis()) {
      return record(open, rule, series, verdict, AlertState.FIRING, null, tick, now);
    }
    return null;
  }

  private static @Nullable ResolveCause cause(Alert open, Verdict verdict) {
    if (open.state() == AlertState.PENDING) {
      return ResolveCause.CLEARED_BEFORE_FIRING;
    }
    return verdict.judgeable() ? null : ResolveCause.TOO_LITTLE_DATA;
  }

  /** Ends an episode whose rule no longer poses its condition. Numbers stay as last judged. */
  public Alert closeAsRuleChanged(Alert open, long tick, long now) {
    String rule = AlertText.visible(open.ruleId());
    return new Alert(
        open.alertId(),
        open.ruleId(),
        open.kind(),
        open.severity(),
        AlertState.RESOLVED,
        ResolveCause.RULE_CHANGED.name(),
        null,
        open.campaignId(),
        open.channel(),
        open.promotionId(),
        open.planId(),
        null,
        open.targetVersion(),
        open.metric(),
        open.observed(),
        open.expected(),
        open.target(),
        open.ratio(),
        open.ratioLow(),
        open.ratioHigh(),
        open.evidence(),
        null,
        open.maturity(),
        null,
        null,
        null,
        open.startsAt(),
        tick,
        tick,
        "Closed because rule \"%s\" was changed or switched off.".formatted(rule),
        "规则“%s”已更改或停用，告警已关闭。".formatted(rule),
        tick,
        revision(open, now));
  }

  private Alert record(
      @Nullable Alert open,
      ThresholdRule rule,
      Series series,
      Verdict verdict,
      AlertState state,
      @Nullable ResolveCause cause,
      long tick,
      long now) {
    AlertText text =
        new AlertText(
            rule,
            verdict,
            labels.name(series.campaignId()),
            series.channel(),
            options.reportingCurrency());
    long startsAt = open == null ? tick : open.startsAt();
    boolean over = state == AlertState.RESOLVED;
    return new Alert(
        open == null ? AlertId.of(rule, series, startsAt) : open.alertId(),
        rule.ruleId(),
        ThresholdRule.KIND,
        rule.severity(),
        state,
        cause == null ? null : cause.name(),
        null,
        series.campaignId(),
        series.channel(),
        null,
        null,
        null,
        rule.targetVersion(),
        rule.metric().label(),
        verdict.observed(),
        null,
        rule.target(),
        ratio(verdict.observed(), rule.target()),
        null,
        null,
        null,
        null,
        null,
        over ? null : verdict.moneyAtRiskMicros(),
        null,
        text.recommendedAction(state),
        startsAt,
        tick,
        over ? tick : null,
        text.english(state),
        text.chinese(state),
        verdict.judgedUntil(),
        revision(open, now));
  }

  private static @Nullable Double ratio(@Nullable Double observed, double target) {
    return observed == null || target == 0 ? null : observed / target;
  }

  private long revision(@Nullable Alert open, long now) {
    return revision(open, now, options.emission());
  }

  /** A replay counts transitions; live no restored job may publish below what readers have. */
  static long revision(@Nullable Alert open, long now, Emission emission) {
    long next = open == null ? 1 : open.revision() + 1;
    return emission == Emission.AT_END ? next : Math.max(next, now);
  }
}
