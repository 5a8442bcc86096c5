package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.ActiveRule;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The rule that clicks carry their campaign, DATA_SILENCE of a series.
 *
 * @param alpha false alarms of a series in a week
 */
public record TaggingRule(
    String ruleId,
    int targetVersion,
    SeriesMatch match,
    double alpha,
    Severity severity,
    long forMillis)
    implements ActiveRule {

  /** Subject of its findings. */
  public static final String TAGGING = "tagging";

  /** The rule to evaluate; null where it is of another kind, switched off or about a feed. */
  public static @Nullable TaggingRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind() == RuleKind.DATA_SILENCE && rule.enabled() && rule.metric() == null
        ? new TaggingRule(
            rule.ruleId(),
            version.targetVersion(),
            new SeriesMatch(rule.match()),
            rule.value() == null ? SourceRule.DEFAULT_ALPHA : rule.value(),
            rule.severity(),
            rule.forMillis())
        : null;
  }

  /** Whether it is about a series of which enough is known. */
  public boolean isAbout(TaggedSeries series, CampaignLabels labels) {
    String campaignId = series.campaignId();
    return series.watch().isKnown()
        && match.matches(campaignId, series.channel(), labels.department(campaignId));
  }

  /** The status of a series under it. */
  public EvaluatedSeries status(TaggedSeries series, CampaignLabels labels) {
    return new EvaluatedSeries(
        ruleId,
        TAGGING,
        series.campaignId(),
        series.channel(),
        labels.department(series.campaignId()),
        series.watch().isSuspected()
            ? EvaluatedSeries.Status.SUSPECT
            : EvaluatedSeries.Status.SOUND);
  }

  /** The finding of a series at a tick; it holds where the tagging is lost. */
  public Finding finding(TaggedSeries series, CampaignLabels labels, long tick) {
    String campaignId = series.campaignId();
    String channel = series.channel();
    TaggingWatch watch = series.watch();
    boolean lost = watch.isLost(alpha);
    MessagePart name = MessagePart.text("campaign", labels.name(campaignId));
    Shortfall missing = watch.missing();
    return new Finding(
        ruleId,
        targetVersion,
        RuleKind.DATA_SILENCE,
        AlertSubject.ofSeries(campaignId, channel, labels.department(campaignId), TAGGING),
        tick,
        lost ? severity : null,
        true,
        forMillis,
        AlertCause.TAGGING_LOST,
        null,
        false,
        null,
        false,
        Finding.Figures.counted(missing.came(), missing.expected(), tick),
        lost
            ? AlertMessage.of(
                "tagging.lost",
                name,
                MessagePart.channel(channel),
                MessagePart.instant("since", missing.since()),
                MessagePart.estimate("came", missing.came()),
                MessagePart.estimate("expected", missing.expected()),
                MessagePart.estimate("rise", watch.direct() - watch.usualDirect()))
            : AlertMessage.of("tagging.restored", name, MessagePart.channel(channel)),
        lost ? AlertMessage.of("action.tagging") : null);
  }
}
