package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what is wrong, as RFC 9457 describes it.
 *
 * @param status the HTTP status
 * @param type the last part of the stable type URI
 * @param title what kind of problem it is, always the same for a type
 * @param detail what was wrong this time, for a person to read
 * @param refusal which field of a record was wrong and how; null where it is no record's fault
 */
record Problem(int status, String type, String title, String detail, @Nullable Refusal refusal) {

  /**
   * Why a record is refused.
   *
   * @param reason a stable name for programs
   * @param field the field that is wrong; empty where it is none in particular
   */
  record Refusal(String reason, String field) {}

  Problem(int status, String type, String title, String detail) {
    this(status, type, title, detail, null);
  }

  /** The media type of problems. */
  static final String CONTENT_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:campaign-pulse:problem:";

  static Problem unknownParameter(String detail) {
    return new Problem(400, "unknown-parameter", "Unknown query parameter", detail);
  }

  static Problem invalidParameter(String detail) {
    return new Problem(400, "invalid-parameter", "Invalid query parameter", detail);
  }

  static Problem tooManyRows(int limit) {
    return new Problem(
        400,
        "too-many-rows",
        "The answer would be too large",
        "More than " + limit + " rows: narrow from/to or group coarser.");
  }

  static Problem malformedBody(String detail) {
    return new Problem(400, "malformed-body", "The body cannot be read", detail);
  }

  static Problem invalidIdempotencyKey(String detail) {
    return new Problem(400, "invalid-idempotency-key", "Invalid Idempotency-Key", detail);
  }

  static Problem hostNotAllowed() {
    return new Problem(
        403,
        "host-not-allowed",
        "Host not allowed",
        "This server answers only to its own names (see allowed hosts).");
  }

  static Problem originNotAllowed() {
    return new Problem(
        403,
        "origin-not-allowed",
        "Origin not allowed",
        "Nothing is accepted from pages of other sites.");
  }

  static Problem notFound(String path) {
    return new Problem(404, "not-found", "Not found", "There is nothing at " + path + ".");
  }

  static Problem unknownTopic(String detail) {
    return new Problem(404, "unknown-topic", "Unknown topic", detail);
  }

  static Problem unknownConversion(String detail) {
    return new Problem(404, "unknown-conversion", "Unknown conversion", detail);
  }

  static Problem unknownPlan(String detail) {
    return new Problem(404, "unknown-plan", "Unknown plan", detail);
  }

  static Problem unknownPromotion(String detail) {
    return new Problem(404, "unknown-promotion", "Unknown promotion", detail);
  }

  static Problem unknownAlert(String detail) {
    return new Problem(404, "unknown-alert", "Unknown alert", detail);
  }

  static Problem unknownRow(String detail) {
    return new Problem(404, "unknown-row", "Unknown row of a catalogue", detail);
  }

  static Problem methodNotAllowed(String detail) {
    return new Problem(405, "method-not-allowed", "Method not allowed", detail);
  }

  static Problem notAcceptable(String detail) {
    return new Problem(406, "not-acceptable", "Not acceptable", detail);
  }

  static Problem alertEnded(String detail) {
    return new Problem(409, "alert-ended", "The alert has ended", detail);
  }

  static Problem requestInProgress() {
    return new Problem(
        409,
        "request-in-progress",
        "The request is still being processed",
        "A request with this Idempotency-Key has no answer yet; repeat it in a moment.");
  }

  static Problem changedMeanwhile(String detail) {
    return new Problem(412, "changed-meanwhile", "The row has been changed meanwhile", detail);
  }

  static Problem bodyTooLarge(String detail) {
    return new Problem(413, "body-too-large", "Body too large", detail);
  }

  static Problem unsupportedMediaType(String detail) {
    return new Problem(415, "unsupported-media-type", "Unsupported media type", detail);
  }

  static Problem refused(String reason, String field, String detail) {
    return new Problem(
        422,
        "refused",
        "The record is refused",
        field.isEmpty() ? detail : field + ": " + detail,
        new Refusal(reason, field));
  }

  static Problem allRefused(String detail) {
    return new Problem(422, "all-refused", "Every record is refused", detail);
  }

  static Problem idempotencyKeyReused() {
    return new Problem(
        422,
        "idempotency-key-reused",
        "The Idempotency-Key belongs to another request",
        "This Idempotency-Key came with another body or topic; use a new key for a new request.");
  }

  static Problem internal() {
    return new Problem(
        500, "internal", "Internal error", "Something went wrong here; the log says more.");
  }

  static Problem kafkaUnavailable(String detail) {
    return new Problem(503, "kafka-unavailable", "Kafka is unavailable", detail);
  }

  static Problem catchingUp() {
    return new Problem(
        503,
        "catching-up",
        "Not everything has been read yet",
        "The server is still reading what stands; ask again in a moment.");
  }

  static Problem tooManyStreams(int limit) {
    return new Problem(
        503, "too-many-streams", "Too many open streams", "At most " + limit + " at a time.");
  }

  String typeUri() {
    return TYPE_PREFIX + type;
  }

  /** Returns the body of the answer to a request for a path. */
  ObjectNode json(String path) {
    ObjectNode body = Json.object();
    body.put("type", typeUri());
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("instance", path);
    if (refusal != null) {
      body.put("reason", refusal.reason());
      body.put("field", refusal.field());
    }
    return body;
  }

  /** Ends a request with a problem. */
  static final class Raised extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Raised(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
