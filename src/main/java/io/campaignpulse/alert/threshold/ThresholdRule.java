package io.campaignpulse.alert.threshold;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.Comparison;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.alert.rule.ThresholdCheck;
import io.campaignpulse.alert.series.MinuteTotals;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Metric;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plain condition on a metric over a trailing window: docs/alerting.md, THRESHOLD.
 *
 * @param target the number the metric is compared with
 * @param window length of the trailing window, whole minutes in milliseconds
 * @param minCount least denominator of a ratio, in wholes
 * @param forMillis how long the condition must hold before the alert fires, milliseconds
 * @param match which series it is about
 */
public record ThresholdRule(
    String ruleId,
    int targetVersion,
    Metric metric,
    Comparison comparison,
    double target,
    long window,
    double minCount,
    long forMillis,
    SeriesMatch match,
    Severity severity,
    AttributionModel model,
    TimeBasis basis) {

  private static final Set<Metric> WITH_SPEND =
      EnumSet.of(
          Metric.SPEND,
          Metric.CPM,
          Metric.CPC,
          Metric.CPL,
          Metric.CPQL,
          Metric.CPA,
          Metric.CAC,
          Metric.ROAS,
          Metric.POAS);

  /**
   * Returns the rule to evaluate; null where it is switched off or {@link ThresholdCheck#problem}
   * says why it can't be.
   */
  public static @Nullable ThresholdRule of(RuleVersion version, AlertOptions options) {
    AlertRule rule = version.rule();
    Metric metric = rule.metric() == null ? null : Metric.named(rule.metric());
    Comparison comparison = Comparison.of(rule.op());
    Double value = rule.value();
    Long window = rule.window();
    if (!rule.enabled()
        || ThresholdCheck.problem(rule) != null
        || metric == null
        || comparison == null
        || value == null
        || window == null) {
      return null;
    }
    return new ThresholdRule(
        rule.ruleId(),
        version.targetVersion(),
        metric,
        comparison,
        value,
        window,
        rule.minCount(),
        rule.forMillis(),
        new SeriesMatch(rule.match()),
        rule.severity(),
        rule.model() == null ? options.reportingModel() : rule.model(),
        rule.basis() == null ? options.reportingBasis() : rule.basis());
  }

  /** Evaluates the whole minutes of the window that had ended at the tick. */
  public Verdict evaluate(Series series, Minutes minutes, long tick) throws Exception {
    long end = tick;
    if (WITH_SPEND.contains(metric)) {
      Long reported = series.spendReportedUntil();
      if (reported == null) {
        return Verdict.notEvaluable(null, tick, 0);
      }
      end = Math.min(tick, Minutes.floor(reported));
    }
    long[] base = new long[BaseMeasure.COUNT];
    long[] attributed = new long[AttributedMeasure.COUNT];
    for (long minute = end - window; minute < end; minute += MINUTE) {
      MinuteTotals totals = minutes.at(minute);
      if (totals != null) {
        totals.addTo(base, model, basis, attributed);
      }
    }
    long spend = base[BaseMeasure.SPEND.ordinal()];
    Double observed = metric.value(base, 0, attributed);
    if (observed == null || !enoughData(series, end, base, attributed)) {
      return Verdict.notEvaluable(observed, end, spend);
    }
    return new Verdict(
        true,
        comparison.holds(observed, target),
        observed,
        end,
        spend,
        MoneyAtRisk.micros(metric, comparison, target, base, attributed));
  }

  /**
   * The next tick at which the value can change though nothing arrives: a minute leaves the window,
   * or the window is full for the first time. {@link Long#MAX_VALUE} if there is none.
   */
  public long nextChange(Series series, Minutes minutes, long tick) throws Exception {
    Long oldest = minutes.firstIn(tick - window, tick);
    long leaves = oldest == null ? Long.MAX_VALUE : oldest + window + MINUTE;
    long full = series.firstMinute() + window;
    return full > tick ? Math.min(full, leaves) : leaves;
  }

  private boolean enoughData(Series series, long end, long[] base, long[] attributed) {
    if (metric.isRatio()) {
      Double denominator = metric.denominator(base, 0, attributed);
      return denominator != null && denominator >= minCount;
    }
    // A sum over a window the series has only begun to fill is low without any fault.
    return !comparison.isBelow() || series.firstMinute() <= end - window;
  }
}
