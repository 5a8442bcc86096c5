package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.AlertState;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * {@code GET /api/alerts}: the latest state of each alert, those that need attention first, and the
 * last changes of state, newest first.
 */
final class AlertsEndpoint implements Handler {

  private final ResultViews views;

  AlertsEndpoint(ResultViews views) {
    this.views = views;
  }

  @Override
  public void handle(Context request) {
    QueryParameters given = new QueryParameters(request, "state");
    AlertState state = given.constant("state", AlertState.class);
    ObjectNode answer = Json.object();
    ArrayNode alerts = answer.putArray("alerts");
    views.alerts().current(state).forEach(a -> alerts.add(AlertJson.of(a)));
    ArrayNode transitions = answer.putArray("transitions");
    views.alerts().transitions().stream()
        .filter(a -> state == null || a.state() == state)
        .forEach(a -> transitions.add(AlertJson.of(a)));
    request.contentType("application/json").result(Json.bytes(answer));
  }
}
