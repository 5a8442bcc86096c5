package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.javalin.http.Context;
import java.time.Clock;

/**
 * {@code GET /api/alerts}: the latest state of each alert with what people have done about it,
 * those that need attention first, and the last changes of state, newest first. {@code GET
 * /api/alerts/{id}}: one of them with its own changes.
 */
final class AlertsEndpoint {

  private final ResultViews views;
  private final Clock clock;

  AlertsEndpoint(ResultViews views, Clock clock) {
    this.views = views;
    this.clock = clock;
  }

  void all(Context request) {
    QueryParameters given = new QueryParameters(request, "state");
    AlertState state = given.constant("state", AlertState.class);
    ObjectNode answer = Json.object();
    ArrayNode alerts = answer.putArray("alerts");
    views.alerts().current(state).forEach(a -> alerts.add(json(a)));
    ArrayNode transitions = answer.putArray("transitions");
    views.alerts().transitions().stream()
        .filter(a -> state == null || a.state() == state)
        .forEach(a -> transitions.add(AlertJson.of(a)));
    request.contentType("application/json").result(Json.bytes(answer));
  }

  void one(Context request) {
    new QueryParameters(request);
    String id = request.pathParam("id");
    Alert alert = views.alerts().find(id);
    if (alert == null) {
      throw new Problem.Raised(Problem.unknownAlert("There is no alert " + id + "."));
    }
    ObjectNode answer = json(alert);
    ArrayNode transitions = answer.putArray("transitions");
    views.alerts().transitions().stream()
        .filter(a -> a.alertId().equals(id))
        .forEach(a -> transitions.add(AlertJson.of(a)));
    request.contentType("application/json").result(Json.bytes(answer));
  }

  private ObjectNode json(Alert alert) {
    return AlertJson.of(alert, views, clock.millis());
  }
}
