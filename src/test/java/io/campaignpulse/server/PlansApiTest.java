package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingPlans.budget;
import static io.campaignpulse.testing.TestingPlans.clearance;
import static io.campaignpulse.testing.TestingPlans.dailyBudget;
import static io.campaignpulse.testing.TestingPlans.score;
import static io.campaignpulse.testing.TestingPlans.target;
import static io.campaignpulse.testing.TestingPlans.unsoundTarget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingWireValues;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlansApiTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final TestingPulseServer server =
      TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void fill() {
    ResultViews views = server.views();
    views.accept(budget(NOW, "spring", 1000, 400, 50, 1));
    views.accept(dailyBudget(NOW, "spring", 100, 180, 900, 1));
    views.accept(clearance(NOW, "sale/1", null, 300, 120, 1));
    views.accept(clearance(NOW, "sale/1", "shoe", 200, 90, 1));
    views.accept(clearance(NOW, "sale/1", "sock", 100, 30, 1));
    views.accept(unsoundTarget(NOW, "growth", "Growth", 80, 70));
    views.accept(target(NOW, "marketing", "Marketing", "growth", 50, 30, 0.7));
    views.accept(target(NOW, "dealers", "Dealers", "growth", 20, 6, 0.25));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return mapper.readTree(answer.body());
  }

  @Test
  void listsPlansWithTheirPlaceInTheTree() throws Exception {
    JsonNode answer = json("/api/plans");

    assertThat(answer.get("currency").textValue()).isEqualTo("USD");
    assertThat(answer.get("plans").findValuesAsText("planId"))
        .containsExactly(
            "budget:spring",
            "budget:spring:2026-03-14",
            "clearance:sale/1",
            "clearance:sale/1:shoe",
            "clearance:sale/1:sock",
            "dealers",
            "growth",
            "marketing");
    JsonNode budget = answer.get("plans").get(0);
    assertThat(budget.get("actual").textValue()).isEqualTo("400");
    assertThat(budget.get("provisional").textValue()).isEqualTo("50");
    assertThat(budget.get("attainment").doubleValue()).isEqualTo(0.4);
    assertThat(budget.get("children").get(0).textValue()).isEqualTo("budget:spring:2026-03-14");
    assertThat(budget.has("course")).isFalse();
    JsonNode growth = answer.get("plans").get(6);
    assertThat(growth.get("children").toString()).isEqualTo("[\"dealers\",\"marketing\"]");
    assertThat(growth.get("problem").textValue()).isEqualTo("GOAL_NOT_SUM_OF_CHILDREN");
    assertThat(growth.get("problemDetail").textValue()).contains("80", "70");
    assertThat(answer.get("plans").get(5).get("parentId").textValue()).isEqualTo("growth");
  }

  @ParameterizedTest
  @CsvSource({
    "kind=daily_budget, 1",
    "kind=TARGET, 3",
    "campaign=spring, 2",
    "promotion=sale/1, 3",
    "parent=growth, 2",
    "'parent=growth,clearance:sale/1', 4",
    "kind=TARGET&campaign=spring, 0",
  })
  void picksPlansByWhatTheyAreFor(String query, int plans) throws Exception {
    assertThat(json("/api/plans?" + query).get("plans")).hasSize(plans);
  }

  @Test
  void tellsOnePlanWithItsCourse() throws Exception {
    JsonNode plan = json("/api/plans/clearance:sale%2F1:shoe");

    assertThat(plan.get("goal").textValue()).isEqualTo("200");
    assertThat(plan.get("children")).isEmpty();
    assertThat(plan.get("course")).hasSize(25);
    assertThat(plan.get("course").get(24).get("projected").textValue()).isEqualTo("180");
  }

  @Test
  void tellsAPromotionWithItsArticles() throws Exception {
    JsonNode all = json("/api/promotions").get("promotions");
    assertThat(all).hasSize(1);
    assertThat(all.get(0).get("promotionId").textValue()).isEqualTo("sale/1");
    assertThat(all.get(0).get("items").findValuesAsText("sku")).containsExactly("shoe", "sock");
    assertThat(json("/api/promotions?campaign=spring").get("promotions")).isEmpty();

    JsonNode one = json("/api/promotions/sale/1");
    assertThat(one.get("actual").textValue()).isEqualTo("120");
    assertThat(one.get("onHand").textValue()).isEqualTo("240");
    assertThat(one.get("course")).isNotEmpty();
    assertThat(one.get("items").get(0).get("vsExpected").textValue()).isEqualTo("68");
    assertThat(one.get("items").get(0).get("course")).isNotEmpty();
    JsonNode scenario = one.get("items").get(1).get("scenario");
    assertThat(scenario.get("label").textValue()).isEqualTo("scenario, not advice");
    assertThat(scenario.get("price").textValue()).isEqualTo("48");
    assertThat(scenario.get("rows")).hasSize(55);
    JsonNode uncut = scenario.get("rows").get(0);
    assertThat(uncut.get("units").textValue()).as("30 sold, as many again").isEqualTo("30");
    assertThat(uncut.get("leftover").textValue()).isEqualTo("60");
    JsonNode half = scenario.get("rows").get(52);
    assertThat(half.get("markdown").doubleValue()).isEqualTo(0.5);
    assertThat(half.get("elasticity").doubleValue()).isEqualTo(-2);
    assertThat(half.get("units").textValue()).as("no more than there are").isEqualTo("90");
    assertThat(half.get("margin").textValue()).isEqualTo("-540");
  }

  @Test
  void tellsHowWellProjectionsDidByKind() throws Exception {
    server.views().accept(score("PLAN", "a", 110, 100, true));
    server.views().accept(score("PLAN", "b", 80, 100, false));
    server.views().accept(score("PLAN", "c", 130, 100, true));
    server.views().accept(score("PLAN", "d", 5, 0, true));
    server.views().accept(score("SPEND_NOWCAST", "spring|EMAIL", 9, 10, null));
    server.views().accept(new ProjectionScore("PLAN", "open", 0, 5, 4.0, 6.0, null, null, 1, 0));

    JsonNode calibration = json("/api/plans").get("calibration");

    assertThat(calibration).hasSize(2);
    JsonNode plans = calibration.get(0);
    assertThat(plans.get("kind").textValue()).isEqualTo("PLAN");
    assertThat(plans.get("graded").intValue()).isEqualTo(4);
    assertThat(plans.get("covered").intValue()).isEqualTo(3);
    assertThat(plans.get("coverage").doubleValue()).isEqualTo(0.75);
    assertThat(plans.get("bias").doubleValue()).isCloseTo((0.1 - 0.2 + 0.3) / 3, within(1e-12));
    JsonNode nowcast = calibration.get(1);
    assertThat(nowcast.get("coverage").isNull()).isTrue();
    assertThat(nowcast.get("bias").doubleValue()).isEqualTo(-0.1);
  }

  @Test
  void aPlanTakenBackIsGoneAndALowerRevisionChangesNothing() throws Exception {
    server.views().accept(budget(NOW, "spring", 1000, 600, 0, 3));
    server.views().accept(budget(NOW, "spring", 1000, 500, 0, 2));
    assertThat(json("/api/plans/budget:spring").get("actual").textValue()).isEqualTo("600");

    assertThat(TestingWireValues.dailyBudget().withdrawn()).isTrue();
    server.views().accept(TestingWireValues.dailyBudget());
    assertThat(json("/api/plans?campaign=camp").get("plans")).isEmpty();
    assertThat(get("/api/plans/budget:camp:2026-03-02").statusCode()).isEqualTo(404);
  }

  @Test
  void dailyBudgetsAreForgottenFiveWeeksAfterTheirDay() throws Exception {
    Instant lastKept = NOW.minus(PlansView.DAYS_KEPT).minus(Duration.ofHours(12)).plusMillis(1);
    server.views().accept(dailyBudget(lastKept, "kept", 100, 1, 1, 1));
    server.views().accept(dailyBudget(lastKept.minusMillis(1), "gone", 100, 1, 1, 1));
    server.views().accept(budget(lastKept.minusMillis(1), "kept", 100, 1, 0, 1));

    server.views().expire();

    assertThat(json("/api/plans?campaign=kept,gone").get("plans").findValuesAsText("planId"))
        .containsExactly("budget:kept", "budget:kept:2026-02-07");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/plans?colour=red, 400, unknown-parameter",
    "/api/plans?kind=HOPE, 400, invalid-parameter",
    "/api/plans/nothing, 404, unknown-plan",
    "/api/plans/growth?full=1, 400, unknown-parameter",
    "/api/promotions?kind=TARGET, 400, unknown-parameter",
    "/api/promotions/nothing, 404, unknown-promotion",
  })
  void explainsWhatIsWrong(String path, int status, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(mapper.readTree(answer.body()).get("type").asText())
        .isEqualTo("urn:campaign-pulse:problem:" + type);
  }
}
