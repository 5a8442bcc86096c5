package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.AlertTransition.Trigger;
import io.campaignpulse.alert.text.MessageLanguage;
import io.campaignpulse.alert.text.MessageRenderer;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.EBenjaminiHochberg;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lifecycle of all alerts: at each tick every active finding becomes a trigger, by itself and by
 * what inhibits it, and {@link AlertTransition#TABLE} says what the trigger changes. Only
 * transitions are published. Pure: no I/O, no clock.
 */
public final class AlertLifecycle {

  /** Share of false CRITICAL alerts among all of them that is accepted (e-BH). */
  static final double FALSE_DISCOVERY_RATE = 0.1;

  private final Emission emission;
  private final String reportingCurrency;
  private final MessageRenderer english;
  private final MessageRenderer chinese;

  /**
   * Creates a lifecycle.
   *
   * @param emission live, revisions follow the clock
   * @param zone the reporting zone, whose clocks sentences go by
   * @param reportingCurrency ISO 4217 code of all money
   */
  public AlertLifecycle(Emission emission, ZoneId zone, String reportingCurrency) {
    this.emission = emission;
    this.reportingCurrency = reportingCurrency;
    this.english = new MessageRenderer(MessageLanguage.ENGLISH, zone);
    this.chinese = new MessageRenderer(MessageLanguage.CHINESE, zone);
  }

  /**
   * Evaluates all active findings.
   *
   * @param entries by {@link ActiveFinding#keyOf}; changed in place, what is done is removed
   * @param series all series that rules evaluate
   * @param tests the number of targets tested in the whole installation, for e-BH
   * @param tick the minute tick, epoch milliseconds
   * @param now processing time, epoch milliseconds; without meaning in a replay
   * @return the transitions, in the order of the keys
   */
  public List<Alert> advance(
      Map<String, ActiveFinding> entries,
      Collection<EvaluatedSeries> series,
      int tests,
      long tick,
      long now) {
    List<Finding> single =
        holding(entries).stream().filter(finding -> finding.members().isEmpty()).toList();
    double criticalFrom = criticalThreshold(single, tests);
    AlertGrouping grouping =
        new AlertGrouping(
            entries.values(),
            series,
            new Inhibition(single),
            finding -> severity(finding, criticalFrom),
            tick);
    for (Finding group : grouping.groups()) {
      entries.compute(
          ActiveFinding.keyOf(group), (key, before) -> ActiveFinding.after(before, group));
    }
    Inhibition inhibition = new Inhibition(holding(entries));
    List<Alert> transitions = new ArrayList<>();
    for (Map.Entry<String, ActiveFinding> keyed : new TreeMap<>(entries).entrySet()) {
      ActiveFinding entry = keyed.getValue();
      Finding finding = entry.finding();
      Severity severity = severity(finding, criticalFrom);
      Event event = event(entry, severity, inhibition.of(finding), tick);
      AlertTransition transition =
          event == null ? null : AlertTransition.of(entry.state(), event.trigger());
      if (event != null && transition != null) {
        Alert alert = alert(entry, transition, event.reason(), severity, tick, now);
        transitions.add(alert);
        entry = new ActiveFinding(finding, kept(entry, alert), entry.heldSince());
      }
      if (entry.isExpired(tick)) {
        entries.remove(keyed.getKey());
      } else {
        entries.put(keyed.getKey(), entry);
      }
    }
    return transitions;
  }

  private static List<Finding> holding(Map<String, ActiveFinding> entries) {
    return entries.values().stream().map(ActiveFinding::finding).filter(Finding::holds).toList();
  }

  /**
   * Returns the end of an episode whose target was changed: a finding of another target version has
   * come; null where none is open or the version is the same.
   */
  public @Nullable Alert closeAsTargetChanged(
      @Nullable ActiveFinding previous, Finding finding, long now) {
    Alert open = previous == null ? null : previous.open();
    if (previous == null || open == null || open.targetVersion() == finding.targetVersion()) {
      return null;
    }
    AlertTransition transition = AlertTransition.of(previous.state(), Trigger.RULE_CHANGED);
    ActiveFinding closing = new ActiveFinding(finding, open, previous.heldSince());
    return transition == null ? null : alert(closing, transition, null, null, finding.tick(), now);
  }

  /**
   * A trigger with its reason.
   *
   * @param reason null where the trigger needs none or the table gives it
   */
  private record Event(Trigger trigger, @Nullable AlertReason reason) {}

  private static double criticalThreshold(List<Finding> holding, int tests) {
    double[] logs = new double[Math.max(tests, holding.size())];
    Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    int known = 0;
    for (Finding finding : holding) {
      Double log = finding.figures().logEvidence();
      if (log != null) {
        logs[known++] = log;
      }
    }
    return EBenjaminiHochberg.of(logs, FALSE_DISCOVERY_RATE).logThreshold();
  }

  /**
   * Evidence is critical only if it is so among all the tests that run beside it, and while the
   * interval shown leaves the target out.
   */
  private static @Nullable Severity severity(Finding finding, double criticalFrom) {
    Double log = finding.figures().logEvidence();
    return finding.severity() == Severity.CRITICAL
            && log != null
            && (log < criticalFrom || !finding.figures().excludesTarget())
        ? Severity.WARNING
        : finding.severity();
  }

  private static @Nullable Event event(
      ActiveFinding entry, @Nullable Severity severity, Inhibition.Effect effect, long tick) {
    Finding finding = entry.finding();
    // Late data correct the alerts of campaigns that are over, too.
    Event past = severity == null ? ofPast(finding) : null;
    if (past != null) {
      return past;
    }
    if (finding.ended()) {
      return new Event(Trigger.EXPIRED, null);
    }
    if (finding.paused() != null) {
      return new Event(Trigger.SUSPENDED, finding.paused());
    }
    if (severity == null) {
      return new Event(finding.evaluable() ? Trigger.CLEARED : Trigger.UNEVALUABLE, null);
    }
    return switch (effect) {
      case PAUSE -> new Event(Trigger.SUSPENDED, AlertReason.SOURCE_SILENT);
      case HOLD -> new Event(Trigger.INHIBITED, null);
      case GROUP -> new Event(Trigger.SUSPENDED, AlertReason.INHIBITED);
      case NONE -> new Event(holding(entry, severity, tick), null);
    };
  }

  /**
   * Returns what a finding says of the past though its condition does not hold; null if nothing.
   */
  private static @Nullable Event ofPast(Finding finding) {
    AlertReason correction = finding.correction();
    if (correction == null) {
      return null;
    }
    if (correction == AlertReason.RULE_CHANGED) {
      return new Event(Trigger.RULE_CHANGED, null);
    }
    return new Event(
        finding.retractsEnded() ? Trigger.ENDED_CORRECTED : Trigger.CORRECTED, correction);
  }

  private static Trigger holding(ActiveFinding entry, Severity severity, long tick) {
    Alert open = entry.open();
    if (!entry.hasHeld(tick)) {
      return Trigger.HOLDS;
    }
    if (open != null && severity.compareTo(open.severity()) > 0) {
      return Trigger.WORSENED;
    }
    return open != null && !open.members().equals(entry.finding().members())
        ? Trigger.REGROUPED
        : Trigger.HELD;
  }

  /** Returns what is kept of an alert after a transition: late data can correct evidence. */
  private static @Nullable Alert kept(ActiveFinding before, Alert after) {
    return switch (after.state()) {
      case PENDING, FIRING, PAUSED -> after;
      case RESOLVED ->
          before.state() != AlertTransition.From.PENDING && isEvidence(after) ? after : null;
      case RETRACTED -> null;
    };
  }

  private static boolean isEvidence(Alert alert) {
    return alert.members().isEmpty() && alert.kind().proof() == RuleKind.Proof.EVIDENCE;
  }

  private Alert alert(
      ActiveFinding entry,
      AlertTransition transition,
      @Nullable AlertReason given,
      @Nullable Severity severity,
      long tick,
      long now) {
    Finding finding = entry.finding();
    Finding.Figures figures = finding.figures();
    Alert open = transition.isFirst() ? null : entry.alert();
    AlertState state = transition.to();
    AlertReason reason = transition.reason() == null ? given : transition.reason();
    long startsAt = open == null ? tick : open.startsAt();
    boolean over = state == AlertState.RESOLVED || state == AlertState.RETRACTED;
    Long ended = open == null ? null : open.endsAt();
    AlertCause cause = finding.cause();
    AlertMessage frame =
        AlertMessage.of("state." + (reason == null ? state.name() : reason.name()));
    AlertMessage action = over ? null : finding.action();
    return new Alert(
        open == null ? AlertId.of(finding, startsAt) : open.alertId(),
        finding.ruleId(),
        finding.kind(),
        shown(state, severity, open),
        state,
        cause != null || open == null ? cause : open.cause(),
        reason,
        finding.subject().campaignId(),
        finding.subject().channel(),
        finding.subject().promotionId(),
        finding.subject().planId(),
        finding.subject().department(),
        finding.subject().subject(),
        finding.members(),
        finding.ruleVersion(),
        open == null ? finding.targetVersion() : open.targetVersion(),
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
        over || figures.moneyAtRiskMicros() == null ? null : reportingCurrency,
        figures.decomposition(),
        action == null ? null : english.render(action, tick),
        action == null ? null : chinese.render(action, tick),
        startsAt,
        tick,
        over ? (Long) (ended == null ? tick : ended) : null,
        english.headline(frame, finding.message(), tick),
        chinese.headline(frame, finding.message(), tick),
        english.render(frame, finding.message(), tick),
        chinese.render(frame, finding.message(), tick),
        finding.message(),
        action,
        figures.evaluatedUntil(),
        AlertRevision.after(open, now, emission));
  }

  /**
   * Returns the severity of a transition: it rises with the finding while the alert fires, and is
   * that of the finding where it fires again.
   */
  private static Severity shown(AlertState state, @Nullable Severity found, @Nullable Alert open) {
    if (open == null) {
      return found == null ? Severity.INFO : found;
    }
    boolean again = open.state() == AlertState.PAUSED;
    return state == AlertState.FIRING
            && found != null
            && (again || found.compareTo(open.severity()) > 0)
        ? found
        : open.severity();
  }
}
