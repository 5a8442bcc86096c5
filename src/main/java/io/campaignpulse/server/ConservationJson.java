package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.RuleKind;

/**
 * Whether the books balance, as the API and the stream show it: DEGRADED while an alert says that a
 * difference stands, with the numbers of the total to date. A difference without an alert is credit
 * on its way.
 */
final class ConservationJson {

  private ConservationJson() {}

  static ObjectNode of(ResultViews views) {
    ObjectNode node = Json.object();
    Alert broken =
        views.alerts().current(AlertState.FIRING).stream()
            .filter(alert -> alert.kind() == RuleKind.CONSERVATION)
            .findFirst()
            .orElse(null);
    node.put("status", broken == null ? "UP" : "DEGRADED");
    node.put("brokenSince", broken == null ? null : Json.time(broken.startsAt()));
    node.put("summary", broken == null ? null : broken.summary());
    BusinessMetrics toDate = views.toDate();
    Conservation books = toDate == null ? null : toDate.conservation();
    if (books != null) {
      node.put("balanced", books.balanced());
      node.put("ledger", Json.money(books.ledgerMicros()));
      node.put("credited", Json.money(books.creditedMicros()));
      node.put("difference", Json.money(books.differenceMicros()));
      node.putArray("unbalanced");
      for (Imbalance imbalance : books.unbalanced()) {
        ObjectNode out = node.withArrayProperty("unbalanced").addObject();
        out.put("model", imbalance.model().name());
        out.put("basis", imbalance.basis().name());
        out.put("measure", imbalance.measure().label());
        put(out, "ledger", imbalance, imbalance.ledger());
        put(out, "credited", imbalance, imbalance.credited());
        put(out, "difference", imbalance, imbalance.difference());
      }
    }
    return node;
  }

  /** Counts as exact text too: a difference may be a billionth of an order. */
  private static void put(ObjectNode into, String name, Imbalance imbalance, long amount) {
    into.put(name, Json.decimal(imbalance.measure().exact(amount)));
  }
}
