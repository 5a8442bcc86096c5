package io.campaignpulse.alert.conservation;

import io.campaignpulse.alert.finding.AlertId;
import io.campaignpulse.alert.finding.AlertReason;
import io.campaignpulse.alert.lifecycle.AlertRevision;
import io.campaignpulse.alert.lifecycle.StateWords;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Imbalance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of an episode of books that do not balance: OK → FIRING → RESOLVED. There is no PENDING:
 * for a moment there is always a difference, while credit is on its way.
 */
public final class ConservationLifecycle {

  /** What tells most: the widest window, and of its kind the latest. */
  private static final Comparator<OpenDifference> BY_WEIGHT =
      Comparator.comparing(OpenDifference::window).thenComparing(OpenDifference::windowStart);

  private final AlertOptions options;

  /** Money is written as the options say. */
  public ConservationLifecycle(AlertOptions options) {
    this.options = options;
  }

  /**
   * Judges a rule at a tick.
   *
   * @param open the last transition of the episode; null = the rule is OK
   * @param differences the windows that do not balance, as the tick finds them
   * @param now processing time, epoch milliseconds; without meaning in a replay
   * @return the transition; null where nothing changed
   */
  public @Nullable Alert judge(
      @Nullable Alert open,
      ConservationRule rule,
      Collection<OpenDifference> differences,
      long tick,
      long now) {
    List<OpenDifference> errors =
        differences.stream().filter(difference -> difference.isErrorFor(rule)).toList();
    if (open == null) {
      Optional<OpenDifference> widest = errors.stream().max(BY_WEIGHT);
      return widest.isEmpty() ? null : firing(rule, errors, widest.get(), tick, now);
    }
    return errors.isEmpty() ? resolved(open, tick, now) : null;
  }

  private Alert firing(
      ConservationRule rule,
      List<OpenDifference> errors,
      OpenDifference widest,
      long tick,
      long now) {
    Imbalance shown = shown(widest.unbalanced());
    AttributedMeasure measure = shown.measure();
    double ledger = measure.exact(shown.ledger()).doubleValue();
    double credited = measure.exact(shown.credited()).doubleValue();
    long startsAt = errors.stream().mapToLong(error -> tick - error.stood()).min().orElse(tick);
    boolean money = measure.unit() == AttributedMeasure.Unit.MICROS;
    ConservationText text =
        new ConservationText(widest, shown, errors.size() - 1, options.reportingCurrency());
    return new Alert(
        AlertId.of(ConservationRule.KIND, rule.ruleId(), rule.targetVersion(), startsAt),
        rule.ruleId(),
        ConservationRule.KIND,
        rule.severity(),
        AlertState.FIRING,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        rule.targetVersion(),
        measure.label(),
        credited,
        ledger,
        null,
        ledger == 0 ? null : (Double) (credited / ledger),
        null,
        null,
        null,
        null,
        null,
        money ? (Long) Math.abs(shown.difference()) : null,
        null,
        ConservationText.RECOMMENDED_ACTION,
        startsAt,
        tick,
        null,
        text.english(),
        text.chinese(),
        tick,
        AlertRevision.after(null, now, options.emission()));
  }

  /** Ends an episode whose rule was changed or switched off. */
  public Alert closeAsRuleChanged(Alert open, long tick, long now) {
    StateWords words = new StateWords(AlertState.RESOLVED, AlertReason.RULE_CHANGED, open.ruleId());
    return ended(open, AlertReason.RULE_CHANGED, words.english(""), words.chinese(""), tick, now);
  }

  private Alert resolved(Alert open, long tick, long now) {
    return ended(open, null, ConservationText.BALANCED, ConservationText.BALANCED_ZH, tick, now);
  }

  private Alert ended(
      Alert open,
      @Nullable AlertReason reason,
      String english,
      String chinese,
      long tick,
      long now) {
    return new Alert(
        open.alertId(),
        open.ruleId(),
        open.kind(),
        open.severity(),
        AlertState.RESOLVED,
        null,
        reason == null ? null : reason.name(),
        null,
        null,
        null,
        null,
        null,
        open.targetVersion(),
        open.metric(),
        open.observed(),
        open.expected(),
        null,
        open.ratio(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        open.startsAt(),
        tick,
        tick,
        english,
        chinese,
        tick,
        AlertRevision.after(open, now, options.emission()));
  }

  /** Money before counts: the reporting model comes first in every row. */
  private static Imbalance shown(List<Imbalance> unbalanced) {
    return unbalanced.stream()
        .filter(imbalance -> imbalance.measure() == AttributedMeasure.NET_REVENUE)
        .findFirst()
        .orElse(unbalanced.get(0));
  }
}
