package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.campaign;
import static io.campaignpulse.testing.TestingPlanRows.live;
import static io.campaignpulse.testing.TestingPlanRows.plan;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static io.campaignpulse.testing.TestingPlanRows.promotion;
import static io.campaignpulse.testing.TestingPlanRows.rate;
import static io.campaignpulse.testing.TestingPlanRows.replay;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanCatalogueTest {

  private static final String BERLIN = "Europe/Berlin";

  private static final Campaign SPRING =
      campaign(
          "{'campaignId':'s','name':'Spring','department':'Shop','currency':'USD','dailyBudget':50,"
              + "'totalBudget':900,'startTime':'2026-03-27T12:00:00Z','endTime':'2026-04-20T00:00:00Z'}");

  private static Plan get(Map<String, Plan> plans, String planId) {
    return Objects.requireNonNull(plans.get(planId), planId);
  }

  @Test
  void aCampaignHasABudgetOfItsFlightAndOneOfEachDayThatHasBegun() {
    Map<String, Plan> plans =
        plans(
            replay(BERLIN, "2026-03-29T12:00:00Z"),
            "2026-03-29T12:00:00Z",
            SPRING,
            rate("{'currency':'USD','validFrom':'2026-03-01T00:00:00Z','rate':0.9}"),
            rate("{'currency':'USD','validFrom':'2026-03-29T00:00:00Z','rate':0.8}"));

    assertThat(plans.keySet())
        .containsExactly(
            "budget:s", "budget:s:2026-03-27", "budget:s:2026-03-28", "budget:s:2026-03-29");
    assertThat(get(plans, "budget:s").goalMicros()).isEqualTo(810_000_000);
    Plan first = get(plans, "budget:s:2026-03-27");
    assertThat(first.startTime()).as("clipped to the flight").isEqualTo(at("2026-03-27T12:00:00Z"));
    assertThat(first.goalMicros()).isEqualTo(45_000_000);
    Plan shortDay = get(plans, "budget:s:2026-03-29");
    assertThat(shortDay.kind()).isEqualTo(PlanKind.DAILY_BUDGET);
    assertThat(shortDay.endTime() - shortDay.startTime())
        .as("the clock changes")
        .isEqualTo(82_800_000);
    assertThat(shortDay.monthStart()).isEqualTo(at("2026-02-28T23:00:00Z"));
    assertThat(shortDay.goalMicros()).as("the rate of its own start").isEqualTo(45_000_000);
  }

  @Test
  void withoutARateTheBudgetSaysSo() {
    Plan budget = get(plans(live(BERLIN), "2026-04-01T00:00:00Z", SPRING), "budget:s");

    assertThat(budget.problem()).isEqualTo(PlanProblem.FX_RATE_MISSING);
    assertThat(budget.goalMicros()).isZero();
    assertThat(budget.problemDetail()).contains("USD");
  }

  @Test
  void withoutAFlightThereAreTheDaysOfTheLastWeeksAndNoTotal() {
    Campaign always =
        campaign("{'campaignId':'a','name':'Always','dailyBudget':5,'totalBudget':100}");

    assertThat(plans(live("UTC"), "2026-03-10T12:00:00Z", always).keySet())
        .hasSize(36)
        .contains("budget:a:2026-02-03", "budget:a:2026-03-10")
        .doesNotContain("budget:a", "budget:a:2026-03-11");
  }

  @Test
  void whatEndedLongAgoIsFollowedNoMoreLive() {
    Campaign old =
        campaign(
            "{'campaignId':'o','name':'Old','dailyBudget':5,'totalBudget':100,"
                + "'startTime':'2024-01-01T00:00:00Z','endTime':'2024-02-01T00:00:00Z'}");

    assertThat(plans(live("UTC"), "2026-03-10T00:00:00Z", old)).isEmpty();
    assertThat(plans(replay("UTC", "2026-03-10T00:00:00Z"), "2026-03-10T00:00:00Z", old))
        .as("a replay forgets nothing")
        .hasSize(32);
  }

  @Test
  void aPromotionHasAPlanForEachArticleWithAGoalAndOneForAll() {
    Map<String, Plan> plans =
        plans(
            live("UTC"),
            "2026-03-10T00:00:00Z",
            SPRING,
            rate("{'currency':'USD','validFrom':'2026-01-01T00:00:00Z','rate':0.5}"),
            promotion(
                "{'promotionId':'p','campaignId':'s','name':'Clearance',"
                    + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-03-31T00:00:00Z','items':["
                    + "{'sku':'A','targetUnits':10,'openingStock':12,'listPrice':60},"
                    + "{'sku':'B','openingStock':8},{'sku':'C'}]}"));

    assertThat(plans.keySet())
        .filteredOn(id -> id.startsWith("clearance"))
        .containsExactly("clearance:p", "clearance:p:A", "clearance:p:B");
    assertThat(get(plans, "clearance:p").goalMicros()).isEqualTo(18_000_000);
    assertThat(get(plans, "clearance:p").sku()).isNull();
    Plan article = get(plans, "clearance:p:A");
    assertThat(article.sku()).isEqualTo("A");
    assertThat(article.parentId()).isEqualTo("clearance:p");
    assertThat(article.items().get(0).listPriceMicros()).as("in euros").isEqualTo(30_000_000);
  }

  @Test
  void aDepartmentIsItsCampaigns() {
    Plan target =
        get(
            plans(
                live("UTC"),
                "2026-03-10T00:00:00Z",
                SPRING,
                target("t", null, 5, "'department':'Shop'")),
            "t");

    assertThat(target.scope().campaigns()).containsExactly("s");
    assertThat(target.scope().holds("s", "EMAIL")).isTrue();
    assertThat(target.scope().holds("other", "EMAIL")).isFalse();
  }

  @Test
  void aMeasureThatItsScopeCannotTellApartIsAProblem() {
    Map<String, Plan> plans =
        plans(
            live("UTC"),
            "2026-03-10T00:00:00Z",
            plan(row("spend", "spend", "'dealerId':'d'")),
            plan(row("leads", "leads", "'promotionId':'p'")),
            plan(row("mixed", "units", "'promotionId':'p','channel':'EMAIL'")),
            plan(row("units", "units", "'promotionId':'p'")),
            plan(row("orders", "orders", "'dealerId':'d','channel':'EMAIL'")));

    assertThat(plans.values())
        .filteredOn(plan -> plan.problem() == PlanProblem.MEASURE_NOT_IN_SCOPE)
        .extracting(Plan::planId)
        .containsExactly("leads", "mixed", "spend");
  }

  @Test
  void aGoalThatIsNotTheSumOfItsPartsIsNamedWithBothNumbers() {
    Map<String, Plan> plans =
        plans(
            live("UTC"),
            "2026-03-10T00:00:00Z",
            target("all", null, 100, ""),
            target("a", "all", 60, ""),
            target("b", "all", 50.5, ""));

    assertThat(get(plans, "all").problem()).isEqualTo(PlanProblem.GOAL_NOT_SUM_OF_CHILDREN);
    assertThat(get(plans, "all").problemDetail()).contains("100").contains("110.5");
    assertThat(get(plans, "a").problem()).isNull();
  }

  @Test
  void goalsBeyondALongDoNotOverflow() {
    String much = "999999999999";
    List<String> parts = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
    CatalogueRow[] rows =
        Stream.concat(
                Stream.of(plan(row("all", "leads", "", much))),
                parts.stream().map(id -> plan(row(id, "leads", "'parentId':'all'", much))))
            .toArray(CatalogueRow[]::new);

    assertThat(get(plans(live("UTC"), "2026-03-10T00:00:00Z", rows), "all").problemDetail())
        .contains("10999999999989");
  }

  @Test
  void amountsNobodyPlansStopNothing() {
    Map<String, Plan> plans =
        plans(
            live("UTC"),
            "2026-04-01T00:00:00Z",
            campaign(
                "{'campaignId':'s','name':'x','currency':'USD','totalBudget':999999999999,"
                    + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-04-20T00:00:00Z'}"),
            rate("{'currency':'USD','validFrom':'2026-01-01T00:00:00Z','rate':1000}"),
            promotion(
                "{'promotionId':'p','campaignId':'s','name':'x',"
                    + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-03-31T00:00:00Z','items':["
                    + "{'sku':'A','targetUnits':999999999999,'listPrice':999999999999},"
                    + "{'sku':'B','targetUnits':999999999999}]}"));

    assertThat(get(plans, "budget:s").goalMicros()).isEqualTo(Amounts.MAX);
    assertThat(get(plans, "clearance:p").goalMicros()).isEqualTo(Amounts.MAX);
    assertThat(get(plans, "clearance:p:A").items().get(0).listPriceMicros()).isEqualTo(Amounts.MAX);
  }

  @Test
  void brokenTreesSayWhatIsBroken() {
    Map<String, Plan> plans =
        plans(
            live("UTC"),
            "2026-03-10T00:00:00Z",
            target("top", null, 10, ""),
            plan(row("other", "orders", "'parentId':'top'")),
            plan(
                "{'planId':'late','name':'x','measure':'leads','goal':10,'parentId':'top',"
                    + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-05-01T00:00:00Z'}"),
            target("orphan", "nobody", 1, ""),
            target("x", "y", 1, ""),
            target("y", "x", 1, ""),
            target("below", "x", 1, ""));

    assertThat(get(plans, "other").problem()).isEqualTo(PlanProblem.MEASURE_DIFFERS_FROM_PARENT);
    assertThat(get(plans, "late").problem()).isEqualTo(PlanProblem.PERIOD_OUTSIDE_PARENT);
    assertThat(get(plans, "orphan").problem()).isEqualTo(PlanProblem.PARENT_UNKNOWN);
    assertThat(get(plans, "x").problem()).isEqualTo(PlanProblem.PARENT_CYCLE);
    assertThat(get(plans, "y").problem()).isEqualTo(PlanProblem.PARENT_CYCLE);
    assertThat(get(plans, "below").problem()).as("is in no circle itself").isNull();
  }

  private static PlanDefinition target(
      String id, @Nullable String parent, double goal, String more) {
    String parts = parent == null ? more : "'parentId':'" + parent + "'";
    return plan(row(id, "leads", parts, Double.toString(goal)));
  }

  private static String row(String id, String measure, String more) {
    return row(id, measure, more, "1");
  }

  private static String row(String id, String measure, String more, String goal) {
    return "{'planId':'%s','name':'x','measure':'%s','goal':%s,%s"
            .formatted(id, measure, goal, more)
        + (more.isEmpty() ? "" : ",")
        + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-04-01T00:00:00Z'}";
  }
}
