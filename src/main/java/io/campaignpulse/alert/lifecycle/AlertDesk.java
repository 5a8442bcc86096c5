package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.AlertReason;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.EBenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where findings become alerts: at each tick all that stands is looked at together, graver causes
 * hold back what they explain, and each episode lives OK → PENDING → FIRING → RESOLVED or
 * RETRACTED, PAUSED while its source is silent. Only transitions are told.
 */
public final class AlertDesk {

  /** Share of false paging alerts among all of them that is accepted (e-BH). */
  static final double FALSE_DISCOVERY_RATE = 0.1;

  private final Emission emission;

  /** A desk; live, revisions follow the clock. */
  public AlertDesk(Emission emission) {
    this.emission = emission;
  }

  /**
   * Looks at everything that stands.
   *
   * @param entries by {@link DeskEntry#keyOf}; changed in place, what is done is removed
   * @param tests how many targets are tested in the whole installation, for e-BH
   * @param tick the minute tick, epoch milliseconds
   * @param now processing time, epoch milliseconds; without meaning in a replay
   * @return the transitions, in the order of the keys
   */
  public List<Alert> decide(Map<String, DeskEntry> entries, int tests, long tick, long now) {
    List<Finding> standing =
        entries.values().stream().map(DeskEntry::finding).filter(Finding::holds).toList();
    double pagingFrom = pagingThreshold(standing, tests);
    Inhibition inhibition = new Inhibition(standing);
    List<Alert> transitions = new ArrayList<>();
    for (Map.Entry<String, DeskEntry> each : new TreeMap<>(entries).entrySet()) {
      DeskEntry entry = each.getValue();
      Alert transition =
          next(
              entry, inhibition.of(entry.finding()), level(entry.finding(), pagingFrom), tick, now);
      if (transition != null) {
        transitions.add(transition);
        entry =
            new DeskEntry(
                entry.finding(), isOver(transition) ? null : transition, entry.heldSince());
      }
      if (entry.isDone()) {
        entries.remove(each.getKey());
      } else {
        entries.put(each.getKey(), entry);
      }
    }
    return transitions;
  }

  /** What a finding changes: a new one of another target version ends the episode of the old. */
  public @Nullable Alert closeAsTargetChanged(@Nullable DeskEntry before, Finding news, long now) {
    Alert open = before == null ? null : before.alert();
    if (open == null || open.targetVersion() == news.targetVersion()) {
      return null;
    }
    return over(open, news, AlertState.RESOLVED, AlertReason.RULE_CHANGED, news.tick(), now);
  }

  private static double pagingThreshold(List<Finding> standing, int tests) {
    double[] logs = new double[Math.max(tests, standing.size())];
    Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    int known = 0;
    for (Finding finding : standing) {
      Double log = finding.figures().logEvidence();
      if (log != null) {
        logs[known++] = log;
      }
    }
    return EBenjaminiHochberg.of(logs, FALSE_DISCOVERY_RATE).logThreshold();
  }

  /** Evidence pages nobody that would not stand among all the tests that run beside it. */
  private static @Nullable Severity level(Finding finding, double pagingFrom) {
    Double log = finding.figures().logEvidence();
    return finding.severity() == Severity.CRITICAL && log != null && log < pagingFrom
        ? Severity.WARNING
        : finding.severity();
  }

  private @Nullable Alert next(
      DeskEntry entry, Inhibition.Effect effect, @Nullable Severity severity, long tick, long now) {
    Finding finding = entry.finding();
    Alert open = entry.alert();
    if (open == null) {
      if (severity == null || effect != Inhibition.Effect.NONE || finding.ended()) {
        return null;
      }
      AlertState first = finding.forMillis() == 0 ? AlertState.FIRING : AlertState.PENDING;
      return told(null, finding, severity, first, null, tick, now);
    }
    if (finding.ended()) {
      return over(open, finding, AlertState.RESOLVED, AlertReason.ENDED, tick, now);
    }
    if (severity == null) {
      return cleared(open, finding, tick, now);
    }
    if (effect != Inhibition.Effect.NONE) {
      return heldBack(open, finding, effect, tick, now);
    }
    return goesOn(entry, open, severity, tick, now);
  }

  private @Nullable Alert goesOn(
      DeskEntry entry, Alert open, Severity severity, long tick, long now) {
    Finding finding = entry.finding();
    boolean fires =
        switch (open.state()) {
          case PENDING -> tick - entry.heldSince() >= finding.forMillis();
          case PAUSED -> true;
          default -> severity.compareTo(open.severity()) > 0;
        };
    return fires
        ? told(open, finding, graver(severity, open), AlertState.FIRING, null, tick, now)
        : null;
  }

  private static Severity graver(Severity severity, Alert open) {
    return severity.compareTo(open.severity()) > 0 ? severity : open.severity();
  }

  private @Nullable Alert heldBack(
      Alert open, Finding finding, Inhibition.Effect effect, long tick, long now) {
    if (effect == Inhibition.Effect.PAUSE && open.state() != AlertState.PENDING) {
      return open.state() == AlertState.PAUSED
          ? null
          : told(
              open,
              finding,
              open.severity(),
              AlertState.PAUSED,
              AlertReason.SOURCE_SILENT,
              tick,
              now);
    }
    return over(open, finding, AlertState.RESOLVED, AlertReason.INHIBITED, tick, now);
  }

  private Alert cleared(Alert open, Finding finding, long tick, long now) {
    if (finding.correction() == AlertReason.RULE_CHANGED) {
      return over(open, finding, AlertState.RESOLVED, AlertReason.RULE_CHANGED, tick, now);
    }
    if (open.state() == AlertState.PENDING) {
      return over(open, finding, AlertState.RESOLVED, AlertReason.CLEARED_BEFORE_FIRING, tick, now);
    }
    if (finding.correction() != null) {
      return over(open, finding, AlertState.RETRACTED, finding.correction(), tick, now);
    }
    return over(
        open,
        finding,
        AlertState.RESOLVED,
        finding.judgeable() ? null : AlertReason.TOO_LITTLE_DATA,
        tick,
        now);
  }

  private static boolean isOver(Alert alert) {
    return alert.state() == AlertState.RESOLVED || alert.state() == AlertState.RETRACTED;
  }

  private Alert over(
      Alert open,
      Finding finding,
      AlertState state,
      @Nullable AlertReason reason,
      long tick,
      long now) {
    return told(open, finding, open.severity(), state, reason, tick, now);
  }

  private Alert told(
      @Nullable Alert open,
      Finding finding,
      Severity severity,
      AlertState state,
      @Nullable AlertReason reason,
      long tick,
      long now) {
    Finding.Figures figures = finding.figures();
    long startsAt = open == null ? tick : open.startsAt();
    boolean over = state == AlertState.RESOLVED || state == AlertState.RETRACTED;
    AlertCause cause = finding.cause();
    StateWords words = new StateWords(state, reason, finding.ruleId());
    int version = open == null ? finding.targetVersion() : open.targetVersion();
    return new Alert(
        open == null ? AlertId.of(finding, startsAt) : open.alertId(),
        finding.ruleId(),
        finding.kind(),
        severity,
        state,
        cause != null ? cause.name() : open == null ? null : open.cause(),
        reason == null ? null : reason.name(),
        finding.subject().campaignId(),
        finding.subject().channel(),
        finding.subject().promotionId(),
        finding.subject().planId(),
        finding.subject().subject(),
        version,
        figures.metric(),
        figures.observed(),
        figures.expected(),
        figures.target(),
        figures.ratio(),
        figures.ratioLow(),
        figures.ratioHigh(),
        figures.evidence(),
        figures.eValue(),
        figures.maturity(),
        over ? null : figures.moneyAtRiskMicros(),
        figures.decomposition(),
        over ? null : finding.action(),
        startsAt,
        tick,
        over ? (Long) tick : null,
        words.english(finding.english()),
        words.chinese(finding.chinese()),
        figures.judgedUntil(),
        AlertRevision.after(open, now, emission));
  }
}
