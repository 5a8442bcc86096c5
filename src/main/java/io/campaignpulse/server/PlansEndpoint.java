package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/plans}: every plan with its place in the tree, and how well projections did;
 * {@code GET /api/plans/{id}}: one plan with its course.
 */
final class PlansEndpoint {

  private final ResultViews views;
  private final ServerOptions options;

  PlansEndpoint(ResultViews views, ServerOptions options) {
    this.views = views;
    this.options = options;
  }

  void all(Context request) {
    QueryParameters given = new QueryParameters(request, "kind", "campaign", "promotion", "parent");
    PlanKind kind = given.constant("kind", PlanKind.class);
    Set<String> campaigns = given.texts("campaign");
    Set<String> promotions = given.texts("promotion");
    Set<String> parents = given.texts("parent");
    List<PlanProgress> all = views.plans().current();
    List<PlanProgress> asked =
        all.stream()
            .filter(plan -> kind == null || plan.kind() == kind)
            .filter(plan -> matches(campaigns, plan.campaignId()))
            .filter(plan -> matches(promotions, plan.promotionId()))
            .filter(plan -> matches(parents, plan.parentId()))
            .toList();
    if (asked.size() > options.limits().rowsPerAnswer()) {
      throw new Problem.Raised(Problem.tooManyRows(options.limits().rowsPerAnswer()));
    }
    ObjectNode answer = Json.object();
    answer.put("currency", options.reporting().currency());
    PlanJson.putCalibration(answer, views.scores().calibration());
    ArrayNode plans = answer.putArray("plans");
    Map<String, List<String>> parts = partsByParent(all);
    for (PlanProgress plan : asked) {
      plans.add(inTree(PlanJson.brief(plan), parts.getOrDefault(plan.planId(), List.of())));
    }
    request.contentType("application/json").result(Json.bytes(answer));
  }

  void one(Context request) {
    new QueryParameters(request);
    String id = request.pathParam("id");
    PlanProgress plan = views.plans().find(id);
    if (plan == null) {
      throw new Problem.Raised(Problem.unknownPlan("No plan " + id + "."));
    }
    ObjectNode answer =
        inTree(
            PlanJson.of(plan), partsByParent(views.plans().current()).getOrDefault(id, List.of()));
    answer.put("currency", options.reporting().currency());
    request.contentType("application/json").result(Json.bytes(answer));
  }

  private static boolean matches(Set<String> asked, @Nullable String value) {
    return asked.isEmpty() || (value != null && asked.contains(value));
  }

  /** Adds the ids of the plans that are parts of this one. */
  private static ObjectNode inTree(ObjectNode node, List<String> parts) {
    ArrayNode children = node.putArray("children");
    parts.forEach(children::add);
    return node;
  }

  private static Map<String, List<String>> partsByParent(List<PlanProgress> plans) {
    Map<String, List<String>> parts = new HashMap<>();
    for (PlanProgress plan : plans) {
      if (plan.parentId() != null) {
        parts.computeIfAbsent(plan.parentId(), id -> new ArrayList<>()).add(plan.planId());
      }
    }
    return parts;
  }
}
