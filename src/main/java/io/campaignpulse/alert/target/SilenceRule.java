package io.campaignpulse.alert.target;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.text.MetricWords;
import io.campaignpulse.alert.text.VisibleName;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A rule on data that stop, as it concerns a series: its conversions, or the reports of its cost.
 */
public record SilenceRule(
    String ruleId, int version, SeriesMatch match, Severity severity, long forMillis) {

  static final String KIND = "DATA_SILENCE";

  /** Subject of a finding that conversions have stopped. */
  static final String CONVERSIONS = "conversions";

  /** Subject of a finding that lags have changed. */
  static final String LAGS = "lags";

  /** Subject of a finding that cost isn't reported. */
  static final String COST = "cost";

  /** The rule to judge; null where it is another kind, switched off or about a feed. */
  static @Nullable SilenceRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind().equals(KIND) && rule.enabled() && rule.metric() == null
        ? new SilenceRule(
            rule.ruleId(),
            version.targetVersion(),
            new SeriesMatch(rule.match()),
            rule.severity(),
            rule.forMillis())
        : null;
  }

  /** The finding that the conversions of a series have stopped. */
  Finding tracking(
      Series series, boolean broken, ConversionSilence silence, long tick, CampaignLabels labels) {
    String name = VisibleName.of(labels.name(series.campaignId()));
    String channel = VisibleName.of(series.channel());
    String expected = MetricWords.count(silence.expectedSince());
    return finding(
        series,
        CONVERSIONS,
        broken ? severity : null,
        AlertCause.TRACKING_BROKEN,
        tick,
        Finding.Figures.counted(0, silence.expectedSince(), tick),
        broken
            ? ("Clicks of campaign \"%s\" on %s go on and its conversions have stopped: none came"
                    + " where %s were to be expected.")
                .formatted(name, channel, expected)
            : "Conversions of campaign \"%s\" on %s come again.".formatted(name, channel),
        broken
            ? "活动“%s”在渠道 %s 的点击仍在继续，但转化已停止：应有 %s，实际为 0。".formatted(name, channel, expected)
            : "活动“%s”在渠道 %s 的转化已恢复。".formatted(name, channel),
        "Check the shop's tag and the feed of orders before touching the campaign.");
  }

  /** The finding that the cost of a series is overdue. */
  Finding cost(
      Series series, boolean overdue, CostReports reports, long tick, CampaignLabels labels) {
    String name = VisibleName.of(labels.name(series.campaignId()));
    String channel = VisibleName.of(series.channel());
    String until = java.time.Instant.ofEpochMilli(reports.until()).toString();
    return finding(
        series,
        COST,
        overdue ? severity : null,
        AlertCause.COST_LATE,
        tick,
        Finding.Figures.plain("spend", null, null, null, reports.until()),
        overdue
            ? "Cost of campaign \"%s\" on %s is reported until %s only and is overdue."
                .formatted(name, channel, until)
            : "Cost of campaign \"%s\" on %s is reported again.".formatted(name, channel),
        overdue
            ? "活动“%s”在渠道 %s 的花费仅报告至 %s，已逾期。".formatted(name, channel, until)
            : "活动“%s”在渠道 %s 的花费已恢复报告。".formatted(name, channel),
        "Check the import of the platform's cost reports.");
  }

  /** The finding that conversions take longer than they did: information, not a fault. */
  Finding lags(Series series, boolean changed, long tick, CampaignLabels labels) {
    String name = VisibleName.of(labels.name(series.campaignId()));
    String channel = VisibleName.of(series.channel());
    return finding(
        series,
        LAGS,
        changed ? Severity.INFO : null,
        AlertCause.LAGS_CHANGED,
        tick,
        Finding.Figures.plain(null, null, null, null, tick),
        changed
            ? "Conversions of campaign \"%s\" on %s take longer than they did; targets wait until the new lags are known."
                .formatted(name, channel)
            : "Lags of campaign \"%s\" on %s are known again.".formatted(name, channel),
        changed
            ? "活动“%s”在渠道 %s 的转化所需时间变长，在掌握新的延迟之前暂停评估目标。".formatted(name, channel)
            : "活动“%s”在渠道 %s 的转化延迟已重新掌握。".formatted(name, channel),
        "Nothing to do unless tracking was changed.");
  }

  private Finding finding(
      Series series,
      String subject,
      @Nullable Severity found,
      AlertCause cause,
      long tick,
      Finding.Figures figures,
      String english,
      String chinese,
      String action) {
    return new Finding(
        ruleId,
        version,
        KIND,
        new AlertSubject(series.campaignId(), series.channel(), null, null, subject),
        tick,
        found,
        true,
        forMillis,
        cause,
        null,
        false,
        figures,
        english,
        chinese,
        found == null ? null : action);
  }
}
