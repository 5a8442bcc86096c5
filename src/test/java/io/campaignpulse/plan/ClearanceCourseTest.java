package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.live;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static io.campaignpulse.testing.TestingPlanRows.promotion;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.CoursePoint;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the course of a clearance says of the time in which there was something to sell. */
class ClearanceCourseTest {

  private static final long START = at("2026-03-01T00:00:00Z");
  private static final long HOUR = 3_600_000;
  private static final long UNIT = 1_000_000;

  @Test
  void whatIsPlannedForTimeOutOfStockIsNotPlannedInStock() {
    List<CoursePoint> course =
        course(
            "clearance:p:A",
            Map.of("A", stock(hours(2, 4), hours(10, 12))),
            START + 12 * HOUR + HOUR / 2);

    assertThat(inStock(course, 1)).isEqualTo(10 * UNIT);
    assertThat(inStock(course, 3)).isEqualTo(20 * UNIT);
    assertThat(inStock(course, 5)).isEqualTo(30 * UNIT);
    assertThat(inStock(course, 12)).isEqualTo(80 * UNIT);
    assertThat(course)
        .filteredOn(point -> point.time() == START + 12 * HOUR + HOUR / 2)
        .singleElement()
        .extracting(CoursePoint::plannedInStockMicros)
        .isEqualTo(85 * UNIT);
    assertThat(inStock(course, 13)).as("of the future nobody knows").isNull();
  }

  @Test
  void eachArticleCountsWithItsGoalAndOneNothingIsKnownOfAsInStock() {
    List<CoursePoint> course =
        course("clearance:p", Map.of("A", stock(hours(0, 24))), START + 12 * HOUR);

    assertThat(inStock(course, 12)).isEqualTo(240 * UNIT);
  }

  private static @Nullable Long inStock(List<CoursePoint> course, int hour) {
    return course.stream()
        .filter(point -> point.time() == START + hour * HOUR)
        .findFirst()
        .orElseThrow()
        .plannedInStockMicros();
  }

  private static List<CoursePoint> course(
      String planId, Map<String, StockFigures> stocks, long now) {
    Plan plan =
        Objects.requireNonNull(
            plans(
                    live("UTC"),
                    "2026-03-01T00:00:00Z",
                    promotion(
                        "{'promotionId':'p','name':'Sale','curve':'LINEAR',"
                            + "'startTime':'2026-03-01T00:00:00Z',"
                            + "'endTime':'2026-03-02T00:00:00Z','items':["
                            + "{'sku':'A','targetUnits':240},{'sku':'B','targetUnits':480}]}"))
                .get(planId));
    PlanActuals known = new PlanActuals(new TreeMap<>(), new TreeMap<>(), Map.of(), stocks);
    return new PlanReport(plan, known, PortfolioShape.unlearned(), ZoneOffset.UTC)
        .at(now, 1, now, now)
        .course();
  }

  private static OutOfStock hours(int from, int to) {
    return new OutOfStock(START + from * HOUR, START + to * HOUR);
  }

  private static StockFigures stock(OutOfStock... without) {
    return new StockFigures(
        null, 0, 0, 0, 5 * UNIT, null, Arrays.asList(without), 0, null, null, null);
  }
}
