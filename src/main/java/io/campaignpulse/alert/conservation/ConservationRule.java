package io.campaignpulse.alert.conservation;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.rule.ActiveRule;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule that attributed totals reconcile with the order ledger (docs/alerting.md, CONSERVATION).
 * It is about the whole business, so it has no series. For a moment there is always a difference,
 * while credit is on its way: what counts is that the very same difference stays.
 *
 * @param forMillis how long a difference must stay unchanged to be an error, milliseconds
 */
public record ConservationRule(String ruleId, int targetVersion, long forMillis, Severity severity)
    implements ActiveRule {

  /** The window that says most: the widest, and of its kind the latest. */
  private static final Comparator<OpenDifference> BY_WEIGHT =
      Comparator.comparing(OpenDifference::window).thenComparing(OpenDifference::windowStart);

  /** Returns the rule to evaluate; null where it is of another kind or switched off. */
  public static @Nullable ConservationRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind() == RuleKind.CONSERVATION && rule.enabled()
        ? new ConservationRule(
            rule.ruleId(), version.targetVersion(), rule.forMillis(), rule.severity())
        : null;
  }

  /**
   * Evaluates the windows at a tick.
   *
   * @param differences the windows that don't reconcile, as the tick finds them
   * @param previous the finding that still holds; null if there is none
   * @param currency ISO 4217 code of money
   * @return null where nothing differs and nothing did
   */
  public @Nullable OpenFinding evaluate(
      Collection<OpenDifference> differences,
      @Nullable OpenFinding previous,
      long tick,
      String currency) {
    List<OpenDifference> errors =
        differences.stream()
            .filter(difference -> difference.isErrorFor(this))
            .sorted(BY_WEIGHT.reversed())
            .toList();
    if (!errors.isEmpty()) {
      return new OpenFinding(broken(errors.get(0), errors.size() - 1, tick, currency), null);
    }
    return previous == null
        ? null
        : new OpenFinding(reconciled(previous.last().figures(), tick), null);
  }

  private Finding broken(OpenDifference widest, int others, long tick, String currency) {
    Imbalance shown = shown(widest.unbalanced());
    AttributedMeasure measure = shown.measure();
    double ledger = measure.exact(shown.ledger()).doubleValue();
    double credited = measure.exact(shown.credited()).doubleValue();
    boolean money = measure.unit() == AttributedMeasure.Unit.MICROS;
    Finding.Figures figures =
        Finding.Figures.unproven(
            measure.label(),
            credited,
            ledger,
            null,
            ledger == 0 ? null : (Double) (credited / ledger),
            money ? (Long) Math.abs(shown.difference()) : null,
            tick);
    return new Finding(
        ruleId,
        targetVersion,
        RuleKind.CONSERVATION,
        AlertSubject.EVERYTHING,
        tick,
        severity,
        true,
        0,
        null,
        null,
        false,
        null,
        false,
        figures,
        new ConservationMessage(widest, shown, others, currency).sentence(),
        ConservationMessage.ACTION);
  }

  private Finding reconciled(Finding.Figures last, long tick) {
    return new Finding(
        ruleId,
        targetVersion,
        RuleKind.CONSERVATION,
        AlertSubject.EVERYTHING,
        tick,
        null,
        true,
        0,
        null,
        null,
        false,
        null,
        false,
        last,
        ConservationMessage.RECONCILED,
        null);
  }

  /** Money before counts: the reporting model comes first in every row. */
  private static Imbalance shown(List<Imbalance> unbalanced) {
    return unbalanced.stream()
        .filter(imbalance -> imbalance.measure() == AttributedMeasure.NET_REVENUE)
        .findFirst()
        .orElse(unbalanced.get(0));
  }
}
