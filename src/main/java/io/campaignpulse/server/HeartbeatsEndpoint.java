package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;

/** {@code GET /api/heartbeats}: how far alerts have been evaluated, and what that allows. */
final class HeartbeatsEndpoint implements Handler {

  private final ResultViews views;
  private final Clock clock;

  HeartbeatsEndpoint(ResultViews views, Clock clock) {
    this.views = views;
    this.clock = clock;
  }

  @Override
  public void handle(Context request) {
    new QueryParameters(request);
    ObjectNode answer = HeartbeatJson.of(views.heartbeats(), clock.millis());
    answer.put("now", clock.instant().toString());
    request.contentType("application/json").result(Json.bytes(answer));
  }
}
