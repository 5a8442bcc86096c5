package io.campaignpulse.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingRecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the oracle says of plans is what was computed for recorded data by others. */
class RecordedPlansTest {

  @Test
  void smokesBudgetsAndClearances() throws IOException {
    Path folder = TestingRecordedData.folder("smoke");
    Map<String, Map<String, String>> plans = plans(folder, "2026-03-15T00:00:00Z");
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    for (JsonNode budget : expected.get("budgets")) {
      Map<String, String> plan = plan(plans, "budget:" + budget.get("campaignId").asText());
      assertThat(figure(plan, "goal")).isEqualTo(budget.get("goal").asDouble());
      assertThat(figure(plan, "actual")).isEqualTo(budget.get("actual").asDouble());
      assertThat(figure(plan, "attainment")).isEqualTo(budget.get("attainment").asDouble());
    }
    for (JsonNode item : expected.get("promotions")) {
      String promotion = item.get("promotionId").asText();
      clearance(plan(plans, "clearance:" + promotion + ":" + item.get("sku").asText()), item);
    }
    assertThat(plan(plans, "budget:spring-search:2026-03-04"))
        .containsEntry("goal", "50")
        .containsEntry("actual", "21");
    assertThat(plans).hasSize(2 + 14 + 3);
  }

  @Test
  void theClearancesOfTheCompleteJourney() throws IOException {
    Path folder = TestingRecordedData.folder("complete-journey");
    Map<String, Map<String, String>> plans = plans(folder, "2017-03-27T03:40:49Z");
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    int items = 0;
    for (JsonNode promotion : expected.at("/promotions/rows")) {
      String id = "clearance:" + promotion.get("promotionId").asText();
      clearance(plan(plans, id), promotion);
      for (JsonNode row : promotion.get("perItem")) {
        Map<String, JsonNode> item = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
          item.put(promotion.at("/itemColumns/" + i).asText(), row.get(i));
        }
        clearance(
            plan(plans, id + ":" + row.get(0).asText()), new ObjectMapper().valueToTree(item));
        items++;
      }
    }
    assertThat(items).isEqualTo(653);
    assertThat(plans).hasSize(653 + 7);
  }

  private static void clearance(Map<String, String> plan, JsonNode expected) {
    assertThat(figure(plan, "goal")).isEqualTo(expected.get("targetUnits").asDouble());
    assertThat(figure(plan, "actual")).isEqualTo(expected.get("unitsSold").asDouble());
    assertThat(figure(plan, "opening")).isEqualTo(expected.get("openingStock").asDouble());
    assertThat(figure(plan, "received")).isEqualTo(expected.get("receipts").asDouble());
    String onHand = expected.has("onHand") ? "onHand" : "onHandAtEnd";
    assertThat(figure(plan, "onHand")).isEqualTo(expected.get(onHand).asDouble());
    for (String share : List.of("attainment", "sellThrough")) {
      if (expected.has(share)) {
        assertThat(figure(plan, share)).isCloseTo(expected.get(share).asDouble(), within(1e-6));
      }
    }
  }

  private static double figure(Map<String, String> plan, String field) {
    return new BigDecimal(plan.getOrDefault(field, "0")).doubleValue();
  }

  private static Map<String, String> plan(Map<String, Map<String, String>> plans, String planId) {
    assertThat(plans).containsKey(planId);
    return plans.getOrDefault(planId, Map.of());
  }

  private static Map<String, Map<String, String>> plans(Path folder, String asOf)
      throws IOException {
    OracleSettings settings = new OracleSettings(Map.of("asOf", asOf, "windows", "LIFE"));
    return Oracle.of(folder, settings).files().getOrDefault("plan-progress.jsonl", Map.of());
  }
}
