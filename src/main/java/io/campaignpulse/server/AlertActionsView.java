package io.campaignpulse.server;

import io.campaignpulse.event.AlertAction;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has been done about each alert, the {@value #MOST_KEPT} that changed last. */
final class AlertActionsView {

  private static final int MOST_KEPT = 10_000;

  private final Map<String, AlertAction> latest = new LinkedHashMap<>();

  synchronized void accept(AlertAction action) {
    AlertAction known = latest.get(action.alertId());
    if (known != null && known.revision() > action.revision()) {
      return;
    }
    latest.remove(action.alertId());
    latest.put(action.alertId(), action);
    if (latest.size() > MOST_KEPT) {
      Iterator<String> oldest = latest.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** What has been done about an alert. */
  synchronized AlertAction of(String alertId) {
    AlertAction known = latest.get(alertId);
    return known == null ? AlertAction.none(alertId) : known;
  }
}
