package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.alert.rule.BuiltInRule;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Topic;
import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;

/** {@code GET /api/rules} and {@code GET /api/rules/{id}}: the rules as they stand. */
final class RulesEndpoint {

  private final ResultViews views;

  RulesEndpoint(ResultViews views) {
    this.views = views;
  }

  void all(Context request) {
    new QueryParameters(request);
    Map<String, AlertRule> rules = new TreeMap<>();
    rules.put(BuiltInRule.CONSERVATION.ruleId(), BuiltInRule.CONSERVATION);
    for (CatalogueRow row : views.catalogues().rows(Topic.RULES)) {
      rules.put(row.id(), (AlertRule) row);
    }
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("rules");
    rules.values().forEach(rule -> list.add(RuleJson.of(rule)));
    request.contentType("application/json").result(Json.bytes(answer));
  }

  void one(Context request) {
    new QueryParameters(request);
    String id = request.pathParam("id");
    CatalogueRow standing = views.catalogues().row(Topic.RULES, id);
    CatalogueRow row = standing == null ? Catalogue.RULES.builtIn(id) : standing;
    if (row == null) {
      throw new Problem.Raised(Problem.unknownRow("There is no rule " + id + "."));
    }
    if (standing != null) {
      request.header("ETag", Precondition.tag(standing.revision()));
    }
    request.contentType("application/json").result(Json.bytes(RuleJson.of((AlertRule) row)));
  }
}
