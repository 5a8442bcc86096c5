package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.json.JsonRecords;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/events/{topic}}: judges each record by itself and answers once the log has
 * acknowledged all the good ones. After a 503 some may be in; the same ids can be sent again.
 */
final class EventsEndpoint implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(EventsEndpoint.class);
  private static final int ERRORS_LISTED = 1000;

  private final EventLog log;
  private final ServerOptions.Limits limits;
  private final Clock clock;
  private final TimeBounds bounds;

  EventsEndpoint(EventLog log, ServerOptions.Limits limits, Clock clock) {
    this.log = log;
    this.limits = limits;
    this.clock = clock;
    this.bounds = new TimeBounds(null, limits.maxFuture().toMillis());
  }

  private record Verdict(int index, RejectedException refusal) {}

  @Override
  public void handle(Context request) {
    new QueryParameters(request);
    Topic topic = topic(request.pathParam("topic"));
    List<byte[]> records = records(request);
    FieldsReader<?> reader = TopicReaders.of(topic);
    long now = clock.millis();
    List<Object> good = new ArrayList<>();
    List<Verdict> bad = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      try {
        good.add(read(reader, records.get(i), new Origin(0, i, null, now)));
      } catch (RejectedException refusal) {
        bad.add(new Verdict(i, refusal));
      }
    }
    append(topic, good);
    request.status(202);
    request.contentType("application/json").result(Json.bytes(answer(good.size(), bad)));
  }

  private static Topic topic(String label) {
    return Arrays.stream(Topic.values())
        .filter(t -> t.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem.Raised(
                    Problem.unknownTopic(
                        "Topics are "
                            + String.join(
                                ", ", Arrays.stream(Topic.values()).map(Topic::label).toList())
                            + ".")));
  }

  /** A page of another site can't send these media types without asking first (CORS). */
  private List<byte[]> records(Context request) {
    String declared = request.contentType();
    String type = declared == null ? "" : declared.split(";")[0].trim().toLowerCase(Locale.ROOT);
    boolean lines =
        switch (type) {
          case "application/json" -> false;
          case "application/x-ndjson", "application/jsonl", "application/jsonlines" -> true;
          default ->
              throw new Problem.Raised(
                  Problem.unsupportedMediaType(
                      "Send application/json (an object or an array) or application/x-ndjson."));
        };
    byte[] body = RequestBodies.read(request, limits.bodyBytes());
    List<byte[]> records =
        lines
            ? BodyRecords.ofLines(body, limits.recordsPerRequest())
            : BodyRecords.ofDocument(body, limits.recordsPerRequest());
    if (body.length == 0) {
      throw new Problem.Raised(Problem.malformedBody("The body is empty."));
    }
    return records;
  }

  private Object read(FieldsReader<?> reader, byte[] json, Origin origin) {
    Object value = reader.read(JsonRecords.parse(json), origin);
    if (value instanceof Event event) {
      bounds.check(event.eventTime(), origin.arrivalTime());
    }
    return value;
  }

  private void append(Topic topic, List<Object> events) {
    long deadline = System.nanoTime() + limits.acknowledgement().toNanos();
    List<CompletableFuture<?>> acknowledgements = new ArrayList<>(events.size());
    try {
      for (Object event : events) {
        CompletableFuture<?> acknowledgement = log.append(topic, event);
        // A log that is full or away may make each append wait: one failure is enough to know.
        if (acknowledgement.isCompletedExceptionally() || System.nanoTime() > deadline) {
          throw new TimeoutException("after " + acknowledgements.size() + " records");
        }
        acknowledgements.add(acknowledgement);
      }
      CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture<?>[]::new))
          .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Kafka has not acknowledged {} records of {}", events.size(), topic.label(), e);
      throw new Problem.Raised(
          Problem.kafkaUnavailable(
              "Not all records were acknowledged; send them again with the same ids."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Raised(Problem.kafkaUnavailable("The server is stopping."));
    }
  }

  private static ObjectNode answer(int accepted, List<Verdict> rejected) {
    ObjectNode answer = Json.object();
    answer.put("accepted", accepted);
    answer.put("rejected", rejected.size());
    ArrayNode errors = answer.putArray("errors");
    rejected.stream()
        .limit(ERRORS_LISTED)
        .forEach(
            v ->
                errors
                    .addObject()
                    .put("index", v.index)
                    .put("reason", v.refusal.reason().name())
                    .put("detail", v.refusal.detail()));
    return answer;
  }
}
