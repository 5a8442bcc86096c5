package io.campaignpulse.server;

import io.campaignpulse.alert.guardrail.BudgetGuardrail;
import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.event.AlertHeartbeat;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Latest heartbeat of every source, and that of all together. */
final class HeartbeatsView {

  private final ConcurrentMap<String, AlertHeartbeat> latest = new ConcurrentHashMap<>();

  void accept(AlertHeartbeat heartbeat) {
    latest.merge(heartbeat.source(), heartbeat, (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  /** Those of sources, by name. */
  List<AlertHeartbeat> ofSources() {
    return latest.values().stream()
        .filter(heartbeat -> !heartbeat.source().equals(AlertHeartbeat.ALL))
        .sorted(Comparator.comparing(AlertHeartbeat::source))
        .toList();
  }

  /** That of all sources; null where none was received. */
  @Nullable AlertHeartbeat ofAll() {
    return latest.get(AlertHeartbeat.ALL);
  }

  /** What evaluation allows at an instant, epoch milliseconds. */
  GuardrailDecision decision(long now) {
    return BudgetGuardrail.decide(ofAll(), now);
  }
}
