package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /api/promotions}: the clearance of every promotion and of its articles; {@code GET
 * /api/promotions/{id}}: that of one, with courses and what price cuts might do.
 */
final class PromotionsEndpoint {

  private final ResultViews views;
  private final ServerOptions.Reporting reporting;

  PromotionsEndpoint(ResultViews views, ServerOptions.Reporting reporting) {
    this.views = views;
    this.reporting = reporting;
  }

  void all(Context request) {
    QueryParameters given = new QueryParameters(request, "campaign");
    Set<String> campaigns = given.texts("campaign");
    List<PlanProgress> clearances = clearances();
    ObjectNode answer = Json.object();
    answer.put("currency", reporting.currency());
    ArrayNode promotions = answer.putArray("promotions");
    for (PlanProgress whole : clearances) {
      String campaign = whole.campaignId();
      if (whole.sku() == null
          && (campaigns.isEmpty() || (campaign != null && campaigns.contains(campaign)))) {
        ObjectNode promotion = PlanJson.brief(whole);
        ArrayNode items = promotion.putArray("items");
        itemsOf(whole, clearances).forEach(item -> items.add(PlanJson.brief(item)));
        promotions.add(promotion);
      }
    }
    request.contentType("application/json").result(Json.bytes(answer));
  }

  void one(Context request) {
    new QueryParameters(request);
    String id = request.pathParam("id");
    List<PlanProgress> clearances = clearances();
    PlanProgress whole =
        clearances.stream()
            .filter(plan -> plan.sku() == null && id.equals(plan.promotionId()))
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem.Raised(
                        Problem.unknownPromotion("No promotion " + id + " that clears stock.")));
    ObjectNode answer = PlanJson.of(whole);
    answer.put("currency", reporting.currency());
    ArrayNode items = answer.putArray("items");
    for (PlanProgress item : itemsOf(whole, clearances)) {
      items.add(PlanJson.of(item).set("scenario", ScenarioJson.of(item)));
    }
    request.contentType("application/json").result(Json.bytes(answer));
  }

  private List<PlanProgress> clearances() {
    return views.plans().current().stream()
        .filter(plan -> plan.kind() == PlanKind.CLEARANCE && plan.promotionId() != null)
        .toList();
  }

  private static List<PlanProgress> itemsOf(PlanProgress whole, List<PlanProgress> clearances) {
    return clearances.stream()
        .filter(plan -> plan.sku() != null && whole.planId().equals(plan.parentId()))
        .toList();
  }
}
