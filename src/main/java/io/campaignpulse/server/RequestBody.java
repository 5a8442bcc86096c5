package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.json.JsonRecords;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A request body that has to be one JSON object. */
final class RequestBody {

  private RequestBody() {}

  /**
   * The bytes of the object. A page of another site can't send this media type without asking first
   * (CORS).
   */
  static byte[] bytes(Context request, ServerOptions.Limits limits) {
    String declared = request.contentType();
    String type = declared == null ? "" : declared.split(";")[0].trim().toLowerCase(Locale.ROOT);
    if (!type.equals("application/json")) {
      throw new Problem.Raised(Problem.unsupportedMediaType("Send application/json: one object."));
    }
    return RequestBodies.read(request, limits.bodyBytes());
  }

  /** The object as a tree that may be changed; judged as strictly as any record. */
  static ObjectNode object(Context request, ServerOptions.Limits limits) {
    byte[] body = bytes(request, limits);
    Fields unused = judged(() -> JsonRecords.parse(body));
    return Json.exactObject(body);
  }

  /** Its fields, none of them but the known ones. */
  static Fields fields(Context request, ServerOptions.Limits limits, String... known) {
    byte[] body = bytes(request, limits);
    Fields fields = judged(() -> JsonRecords.parse(body));
    Set<String> unknown = new TreeSet<>(fields.names());
    List.of(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new Problem.Raised(
          Problem.refused(
              "UNKNOWN_FIELD",
              String.join(", ", unknown),
              "known here are " + String.join(", ", known)));
    }
    return fields;
  }

  /** What a reader says, its refusal as a problem. */
  static <T> T judged(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Fields.UnreadableFieldException e) {
      throw refused(RejectionReason.INVALID_VALUE, String.valueOf(e.getMessage()));
    } catch (RejectedException e) {
      throw refused(e.reason(), e.detail());
    }
  }

  /** Readers name the field before the first colon, or all that are missing. */
  private static Problem.Raised refused(RejectionReason reason, String detail) {
    return new Problem.Raised(
        switch (reason) {
          case MALFORMED -> Problem.malformedBody(detail);
          case TOO_LARGE -> Problem.bodyTooLarge(detail);
          case MISSING_FIELD -> Problem.refused(reason.name(), detail, "is missing");
          default -> {
            int colon = detail.indexOf(": ");
            yield colon < 0
                ? Problem.refused(reason.name(), "", detail)
                : Problem.refused(
                    reason.name(), detail.substring(0, colon), detail.substring(colon + 2));
          }
        });
  }
}
