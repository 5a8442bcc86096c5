package io.campaignpulse.alert.target;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.CohortProjections;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.threshold.ThresholdFinding;
import io.campaignpulse.alert.threshold.ThresholdRule;
import io.campaignpulse.alert.threshold.Verdict;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.lag.AgedPanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Findings of all rules on one series at one tick. A condition that neither holds nor held before
 * has none.
 */
public final class SeriesTick {

  private static final long REPUBLISH_AFTER = 15 * Minutes.MINUTE;

  /** Evidence R that a series at its target has at an instant in less than a quarter of cases. */
  private static final double SUSPECT_EVIDENCE = 4;

  private final AlertOptions options;
  private final CampaignLabels labels;
  private final TargetEvaluator evaluator;
  private final Series series;
  private final @Nullable Campaign campaign;
  private final long tick;
  private final Map<String, Finding> found;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, EvaluatedSeries> statuses = new TreeMap<>();
  private final Map<String, Finding> stillFound = new TreeMap<>();

  /**
   * A tick.
   *
   * @param campaign null where the catalogue doesn't know it
   * @param found what is found by now, by {@link AlertId#hash}
   */
  public SeriesTick(
      AlertOptions options,
      CampaignLabels labels,
      TargetEvaluator evaluator,
      Series series,
      @Nullable Campaign campaign,
      long tick,
      Map<String, Finding> found) {
    this.options = options;
    this.labels = labels;
    this.evaluator = evaluator;
    this.series = series;
    this.campaign = campaign;
    this.tick = tick;
    this.found = found;
  }

  /** What is found after the tick, by {@link AlertId#hash}. */
  public Map<String, Finding> found() {
    return stillFound;
  }

  /** Returns the findings to publish. */
  public List<Finding> findings() {
    return findings;
  }

  /** Returns the statuses under the rules that evaluate the series, by their keys. */
  public Map<String, EvaluatedSeries> statuses() {
    return statuses;
  }

  /** Evaluates plain conditions. */
  public void evaluate(Map<String, ThresholdRule> thresholds, Minutes minutes) throws Exception {
    for (ThresholdRule rule : thresholds.values()) {
      Verdict verdict = rule.evaluate(series, minutes, tick);
      if (verdict.holds() || wasFound(rule.ruleId(), RuleKind.THRESHOLD, null)) {
        add(ThresholdFinding.of(rule, series, verdict, tick, labels, options.reportingCurrency()));
      }
    }
  }

  /** Evaluates the rules on targets and on silence after a step of the tests. */
  public void evaluate(
      SeriesRules rules, TargetEvaluator.Result result, AgedPanes panes, Minutes minutes)
      throws Exception {
    SeriesState state = result.state();
    for (EvidenceRule rule : rules.evidence().values()) {
      WatchState watch = state.watches().get(rule.ruleId());
      boolean missed = watch != null && watch.verdict().level() != null;
      if (watch != null && watch.verdict().paused() != AlertReason.LEARNING) {
        boolean suspect = missed || watch.test().evidence() >= SUSPECT_EVIDENCE;
        addStatus(rule.ruleId(), null, suspect);
      }
      boolean retracted = result.retractions().containsKey(rule.ruleId());
      if (watch != null && (missed || retracted || wasFound(rule.ruleId(), rule.kind(), null))) {
        add(target(rule, watch, state, panes, result.retractions().get(rule.ruleId())));
      }
    }
    ConversionSilence silence = widest(state);
    boolean ended = hasEnded();
    boolean broken = silence != null && silence.broken() && !ended;
    boolean changed = lagsChanged(state) && !ended;
    boolean overdue = isCostOverdue(state, minutes);
    for (SilenceRule rule : rules.silence().values()) {
      if (silence != null) {
        addStatus(rule.ruleId(), SilenceRule.CONVERSIONS, silence.isSuspect());
        if (broken || wasFound(rule.ruleId(), SilenceRule.KIND, SilenceRule.CONVERSIONS)) {
          add(rule.tracking(series, broken, ended, silence, tick, labels));
        }
      }
      if (!state.watches().isEmpty()) {
        addStatus(rule.ruleId(), SilenceRule.LAGS, changed);
      }
      if (changed || wasFound(rule.ruleId(), SilenceRule.KIND, SilenceRule.LAGS)) {
        add(rule.lags(series, changed, ended, tick, labels));
      }
      if (state.reports().until() != 0) {
        addStatus(rule.ruleId(), SilenceRule.COST, overdue);
      }
      if (overdue || wasFound(rule.ruleId(), SilenceRule.KIND, SilenceRule.COST)) {
        add(rule.cost(series, overdue, ended, state.reports(), tick, labels));
      }
    }
  }

  /**
   * The outlook, where it is time to tell it: with news, and every quarter of an hour.
   *
   * @param hasNews whether anything arrived since the last tick
   */
  public @Nullable CampaignOutlook outlook(
      Map<String, TargetEvaluator.Targeted> targets,
      SeriesState state,
      AgedPanes panes,
      boolean hasNews,
      long now) {
    boolean due = hasNews || tick - state.published() >= REPUBLISH_AFTER;
    return due && !panes.isEmpty()
        ? new SeriesOutlook(series, campaign, evaluator, state, panes, tick)
            .outlook(targets, now, now)
        : null;
  }

  /** What becomes of the projections that are kept. */
  public CohortProjections.Said cohorts(SeriesState state, AgedPanes panes, long now) {
    return state
        .cohorts()
        .tick(
            series,
            panes,
            evaluator.curveAsIs(series.channel(), ConversionType.ORDER),
            evaluator.portfolio().dispersion().ofClumps(),
            tick,
            now);
  }

  /** Closes what was found by rules that are gone or pose another condition. */
  public void closeChanged() {
    for (Map.Entry<String, Finding> each : found.entrySet()) {
      if (!stillFound.containsKey(each.getKey()) && !isPublished(each.getKey())) {
        findings.add(each.getValue().lifted(tick, true, AlertReason.RULE_CHANGED));
      }
    }
  }

  private boolean isPublished(String key) {
    return findings.stream().anyMatch(finding -> AlertId.hash(finding).equals(key));
  }

  /** Of the types of conversions that have stopped the one of which most is missing. */
  private static @Nullable ConversionSilence widest(SeriesState state) {
    ConversionSilence widest = null;
    for (ConversionSilence each : state.silences().values()) {
      boolean more =
          widest == null
              || (each.broken() && !widest.broken())
              || (each.broken() == widest.broken()
                  && each.expectedSince() > widest.expectedSince());
      widest = more ? each : widest;
    }
    return widest;
  }

  /** Whether targets of the series wait for lags that have changed. */
  private static boolean lagsChanged(SeriesState state) {
    return state.watches().values().stream()
        .anyMatch(watch -> watch.verdict().paused() == AlertReason.LAGS_CHANGED);
  }

  private Finding target(
      EvidenceRule rule,
      WatchState watch,
      SeriesState state,
      AgedPanes panes,
      TargetEvaluator.@Nullable Retraction retracted) {
    SeriesFigures figures =
        new SeriesFigures(rule, watch, state, panes, evaluator, series, campaign, tick);
    Finding.Figures numbers = figures.figures();
    boolean missed = watch.verdict().level() != null;
    TargetMessage message =
        new TargetMessage(
            rule,
            numbers,
            missed,
            missed ? figures.mainPart() : null,
            figures.counted(),
            figures.expected(),
            figures.since(),
            labels.name(series.campaignId()),
            series.channel(),
            options.reportingCurrency());
    return new Finding(
        rule.ruleId(),
        watch.target().ruleVersion(),
        watch.target().number(),
        rule.kind(),
        AlertSubject.ofSeries(
            series.campaignId(), series.channel(), labels.department(series.campaignId()), null),
        tick,
        watch.verdict().level(),
        true,
        rule.forMillis(),
        missed ? figures.cause() : null,
        retracted == null ? null : retracted.reason(),
        retracted != null && retracted.ofEnded(),
        watch.verdict().paused(),
        hasEnded(),
        numbers,
        message.sentence(),
        message.action(),
        List.of());
  }

  /** Adds the status of a series that has not ended. */
  private void addStatus(String ruleId, @Nullable String subject, boolean suspect) {
    if (hasEnded()) {
      return;
    }
    EvaluatedSeries status =
        new EvaluatedSeries(
            ruleId,
            subject,
            series.campaignId(),
            series.channel(),
            labels.department(series.campaignId()),
            suspect ? EvaluatedSeries.Status.SUSPECT : EvaluatedSeries.Status.SOUND);
    statuses.put(status.key(), status);
  }

  private boolean isCostOverdue(SeriesState state, Minutes minutes) throws Exception {
    return hasStarted()
        && !hasEnded()
        && new CostOwed(state.reports(), evaluator.portfolio().costDelay())
            .isOverdue(minutes, tick);
  }

  private boolean hasStarted() {
    return campaign == null || campaign.startTime() == null || campaign.startTime() <= tick;
  }

  private boolean hasEnded() {
    return campaign != null && campaign.endTime() != null && campaign.endTime() <= tick;
  }

  private boolean wasFound(String ruleId, RuleKind kind, @Nullable String subject) {
    return found.values().stream()
        .anyMatch(
            finding ->
                finding.ruleId().equals(ruleId)
                    && finding.kind() == kind
                    && java.util.Objects.equals(finding.subject().subject(), subject));
  }

  private void add(Finding finding) {
    findings.add(finding);
    if (finding.holds() && !finding.ended()) {
      stillFound.put(AlertId.hash(finding), finding);
    }
  }
}
