package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.plan.MarkdownScenario;
import org.jspecify.annotations.Nullable;

/** What price cuts might do to an article's clearance, over a range of elasticities. */
final class ScenarioJson {

  private static final String LABEL = "scenario, not advice";

  private ScenarioJson() {}

  /** The table; null where price, stock or what is still expected is unknown. */
  static @Nullable ObjectNode of(PlanProgress item) {
    PlanStock stock = item.stock();
    PlanProjection projection = item.projection();
    if (stock == null || projection == null) {
      return null;
    }
    Long price =
        stock.promoPriceMicros() != null ? stock.promoPriceMicros() : stock.listPriceMicros();
    Long onHand = stock.onHandMicros();
    if (price == null || onHand == null) {
      return null;
    }
    long missing = item.goalMicros() - item.actualMicros();
    MarkdownScenario.AtPresentPrice present =
        new MarkdownScenario.AtPresentPrice(
            demand(item, missing, projection, stock.requiredUplift()),
            onHand,
            price,
            stock.unitCostMicros());
    ObjectNode node = Json.object();
    node.put("label", LABEL);
    node.put("price", Json.money(price));
    ArrayNode rows = node.putArray("rows");
    for (MarkdownScenario scenario : MarkdownScenario.table(present)) {
      ObjectNode row = rows.addObject();
      Json.putNumber(row, "markdown", scenario.markdown());
      Json.putNumber(row, "elasticity", scenario.elasticity());
      row.put("price", Json.money(scenario.priceMicros()));
      row.put("units", Json.money(scenario.unitsMicros()));
      row.put("leftover", Json.money(scenario.leftoverMicros()));
      row.put("revenue", Json.money(scenario.revenueMicros()));
      row.put("margin", Json.money(scenario.marginMicros()));
    }
    return node;
  }

  /**
   * Units expected to be asked for until the end. The projection stops at the stock; where the goal
   * is still ahead, the uplift it needs tells the demand itself: missing ÷ uplift.
   */
  private static long demand(
      PlanProgress item,
      long missingMicros,
      PlanProjection projection,
      @Nullable Double requiredUplift) {
    return requiredUplift != null && requiredUplift > 0
        ? Math.round(missingMicros / requiredUplift)
        : projection.totalMicros() - item.actualMicros();
  }
}
