package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.feed.SourceWatch.Silence;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.rule.ActiveRule;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rule that no source of the whole business loses its events, DATA_SILENCE
 * (docs/plan-alerts.md).
 *
 * @param only the one source it is about; null = every one
 * @param alpha false alarms in a week, as far as events come by chance alone
 * @param forMillis how long it must hold before it fires, milliseconds
 */
public record SourceRule(
    String ruleId,
    int targetVersion,
    @Nullable WatchedSource only,
    double alpha,
    long forMillis,
    Severity severity)
    implements ActiveRule {

  /** False alarms in a week where the rule says nothing. */
  public static final double DEFAULT_ALPHA = .01;

  /**
   * Returns the rule to evaluate; null where it is of another kind, switched off, not sound, or
   * about some series only: sources are those of the whole business.
   */
  public static @Nullable SourceRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind() != RuleKind.DATA_SILENCE
            || !rule.enabled()
            || !rule.match().isEmpty()
            || RuleCheck.problem(rule) != null
        ? null
        : new SourceRule(
            rule.ruleId(),
            version.targetVersion(),
            rule.metric() == null ? null : WatchedSource.named(rule.metric()),
            rule.value() == null ? DEFAULT_ALPHA : rule.value(),
            rule.forMillis(),
            rule.severity());
  }

  /** Whether it is about a source. */
  public boolean isAbout(WatchedSource source) {
    return only == null || only == source;
  }

  /**
   * Evaluates a source at a tick.
   *
   * @param silences of all sources; those too little is known of are missing
   * @param before what was found before and still holds; null if there is nothing
   * @return null where nothing holds and nothing did
   */
  public @Nullable OpenFinding evaluate(
      WatchedSource source,
      Map<WatchedSource, Silence> silences,
      @Nullable OpenFinding before,
      long tick) {
    Silence silence = silences.get(source);
    boolean silent =
        silence != null && (silence.isProven(alpha) || (before != null && silence.lasts()));
    if (!silent && before == null) {
      return null;
    }
    List<WatchedSource> others =
        silences.entrySet().stream()
            .filter(entry -> entry.getKey() != source && !entry.getValue().isProven(alpha))
            .map(Map.Entry::getKey)
            .toList();
    FeedMessage message = new FeedMessage(source, silence, !others.isEmpty(), cause(others), tick);
    return new OpenFinding(
        new Finding(
            ruleId,
            targetVersion,
            RuleKind.DATA_SILENCE,
            new AlertSubject(null, null, null, null, source.label()),
            tick,
            silent ? severity : null,
            silence != null,
            forMillis,
            silent ? cause(others) : null,
            null,
            false,
            null,
            false,
            figures(source, silence, silent, tick),
            silent || before == null
                ? message.missing()
                : message.restored(before.last().figures().observed()),
            silent ? message.action() : null),
        null);
  }

  /** That people keep coming says that nothing else has stopped. */
  private static AlertCause cause(List<WatchedSource> goingOn) {
    return goingOn.stream().anyMatch(WatchedSource::isTraffic)
        ? AlertCause.TRACKING_BROKEN
        : AlertCause.FEED_STALLED;
  }

  private static Finding.Figures figures(
      WatchedSource source, @Nullable Silence silence, boolean silent, long tick) {
    Double came = silence != null && silent ? (Double) silence.came() : null;
    Double expected = silence == null ? null : (Double) silence.expected();
    Double share = silence != null && silent ? (Double) silence.share() : null;
    return Finding.Figures.unproven(
        source.label(), came, expected, null, share, null, tick - Minutes.MINUTE);
  }
}
