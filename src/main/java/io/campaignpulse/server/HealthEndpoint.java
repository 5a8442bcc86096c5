package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.LedgerBook;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/health}: 200 while the server can answer truly, 503 while Kafka doesn't answer,
 * the views are still being read, or a Flink job isn't running. Data that is old or absent, and
 * alerts that aren't evaluated up to now, are DEGRADED, and still 200: a quiet market is no fault.
 */
final class HealthEndpoint implements Handler {

  private final ResultViews views;
  private final ResultFeed feed;
  private final @Nullable FlinkJobs flink;
  private final ServerOptions options;
  private final Clock clock;

  HealthEndpoint(ResultViews views, ResultFeed feed, ServerOptions options, Clock clock) {
    this.views = views;
    this.feed = feed;
    this.options = options;
    this.clock = clock;
    this.flink = options.flinkRest() == null ? null : new FlinkJobs(options.flinkRest());
  }

  @Override
  public void handle(Context request) {
    new QueryParameters(request);
    ObjectNode parts = Json.object();
    ResultFeed.State state = feed.state();
    boolean up = putState(parts, "kafka", state != ResultFeed.State.UNREACHABLE);
    up &= putState(parts, "views", state != ResultFeed.State.CATCHING_UP);
    if (flink != null) {
      up &= putFlink(parts, flink);
    }
    boolean stale = putData(parts);
    boolean behind = putEvaluation(parts);
    boolean unbalanced = putLedger(parts);
    ObjectNode conservation = ConservationJson.of(views);
    parts.set("conservation", conservation);
    boolean broken = !conservation.path("status").asText().equals("UP");
    ObjectNode answer = Json.object();
    answer.put(
        "status", up ? (stale || behind || unbalanced || broken ? "DEGRADED" : "UP") : "DOWN");
    answer.set("parts", parts);
    request.status(up ? 200 : 503);
    request.contentType("application/json").result(Json.bytes(answer));
  }

  private static boolean putState(ObjectNode parts, String name, boolean up) {
    parts.putObject(name).put("status", up ? "UP" : "DOWN");
    return up;
  }

  private static boolean putFlink(ObjectNode parts, FlinkJobs flink) {
    ObjectNode node = parts.putObject("flink");
    boolean up = true;
    try {
      ArrayNode jobs = node.putArray("jobs");
      for (FlinkJobs.JobState job : flink.unfinished()) {
        jobs.addObject().put("name", job.name()).put("state", job.state());
        up &= job.state().equals("RUNNING");
      }
      up &= !jobs.isEmpty();
    } catch (IOException e) {
      node.put("detail", "Flink doesn't answer");
      up = false;
    }
    node.put("status", up ? "UP" : "DOWN");
    return up;
  }

  private boolean putData(ObjectNode parts) {
    Long eventTime = views.eventTime();
    ObjectNode node = parts.putObject("data");
    node.put("eventTime", Json.time(eventTime));
    if (eventTime == null) {
      node.putNull("ageSeconds").put("status", "DEGRADED");
      return true;
    }
    long age = Math.max(0, clock.millis() - eventTime);
    boolean stale = age > options.limits().staleAfter().toMillis();
    node.put("ageSeconds", age / 1000).put("status", stale ? "DEGRADED" : "UP");
    return stale;
  }

  private boolean putEvaluation(ObjectNode parts) {
    ObjectNode node = HeartbeatJson.of(views.heartbeats(), clock.millis());
    boolean behind = !views.heartbeats().decision(clock.millis()).isAllowed();
    node.put("status", behind ? "DEGRADED" : "UP");
    parts.set("evaluation", node);
    return behind;
  }

  private boolean putLedger(ObjectNode parts) {
    boolean wrong = false;
    ObjectNode node = parts.putObject("ledger");
    ArrayNode topics = node.putArray("topics");
    for (LedgerBook book : views.ledger()) {
      topics.add(LedgerJson.of(book));
      wrong |= LedgerJson.inFlight(book) < 0;
    }
    node.put("status", wrong ? "DEGRADED" : "UP");
    return wrong;
  }
}
