package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.server.IdempotentAnswers.Answer;
import io.campaignpulse.source.json.JsonRecords;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/events/{topic}}: validates each record by itself and answers once the log has
 * acknowledged all of them, the refused ones as rejections. After a 503 some may be in; the same
 * ids can be sent again.
 */
final class EventsEndpoint implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(EventsEndpoint.class);
  private static final int ERRORS_LISTED = 1000;
  private static final long BYTES_OF_ANSWERS = 16L << 20;

  private final EventLog log;
  private final RefusalLedger refusals;
  private final ServerOptions.Limits limits;
  private final Clock clock;
  private final TimeBounds bounds;
  private final IdempotentAnswers answers;

  EventsEndpoint(EventLog log, RefusalLedger refusals, ServerOptions.Limits limits, Clock clock) {
    this.log = log;
    this.refusals = refusals;
    this.limits = limits;
    this.clock = clock;
    this.bounds = new TimeBounds(null, limits.maxFuture().toMillis());
    this.answers = new IdempotentAnswers(clock, BYTES_OF_ANSWERS);
  }

  /**
   * The records of a request after they were validated.
   *
   * @param rejected those that were refused, by their place in the request
   */
  private record Validated(List<Object> accepted, List<Rejection> rejected) {}

  @Override
  public void handle(Context request) {
    new QueryParameters(request);
    Topic topic = topic(request.pathParam("topic"));
    boolean lines = isLines(request);
    byte[] body = RequestBodies.read(request, limits.bodyBytes());
    String key = request.header("Idempotency-Key");
    Answer answer;
    if (key == null) {
      answer = process(topic, lines, body, request.path());
    } else {
      IdempotentAnswers.Given given =
          answers.answer(
              key,
              () -> process(topic, lines, body, request.path()),
              topic.label().getBytes(StandardCharsets.UTF_8),
              new byte[] {(byte) (lines ? 1 : 0)},
              body);
      if (given.repeated()) {
        request.header("Idempotency-Replayed", "true");
      }
      answer = given.answer();
    }
    request.status(answer.status());
    request.contentType(answer.contentType()).result(answer.body());
  }

  private Answer process(Topic topic, boolean lines, byte[] body, String path) {
    Validated validated = validate(topic, records(lines, body));
    append(topic, validated);
    if (!validated.rejected.isEmpty()) {
      refusals.add(topic, validated.rejected.size());
    }
    boolean allRefused = validated.accepted.isEmpty() && !validated.rejected.isEmpty();
    ObjectNode answer =
        allRefused
            ? Problem.allRefused("None of the records can be accepted; see errors.").json(path)
            : Json.object();
    put(answer, validated);
    return allRefused
        ? new Answer(422, Problem.CONTENT_TYPE, Json.bytes(answer))
        : new Answer(202, "application/json", Json.bytes(answer));
  }

  private Validated validate(Topic topic, List<byte[]> records) {
    FieldsReader<?> reader = TopicReaders.of(topic);
    long now = clock.millis();
    Validated validated = new Validated(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < records.size(); i++) {
      try {
        validated.accepted.add(read(reader, records.get(i), new Origin(0, i, null, now)));
      } catch (RejectedException refusal) {
        validated.rejected.add(
            Rejection.overHttp(
                topic,
                UUID.randomUUID().toString(),
                i + 1L,
                now,
                refusal.reason(),
                refusal.detail(),
                records.get(i)));
      }
    }
    return validated;
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
  private static boolean isLines(Context request) {
    String declared = request.contentType();
    String type = declared == null ? "" : declared.split(";")[0].trim().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/json" -> false;
      case "application/x-ndjson", "application/jsonl", "application/jsonlines" -> true;
      default ->
          throw new Problem.Raised(
              Problem.unsupportedMediaType(
                  "Send application/json (an object or an array) or application/x-ndjson."));
    };
  }

  private List<byte[]> records(boolean lines, byte[] body) {
    if (body.length == 0) {
      throw new Problem.Raised(Problem.malformedBody("The body is empty."));
    }
    return lines
        ? BodyRecords.ofLines(body, limits.recordsPerRequest())
        : BodyRecords.ofDocument(body, limits.recordsPerRequest());
  }

  private Object read(FieldsReader<?> reader, byte[] json, Origin origin) {
    Object value = reader.read(JsonRecords.parse(json), origin);
    if (value instanceof Event event) {
      bounds.check(event.eventTime(), origin.arrivalTime());
    }
    return value;
  }

  private void append(Topic topic, Validated validated) {
    List<Supplier<CompletableFuture<?>>> appends = new ArrayList<>();
    validated.accepted.forEach(event -> appends.add(() -> log.append(topic, event)));
    validated.rejected.forEach(rejection -> appends.add(() -> log.append(rejection)));
    long deadline = System.nanoTime() + limits.acknowledgement().toNanos();
    List<CompletableFuture<?>> acknowledgements = new ArrayList<>(appends.size());
    try {
      for (Supplier<CompletableFuture<?>> append : appends) {
        CompletableFuture<?> acknowledgement = append.get();
        // A log that is full or away may make each append wait: one failure is enough to know.
        if (acknowledgement.isCompletedExceptionally() || System.nanoTime() > deadline) {
          throw new TimeoutException("after " + acknowledgements.size() + " records");
        }
        acknowledgements.add(acknowledgement);
      }
      CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture<?>[]::new))
          .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Kafka has not acknowledged {} records of {}", appends.size(), topic.label(), e);
      throw new Problem.Raised(
          Problem.kafkaUnavailable(
              "Not all records were acknowledged; send them again with the same ids."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Raised(Problem.kafkaUnavailable("The server is stopping."));
    }
  }

  private static void put(ObjectNode answer, Validated validated) {
    answer.put("accepted", validated.accepted.size());
    answer.put("rejected", validated.rejected.size());
    ArrayNode errors = answer.putArray("errors");
    validated.rejected.stream()
        .limit(ERRORS_LISTED)
        .forEach(
            rejection ->
                errors
                    .addObject()
                    .put("index", rejection.position() - 1)
                    .put("reason", rejection.reason().name())
                    .put("detail", rejection.detail()));
  }
}
