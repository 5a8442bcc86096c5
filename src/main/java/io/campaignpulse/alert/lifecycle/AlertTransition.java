package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the lifecycle of alerts, which is a table: in a state, a trigger leads to another
 * state. What has no row changes nothing.
 *
 * @param to the state that is entered
 * @param reason why; null where the trigger carries the reason
 */
record AlertTransition(From from, Trigger on, AlertState to, @Nullable AlertReason reason) {

  /** State before a transition. */
  enum From {
    /** No alert. */
    OK,
    PENDING,
    FIRING,
    PAUSED,
    /** Resolved after it had fired, on evidence that late data can still correct. */
    ENDED
  }

  /** Kind of what happens to an alert. */
  enum Trigger {
    /** The condition holds, not yet for as long as the rule requires. */
    HOLDS,
    /** The condition has held for as long as the rule requires. */
    HELD,
    /** It has, and with a higher severity than the alert has. */
    WORSENED,
    /** It has, and of other members. */
    REGROUPED,
    /** The condition no longer holds. */
    CLEARED,
    /** The condition can no longer be evaluated. */
    UNEVALUABLE,
    /** Late data show that the condition never held. */
    CORRECTED,
    /** Late data show that the condition of the ended episode never held. */
    ENDED_CORRECTED,
    /** The rule was changed or switched off. */
    RULE_CHANGED,
    /** The campaign, promotion or plan is over. */
    EXPIRED,
    /** Another alert explains it. */
    INHIBITED,
    /** It cannot be evaluated for a time. */
    SUSPENDED
  }

  /** The lifecycle. */
  static final List<AlertTransition> TABLE =
      List.of(
          row(From.OK, Trigger.HOLDS, AlertState.PENDING),
          row(From.OK, Trigger.HELD, AlertState.FIRING),
          row(From.PENDING, Trigger.HELD, AlertState.FIRING),
          row(From.PENDING, Trigger.WORSENED, AlertState.FIRING),
          row(From.PENDING, Trigger.REGROUPED, AlertState.FIRING),
          row(From.PENDING, Trigger.CLEARED, AlertReason.CLEARED_BEFORE_FIRING),
          row(From.PENDING, Trigger.UNEVALUABLE, AlertReason.CLEARED_BEFORE_FIRING),
          row(From.PENDING, Trigger.CORRECTED, AlertReason.CLEARED_BEFORE_FIRING),
          row(From.PENDING, Trigger.ENDED_CORRECTED, AlertReason.CLEARED_BEFORE_FIRING),
          row(From.PENDING, Trigger.SUSPENDED, AlertReason.CLEARED_BEFORE_FIRING),
          row(From.PENDING, Trigger.RULE_CHANGED, AlertReason.RULE_CHANGED),
          row(From.PENDING, Trigger.EXPIRED, AlertReason.ENDED),
          row(From.PENDING, Trigger.INHIBITED, AlertReason.INHIBITED),
          row(From.FIRING, Trigger.WORSENED, AlertState.FIRING),
          row(From.FIRING, Trigger.REGROUPED, AlertState.FIRING),
          row(From.FIRING, Trigger.SUSPENDED, AlertState.PAUSED),
          row(From.FIRING, Trigger.CORRECTED, AlertState.RETRACTED),
          row(From.FIRING, Trigger.ENDED_CORRECTED, AlertState.RETRACTED),
          row(From.FIRING, Trigger.CLEARED, AlertState.RESOLVED),
          row(From.FIRING, Trigger.UNEVALUABLE, AlertReason.TOO_LITTLE_DATA),
          row(From.FIRING, Trigger.RULE_CHANGED, AlertReason.RULE_CHANGED),
          row(From.FIRING, Trigger.EXPIRED, AlertReason.ENDED),
          row(From.FIRING, Trigger.INHIBITED, AlertReason.INHIBITED),
          row(From.PAUSED, Trigger.HOLDS, AlertState.FIRING),
          row(From.PAUSED, Trigger.HELD, AlertState.FIRING),
          row(From.PAUSED, Trigger.WORSENED, AlertState.FIRING),
          row(From.PAUSED, Trigger.REGROUPED, AlertState.FIRING),
          row(From.PAUSED, Trigger.CORRECTED, AlertState.RETRACTED),
          row(From.PAUSED, Trigger.ENDED_CORRECTED, AlertState.RETRACTED),
          row(From.PAUSED, Trigger.CLEARED, AlertState.RESOLVED),
          row(From.PAUSED, Trigger.UNEVALUABLE, AlertReason.TOO_LITTLE_DATA),
          row(From.PAUSED, Trigger.RULE_CHANGED, AlertReason.RULE_CHANGED),
          row(From.PAUSED, Trigger.EXPIRED, AlertReason.ENDED),
          row(From.PAUSED, Trigger.INHIBITED, AlertReason.INHIBITED),
          row(From.ENDED, Trigger.HOLDS, AlertState.PENDING),
          row(From.ENDED, Trigger.HELD, AlertState.FIRING),
          row(From.ENDED, Trigger.ENDED_CORRECTED, AlertState.RETRACTED));

  private static final Map<From, Map<Trigger, AlertTransition>> BY_STATE = index();

  /** Returns the transition of a trigger in a state; null where nothing changes. */
  static @Nullable AlertTransition of(From from, Trigger on) {
    return BY_STATE.getOrDefault(from, Map.of()).get(on);
  }

  /** Whether an episode begins. */
  boolean isFirst() {
    return from == From.OK || (from == From.ENDED && to != AlertState.RETRACTED);
  }

  private static Map<From, Map<Trigger, AlertTransition>> index() {
    Map<From, Map<Trigger, AlertTransition>> index = new EnumMap<>(From.class);
    for (AlertTransition row : TABLE) {
      AlertTransition other =
          index.computeIfAbsent(row.from, from -> new EnumMap<>(Trigger.class)).put(row.on, row);
      if (other != null) {
        throw new IllegalStateException("two transitions: " + row.from + " on " + row.on);
      }
    }
    return index;
  }

  private static AlertTransition row(From from, Trigger on, AlertState to) {
    return new AlertTransition(from, on, to, null);
  }

  private static AlertTransition row(From from, Trigger on, AlertReason resolvedBecause) {
    return new AlertTransition(from, on, AlertState.RESOLVED, resolvedBecause);
  }
}
