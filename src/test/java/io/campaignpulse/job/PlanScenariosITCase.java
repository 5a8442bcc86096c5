package io.campaignpulse.job;

import static io.campaignpulse.testing.TestingShop.plan;
import static io.campaignpulse.testing.TestingShop.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingShop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans in situations whose outcome anybody can tell, replayed as of the middle of ten days. */
class PlanScenariosITCase {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofDays(5));
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  private static TestingShop clearance(int target, int stock) {
    return new TestingShop()
        .with(Topic.PROMOTIONS, promotion("2026-03-11T00:00:00Z", target, stock, 0))
        .counts("S", stock, START);
  }

  private static String promotion(String end, int target, int stock, int revision) {
    return """
        {"promotionId":"P","name":"Clear","startTime":"2026-03-01T00:00:00Z","endTime":"%s",
         "items":[{"sku":"S","targetUnits":%d,"openingStock":%d}],"revision":%d}
        """
        .formatted(end, target, stock, revision);
  }

  @Test
  void aClearanceOnPlan() throws IOException {
    JsonNode plan =
        plan(
            clearance(100, 120).sells("S", 50, START, DAY.dividedBy(10)).plans(folder, NOW),
            "clearance:P:S");

    assertThat(texts(plan, "actual", "goal", "opening", "onHand", "standing", "soldOutAt"))
        .containsExactly("50", "100", "120", "70", "ON_PLAN", "null");
    assertThat(plan.get("plannedShare").asDouble()).isEqualTo(0.5);
    assertThat(plan.get("pace").asDouble()).isEqualTo(1);
    assertThat(plan.get("sellThrough").asDouble()).isEqualTo(50 / 120.0, within(1e-12));
    // A little less than 100, since some of it may have been the peak of the first day.
    assertThat(plan.get("projectedTotal").asDouble()).isCloseTo(98, within(3.0));
    assertThat(plan.get("low").asDouble()).isLessThan(100);
    assertThat(plan.get("high").asDouble()).isGreaterThan(100);
    assertThat(plan.get("probabilityOfGoal").asDouble()).isBetween(0.3, 0.7);
  }

  @Test
  void aClearanceBehindItsPlan() throws IOException {
    JsonNode plan =
        plan(
            clearance(100, 120).sells("S", 20, START, DAY.dividedBy(4)).plans(folder, NOW),
            "clearance:P:S");

    assertThat(texts(plan, "actual", "onHand", "standing")).containsExactly("20", "100", "BEHIND");
    assertThat(plan.get("pace").asDouble()).isEqualTo(0.4, within(1e-12));
    assertThat(plan.get("high").asDouble()).isLessThan(100);
    assertThat(plan.get("probabilityOfGoal").asDouble()).isLessThan(0.01);
    assertThat(plan.get("projectedLeftover").asDouble()).isCloseTo(80, within(5.0));
    // 80 in the half that is left, where 20 were sold in the other.
    assertThat(plan.get("requiredUplift").asDouble()).isCloseTo(4, within(0.4));
  }

  @Test
  void aClearanceThatIsSoldOutInTheMiddle() throws IOException {
    JsonNode plan =
        plan(
            clearance(100, 40).sells("S", 40, START, DAY.dividedBy(20)).plans(folder, NOW),
            "clearance:P:S");

    assertThat(texts(plan, "actual", "onHand", "standing", "soldOutAt", "outOfStock"))
        .containsExactly("40", "0", "SOLD_OUT", "2026-03-03T00:00:00Z", "PT72H");
    assertThat(plan.get("sellThrough").asDouble()).isEqualTo(1);
    assertThat(plan.get("projectedTotal").asDouble()).isEqualTo(40);
  }

  @Test
  void receiptsInTheMiddleEndTheStockOutAndTheTimeWithoutStockIsNoWeakDemand() throws IOException {
    JsonNode plan =
        plan(
            clearance(200, 40)
                .sells("S", 40, START, DAY.dividedBy(20))
                .receives("S", 300, START.plus(DAY.multipliedBy(4)))
                .sells("S", 20, START.plus(DAY.multipliedBy(4)), DAY.dividedBy(20))
                .plans(folder, NOW),
            "clearance:P:S");

    assertThat(texts(plan, "actual", "received", "onHand", "soldOutAt", "outOfStock"))
        .containsExactly("60", "300", "280", "null", "PT48H");
    assertThat(plan.get("sellThrough").asDouble()).isEqualTo(60 / 340.0, within(1e-12));
    // 20 a day while there was stock, 12 a day with the time without.
    assertThat(plan.get("projectedTotal").asDouble()).isCloseTo(160, within(16.0));
  }

  @Test
  void whatComesBackGoesOnHandAgainAndRevivesASoldOutClearance() throws IOException {
    JsonNode plan =
        plan(
            clearance(100, 40)
                .sale("O", "S", 40, START.plus(DAY))
                .comesBack("O", "S", 10, START.plus(DAY.multipliedBy(2)))
                .plans(folder, NOW),
            "clearance:P:S");

    assertThat(texts(plan, "actual", "onHand", "soldOutAt", "outOfStock"))
        .containsExactly("30", "10", "null", "PT24H");
  }

  @Test
  void anExtendedPromotionIsPlannedAnewFromWhatHasHappened() throws IOException {
    Map<String, JsonNode> extended =
        new TestingShop()
            .with(Topic.PROMOTIONS, promotion("2026-03-05T00:00:00Z", 100, 120, 0))
            .with(Topic.PROMOTIONS, promotion("2026-03-11T00:00:00Z", 100, 120, 1))
            .counts("S", 120, START)
            .sells("S", 50, START, DAY.dividedBy(10))
            .plans(folder.resolve("extended"), NOW);
    Map<String, JsonNode> planned =
        clearance(100, 120)
            .sells("S", 50, START, DAY.dividedBy(10))
            .plans(folder.resolve("planned"), NOW);

    assertThat(extended).isEqualTo(planned);
    assertThat(texts(plan(extended, "clearance:P:S"), "endTime", "standing", "actual"))
        .containsExactly("2026-03-11T00:00:00Z", "ON_PLAN", "50");
  }

  private static String spend(int day, int cost) {
    return """
        {"eventTime":"2026-03-%02dT06:00:00Z","campaignId":"c1","channel":"EMAIL","currency":"USD",
         "periodStart":"2026-03-%02dT00:00:00Z","periodEnd":"2026-03-%02dT00:00:00Z","cost":%d}
        """
        .formatted(day + 1, day, day + 1, cost);
  }

  private static TestingShop budgetOfAHundredADay() {
    TestingShop shop =
        new TestingShop()
            .with(
                Topic.CAMPAIGNS,
                """
                {"campaignId":"c1","name":"One","startTime":"2026-03-01T00:00:00Z",
                 "dailyBudget":100}
                """);
    for (int day = 1; day <= 3; day++) {
      shop.with(Topic.SPEND, spend(day, 80));
    }
    return shop;
  }

  @Test
  void aDayOverItsBudgetIsFineWhileItIsWithinTwiceAndTheMonthOnPlan() throws IOException {
    Map<String, JsonNode> plans =
        budgetOfAHundredADay().with(Topic.SPEND, spend(4, 180)).plans(folder, NOW);

    JsonNode over = plan(plans, "budget:c1:2026-03-04");
    assertThat(texts(over, "kind", "goal", "actual", "monthActual", "monthLimit"))
        .containsExactly("DAILY_BUDGET", "100", "180", "420", "3040");
    assertThat(over.get("attainment").asDouble()).isEqualTo(1.8);
    assertThat(over.get("standing").asText()).isNotIn("OVERSPENT", "MISSED", "INVALID");
    assertThat(plans.keySet())
        .contains("budget:c1:2026-03-01", "budget:c1:2026-03-05")
        .doesNotContain("budget:c1", "budget:c1:2026-03-06");
  }

  @Test
  void aDayBeyondTwiceItsBudgetIsOverspent() throws IOException {
    Map<String, JsonNode> plans =
        budgetOfAHundredADay().with(Topic.SPEND, spend(4, 201)).plans(folder, NOW);

    assertThat(texts(plan(plans, "budget:c1:2026-03-04"), "actual", "standing"))
        .containsExactly("201", "OVERSPENT");
  }

  private static String target(String id, String parent, int goal, String scope) {
    return """
        {"planId":"%s","name":"%s","parentId":%s,"measure":"units","goal":%d,
         "startTime":"2026-03-01T00:00:00Z","endTime":"2026-03-11T00:00:00Z"%s}
        """
        .formatted(id, id, parent, goal, scope);
  }

  @Test
  void aTargetThatIsNotTheSumOfItsPartsSaysSo() throws IOException {
    Map<String, JsonNode> plans =
        new TestingShop()
            .with(Topic.PLANS, target("all", "null", 100, ""))
            .with(Topic.PLANS, target("north", "\"all\"", 60, ",\"dealerId\":\"north\""))
            .with(Topic.PLANS, target("mail", "\"all\"", 50, ",\"channel\":\"EMAIL\""))
            .sells("S", 50, START, DAY.dividedBy(10))
            .plans(folder, NOW);

    JsonNode all = plan(plans, "all");
    assertThat(texts(all, "standing", "problem", "actual", "goal"))
        .containsExactly("INVALID", "GOAL_NOT_SUM_OF_CHILDREN", "50", "100");
    assertThat(all.get("problemDetail").asText()).contains("100", "110");
    for (String part : new String[] {"north", "mail"}) {
      assertThat(texts(plan(plans, part), "standing", "problem", "parentId"))
          .containsExactly("BEHIND", "null", "all");
    }
  }
}
