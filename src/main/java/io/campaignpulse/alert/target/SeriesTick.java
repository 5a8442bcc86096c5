package io.campaignpulse.alert.target;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.AlertReason;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.CohortProjections;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.threshold.ThresholdFinding;
import io.campaignpulse.alert.threshold.ThresholdRule;
import io.campaignpulse.alert.threshold.Verdict;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Emission;
import io.campaignpulse.lag.AgedPanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything rules say of one series at one tick. What is sound and was sound before is not told.
 */
public final class SeriesTick {

  private static final long TELL_AGAIN = 15 * Minutes.MINUTE;

  private final AlertOptions options;
  private final CampaignLabels labels;
  private final SeriesJudge judge;
  private final Series series;
  private final @Nullable Campaign campaign;
  private final long tick;
  private final Map<String, Finding> found;
  private final List<Finding> news = new ArrayList<>();
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
      SeriesJudge judge,
      Series series,
      @Nullable Campaign campaign,
      long tick,
      Map<String, Finding> found) {
    this.options = options;
    this.labels = labels;
    this.judge = judge;
    this.series = series;
    this.campaign = campaign;
    this.tick = tick;
    this.found = found;
  }

  /** What is found after the tick, by {@link AlertId#hash}. */
  public Map<String, Finding> found() {
    return stillFound;
  }

  /** What there is to tell. */
  public List<Finding> news() {
    return news;
  }

  /** Judges plain conditions. */
  public void judge(Map<String, ThresholdRule> thresholds, Minutes minutes) throws Exception {
    for (ThresholdRule rule : thresholds.values()) {
      Verdict verdict = rule.judge(series, minutes, tick);
      if (verdict.holds() || wasFound(rule.ruleId(), ThresholdRule.KIND, null)) {
        tell(ThresholdFinding.of(rule, series, verdict, tick, labels, options.reportingCurrency()));
      }
    }
  }

  /** Tells of the targets that a step of the tests has judged. */
  public void judge(SeriesRules rules, SeriesJudge.Said said, AgedPanes panes) {
    SeriesState state = said.state();
    for (EvidenceRule rule : rules.evidence().values()) {
      WatchState watch = state.watches().get(rule.ruleId());
      boolean missed = watch != null && watch.level() != null;
      if (watch != null && (missed || wasFound(rule.ruleId(), rule.kind(), null))) {
        tell(target(rule, watch, panes, said.retracted().get(rule.ruleId())));
      }
    }
    boolean overdue =
        state.reports().isOverdue(tick, judge.portfolio().costDelay())
            && hasStarted()
            && !hasEnded();
    for (SilenceRule rule : rules.silence().values()) {
      boolean broken = state.silence().broken();
      if (broken || wasFound(rule.ruleId(), SilenceRule.KIND, SilenceRule.CONVERSIONS)) {
        tell(rule.tracking(series, broken, state.silence(), tick, labels));
      }
      if (overdue || wasFound(rule.ruleId(), SilenceRule.KIND, SilenceRule.COST)) {
        tell(rule.cost(series, overdue, state.reports(), tick, labels));
      }
    }
  }

  /**
   * The outlook, where it is time to tell it: with news, and every quarter of an hour.
   *
   * @param hasNews whether anything arrived since the last tick
   */
  public @Nullable CampaignOutlook outlook(
      Map<String, SeriesJudge.Targeted> targets,
      Set<ConversionType> silent,
      SeriesState state,
      AgedPanes panes,
      boolean hasNews,
      long now) {
    boolean atEnd = options.emission() == Emission.AT_END;
    Long asOf = options.asOf();
    boolean due =
        atEnd
            ? asOf != null && tick == Minutes.floor(asOf)
            : hasNews || tick - state.told() >= TELL_AGAIN;
    if (!due || panes.isEmpty()) {
      return null;
    }
    return new SeriesOutlook(series, judge, state, panes, tick)
        .outlook(targets, silent, atEnd ? 1 : now, atEnd && asOf != null ? asOf : now);
  }

  /** What becomes of the projections that are kept. */
  public CohortProjections.Said cohorts(SeriesState state, AgedPanes panes, long now) {
    Long asOf = options.asOf();
    return state
        .cohorts()
        .tick(
            series,
            panes,
            judge.portfolio().lags().curve(series.channel(), ConversionType.ORDER.name()),
            tick,
            options.emission() == Emission.AT_END && asOf != null ? asOf : now);
  }

  /** Closes what was found by rules that are gone or pose another condition. */
  public void closeChanged() {
    for (Map.Entry<String, Finding> each : found.entrySet()) {
      if (!stillFound.containsKey(each.getKey()) && !isTold(each.getKey())) {
        news.add(each.getValue().lifted(tick, true, AlertReason.RULE_CHANGED));
      }
    }
  }

  private boolean isTold(String key) {
    return news.stream().anyMatch(finding -> AlertId.hash(finding).equals(key));
  }

  private Finding target(
      EvidenceRule rule, WatchState watch, AgedPanes panes, @Nullable AlertReason retracted) {
    SeriesFigures figures = new SeriesFigures(rule, watch, panes, judge, series.channel(), tick);
    Finding.Figures numbers = figures.figures(series.spendReportedUntil());
    boolean missed = watch.level() != null;
    TargetMessage message =
        new TargetMessage(
            rule,
            numbers,
            missed,
            figures.counted(),
            figures.expected(),
            watch.test().since(),
            labels.name(series.campaignId()),
            series.channel(),
            options.reportingCurrency());
    return new Finding(
        rule.ruleId(),
        watch.targetVersion(),
        rule.kind(),
        AlertSubject.ofSeries(series.campaignId(), series.channel()),
        tick,
        watch.level(),
        true,
        rule.forMillis(),
        missed ? cause(rule, watch) : null,
        retracted,
        hasEnded(),
        numbers,
        message.sentence(),
        message.action());
  }

  private static AlertCause cause(EvidenceRule rule, WatchState watch) {
    if (rule.metric().isReturns()) {
      return AlertCause.RETURNS_HIGH;
    }
    if (!rule.metric().isByCost()) {
      return AlertCause.DEMAND_WEAK;
    }
    return watch.restated() > watch.test().expectedSince() / 2
        ? AlertCause.COST_RESTATED
        : AlertCause.EFFICIENCY_LOW;
  }

  private boolean hasStarted() {
    return campaign == null || campaign.startTime() == null || campaign.startTime() <= tick;
  }

  private boolean hasEnded() {
    return campaign != null && campaign.endTime() != null && campaign.endTime() <= tick;
  }

  private boolean wasFound(String ruleId, String kind, @Nullable String subject) {
    return found.values().stream()
        .anyMatch(
            finding ->
                finding.ruleId().equals(ruleId)
                    && finding.kind().equals(kind)
                    && java.util.Objects.equals(finding.subject().subject(), subject));
  }

  private void tell(Finding finding) {
    news.add(finding);
    if (finding.holds() && !finding.ended()) {
      stillFound.put(AlertId.hash(finding), finding);
    }
  }
}
