package io.campaignpulse.alert.target;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A rule on data that stop, as it concerns a series: its conversions, or the reports of its cost.
 */
public record SilenceRule(
    String ruleId, int version, SeriesMatch match, Severity severity, long forMillis) {

  static final RuleKind KIND = RuleKind.DATA_SILENCE;

  /** Subject of a finding that conversions have stopped. */
  public static final String CONVERSIONS = "conversions";

  /** Subject of a finding that lags have changed. */
  public static final String LAGS = "lags";

  /** Subject of a finding that cost isn't reported. */
  public static final String COST = "cost";

  /** The rule to judge; null where it is another kind, switched off or about a feed. */
  static @Nullable SilenceRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind() == KIND && rule.enabled() && rule.metric() == null
        ? new SilenceRule(
            rule.ruleId(),
            version.targetVersion(),
            new SeriesMatch(rule.match()),
            rule.severity(),
            rule.forMillis())
        : null;
  }

  /**
   * The finding that the conversions of a series have stopped. It is true at once: the test has
   * waited for as long as chance needs.
   */
  Finding tracking(
      Series series,
      boolean broken,
      boolean ended,
      ConversionSilence silence,
      long tick,
      CampaignLabels labels) {
    return finding(
        series,
        labels,
        CONVERSIONS,
        broken ? severity : null,
        0,
        ended,
        AlertCause.TRACKING_BROKEN,
        tick,
        Finding.Figures.counted(0, silence.expectedSince(), tick),
        AlertMessage.of(
            broken ? "tracking.broken" : "tracking.restored",
            MessagePart.text("campaign", labels.name(series.campaignId())),
            MessagePart.channel(series.channel()),
            MessagePart.instant("since", silence.lastAt()),
            MessagePart.estimate("expected", silence.expectedSince())),
        "action.tracking");
  }

  /** The finding that the cost of a series is overdue. */
  Finding cost(
      Series series,
      boolean overdue,
      boolean ended,
      CostReports reports,
      long tick,
      CampaignLabels labels) {
    return finding(
        series,
        labels,
        COST,
        overdue ? severity : null,
        forMillis,
        ended,
        AlertCause.COST_LATE,
        tick,
        Finding.Figures.plain("spend", null, null, null, reports.until()),
        AlertMessage.of(
            overdue ? "cost.overdue" : "cost.reported",
            MessagePart.text("campaign", labels.name(series.campaignId())),
            MessagePart.channel(series.channel()),
            MessagePart.instant("until", reports.until())),
        "action.costReports");
  }

  /** The finding that conversions take longer than they did: information, not a fault. */
  Finding lags(Series series, boolean changed, boolean ended, long tick, CampaignLabels labels) {
    return finding(
        series,
        labels,
        LAGS,
        changed ? Severity.INFO : null,
        forMillis,
        ended,
        AlertCause.LAGS_CHANGED,
        tick,
        Finding.Figures.plain(null, null, null, null, tick),
        AlertMessage.of(
            changed ? "lags.changed" : "lags.known",
            MessagePart.text("campaign", labels.name(series.campaignId())),
            MessagePart.channel(series.channel())),
        "action.lags");
  }

  private Finding finding(
      Series series,
      CampaignLabels labels,
      String subject,
      @Nullable Severity found,
      long heldFor,
      boolean ended,
      AlertCause cause,
      long tick,
      Finding.Figures figures,
      AlertMessage message,
      String action) {
    return new Finding(
        ruleId,
        version,
        KIND,
        AlertSubject.ofSeries(
            series.campaignId(), series.channel(), labels.department(series.campaignId()), subject),
        tick,
        found,
        true,
        heldFor,
        cause,
        null,
        false,
        null,
        ended,
        figures,
        message,
        found == null ? null : AlertMessage.of(action));
  }
}
