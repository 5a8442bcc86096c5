package io.campaignpulse.bench.referee;

import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.RuleKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kinds and cause that alerts about a deviation must have.
 *
 * @param wrongRemedies keys of recommended actions that name another cause
 */
record ExpectedCause(Set<RuleKind> kinds, AlertCause cause, Set<String> wrongRemedies) {

  private static final String DEAR_CLICKS = "action.dearClicks";
  private static final String ORDER_VALUE = "action.orderValue";

  /** How the alerts of a campaign name what is wrong with it. */
  enum Grade {
    /** Nothing was published. */
    SILENT,
    /** The first alert has the right kind and cause, and no alert a wrong cause. */
    RIGHT,
    /** None has a wrong cause, but the first has another kind, or no cause. */
    VAGUE,
    /** An alert has a wrong cause, or recommends what would be right for another one. */
    WRONG
  }

  /** What is expected of a deviation; null where no alert is right. */
  static @Nullable ExpectedCause of(Deviation deviation) {
    return switch (deviation) {
      case NONE, LATE -> null;
      case MINUS_20, MINUS_30, MINUS_50, MINUS_70, DECAY, SIX_HOURS ->
          new ExpectedCause(
              Set.of(RuleKind.CONVERSION_RATE, RuleKind.COST_PER, RuleKind.ROAS),
              AlertCause.DEMAND_WEAK,
              Set.of(DEAR_CLICKS, ORDER_VALUE));
      case VALUE_FOR_RATE ->
          new ExpectedCause(
              Set.of(RuleKind.CONVERSION_RATE, RuleKind.COST_PER),
              AlertCause.DEMAND_WEAK,
              Set.of(DEAR_CLICKS, ORDER_VALUE));
      case CPC_DOUBLE ->
          new ExpectedCause(
              Set.of(RuleKind.COST_PER, RuleKind.ROAS),
              AlertCause.EFFICIENCY_LOW,
              Set.of(ORDER_VALUE));
      case VALUE_DROP ->
          new ExpectedCause(Set.of(RuleKind.ROAS), AlertCause.EFFICIENCY_LOW, Set.of(DEAR_CLICKS));
      case STOP ->
          new ExpectedCause(Set.of(RuleKind.DATA_SILENCE), AlertCause.TRACKING_BROKEN, Set.of());
      case COST_LATE ->
          new ExpectedCause(Set.of(RuleKind.DATA_SILENCE), AlertCause.COST_LATE, Set.of());
    };
  }

  /**
   * Grades alerts.
   *
   * @param transitions of a campaign after its change, in order
   */
  Grade grade(List<Transition> transitions) {
    List<Transition> fired = fired(transitions);
    if (fired.isEmpty()) {
      return Grade.SILENT;
    }
    if (fired.stream().anyMatch(this::isWrong)) {
      return Grade.WRONG;
    }
    Transition first = fired.get(0);
    return kinds.contains(first.kind()) && first.cause() == cause ? Grade.RIGHT : Grade.VAGUE;
  }

  /** The first alert with a wrong cause: kind, cause and recommended action. */
  Optional<String> wrong(List<Transition> transitions) {
    return fired(transitions).stream()
        .filter(this::isWrong)
        .map(t -> "%s %s %s".formatted(t.kind(), t.cause(), t.remedy()))
        .findFirst();
  }

  private static List<Transition> fired(List<Transition> transitions) {
    return transitions.stream()
        .filter(t -> t.isFiring() && (t.isStatistical() || t.isSilence()))
        .toList();
  }

  private boolean isWrong(Transition transition) {
    String remedy = transition.remedy();
    return (transition.cause() != null && transition.cause() != cause)
        || (remedy != null && wrongRemedies.contains(remedy));
  }
}
