package io.campaignpulse.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.javalin.http.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT} and {@code DELETE /api/{catalogue}/{id}}: a row as somebody writes it, judged as
 * strictly as its files, versioned, audited, and published before the answer.
 */
final class CatalogueEndpoint {

  private static final String CHANGED_BY = "changedBy";
  private static final String OFF = "Switched off; the row stays.";
  private static final String OUT = "Taken out; jobs that run go on without it.";

  private final Catalogue catalogue;
  private final Changes changes;
  private final ServerOptions.Limits limits;

  CatalogueEndpoint(Catalogue catalogue, Changes changes, ServerOptions.Limits limits) {
    this.catalogue = catalogue;
    this.changes = changes;
    this.limits = limits;
  }

  void put(Context request) {
    new QueryParameters(request);
    ObjectNode body = RequestBody.object(request, limits);
    Catalogue.refuseWhatTheServerGives(body);
    JsonNode ofBody = body.remove(CHANGED_BY);
    String by = RequestPerson.of(request, CHANGED_BY, ofBody == null ? null : ofBody.asText(null));
    String id = request.pathParam("id");
    Changes.Written written = changes.put(catalogue, id, body, by, Precondition.of(request));
    CatalogueRow row = Objects.requireNonNull(written.row());
    ObjectNode answer = envelope(id, row, written.changed());
    if (row instanceof Campaign campaign && !campaign.aliases().isEmpty()) {
      campaign.aliases().forEach(body.putArray("aliases")::add);
    }
    if (!(row instanceof AlertRule)) {
      answer.set(catalogue.noun(), body);
    }
    request.status(written.before() == null ? 201 : 200);
    answer(request, answer, row);
  }

  void delete(Context request) {
    new QueryParameters(request);
    String id = request.pathParam("id");
    Changes.Written written =
        changes.delete(
            catalogue, id, RequestPerson.of(request, CHANGED_BY, null), Precondition.of(request));
    CatalogueRow row = written.row();
    ObjectNode answer =
        row == null
            ? Json.object().put("id", id).put("changed", written.changed())
            : envelope(id, row, written.changed());
    answer.put("note", row == null ? OUT : OFF);
    answer(request, answer, row);
  }

  private static ObjectNode envelope(String id, CatalogueRow row, boolean changed) {
    ObjectNode answer =
        row instanceof AlertRule rule
            ? RuleJson.of(rule)
            : Json.object().put("id", id).put("revision", row.revision());
    return answer.put("changed", changed);
  }

  private static void answer(Context request, ObjectNode answer, @Nullable CatalogueRow row) {
    if (row != null) {
      request.header("ETag", Precondition.tag(row.revision()));
    }
    request.contentType("application/json").result(Json.bytes(answer));
  }
}
