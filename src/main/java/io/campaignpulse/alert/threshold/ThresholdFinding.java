package io.campaignpulse.alert.threshold;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.metric.Metric;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a plain condition says of a series, as a finding. */
public final class ThresholdFinding {

  private static final Set<Metric> INVALID_TRAFFIC =
      EnumSet.of(Metric.INVALID_CLICKS, Metric.INVALID_IMPRESSIONS, Metric.INVALID_VISITS);

  private ThresholdFinding() {}

  public static Finding of(
      ThresholdRule rule,
      Series series,
      Verdict verdict,
      long tick,
      CampaignLabels labels,
      String currency) {
    ThresholdMessage message =
        new ThresholdMessage(
            rule, verdict, labels.name(series.campaignId()), series.channel(), currency);
    return new Finding(
        rule.ruleId(),
        rule.targetVersion(),
        RuleKind.THRESHOLD,
        AlertSubject.ofSeries(
            series.campaignId(), series.channel(), labels.department(series.campaignId()), null),
        tick,
        verdict.holds() ? rule.severity() : null,
        verdict.evaluable(),
        rule.forMillis(),
        cause(rule, verdict),
        null,
        false,
        null,
        false,
        Finding.Figures.plain(
            rule.metric().label(),
            verdict.observed(),
            rule.target(),
            verdict.moneyAtRiskMicros(),
            verdict.evaluatedUntil()),
        message.sentence(),
        message.action());
  }

  private static @Nullable AlertCause cause(ThresholdRule rule, Verdict verdict) {
    return verdict.holds() && INVALID_TRAFFIC.contains(rule.metric())
        ? AlertCause.INVALID_TRAFFIC
        : null;
  }
}
