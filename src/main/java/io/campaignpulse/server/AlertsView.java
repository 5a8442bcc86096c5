package io.campaignpulse.server;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest state of every alert, and the last transitions of all. All active alerts are kept, and
 * the {@value #ENDED_KEPT} that ended last.
 */
final class AlertsView {

  private static final int ENDED_KEPT = 500;
  private static final int TRANSITIONS_KEPT = 500;

  /**
   * What needs attention first: firing, pending, ended; of these what most money is at risk of,
   * then the worse and the newer.
   */
  static final Comparator<Alert> BY_ATTENTION =
      Comparator.<Alert>comparingInt(AlertsView::urgency)
          .thenComparing(AlertsView::moneyAtRisk, Comparator.reverseOrder())
          .thenComparing(Alert::severity, Comparator.reverseOrder())
          .thenComparing(Alert::startsAt, Comparator.reverseOrder())
          .thenComparing(Alert::alertId);

  private final Map<String, Alert> latest = new LinkedHashMap<>();
  private final Deque<Alert> transitions = new ArrayDeque<>();
  private int ended;

  synchronized void accept(Alert alert) {
    Alert known = latest.get(alert.alertId());
    if (known != null && known.revision() > alert.revision()) {
      return;
    }
    if (known == null || known.state() != alert.state()) {
      transitions.addFirst(alert);
      if (transitions.size() > TRANSITIONS_KEPT) {
        transitions.removeLast();
      }
    }
    ended += (isEnded(alert) ? 1 : 0) - (known != null && isEnded(known) ? 1 : 0);
    latest.remove(alert.alertId());
    latest.put(alert.alertId(), alert);
    while (ended > ENDED_KEPT) {
      forgetOldestEnded();
    }
  }

  /** The alerts in one of the states (null: any), those that need attention first. */
  synchronized List<Alert> current(@Nullable AlertState state) {
    return latest.values().stream()
        .filter(a -> state == null || a.state() == state)
        .sorted(BY_ATTENTION)
        .toList();
  }

  /** The latest state of an alert; null where none is known. */
  synchronized @Nullable Alert find(String alertId) {
    return latest.get(alertId);
  }

  /** The last changes of state, newest first. */
  synchronized List<Alert> transitions() {
    return List.copyOf(transitions);
  }

  static boolean isEnded(Alert alert) {
    return alert.state() == AlertState.RESOLVED || alert.state() == AlertState.RETRACTED;
  }

  private static long moneyAtRisk(Alert alert) {
    Long micros = alert.moneyAtRiskMicros();
    return micros == null ? Long.MIN_VALUE : micros;
  }

  private void forgetOldestEnded() {
    var each = latest.values().iterator();
    while (each.hasNext()) {
      if (isEnded(each.next())) {
        each.remove();
        ended--;
        return;
      }
    }
  }

  private static int urgency(Alert alert) {
    return switch (alert.state()) {
      case FIRING -> 0;
      case PENDING, PAUSED -> 1;
      case RESOLVED, RETRACTED -> 2;
    };
  }
}
