package io.campaignpulse.plan.operator;

import static io.campaignpulse.testing.TestingPlanOperator.changes;
import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.live;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static io.campaignpulse.testing.TestingPlanRows.promotion;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.ProfileFact;
import io.campaignpulse.plan.SaleFact;
import io.campaignpulse.plan.StockFact;
import io.campaignpulse.plan.StockFigures;
import io.campaignpulse.testing.TestingPlanOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeepStockFunctionTest {

  private static final PlanOptions LIVE = live("UTC");
  private static final long START = at("2026-03-01T00:00:00Z");
  private static final long DAY = 86_400_000;
  private static final long UNIT = 1_000_000;
  private static final String TEN_DAYS = "2026-03-11T00:00:00Z";
  private static final String TWENTY_DAYS = "2026-03-21T00:00:00Z";

  @Test
  void aChangeIsToldSoonAndOnce() throws Exception {
    try (var stock = open()) {
      stock.tick(START + DAY);
      stock.broadcast(changes(clearance(1, TEN_DAYS)));
      stock.take(counted(START, 10));
      stock.take(sold(START + 1000, 2));
      stock.take(sold(START + 2000, 1));
      assertThat(stock.news()).isEmpty();
      stock.clock(5000);
      stock.clock(9000);

      List<PlanPart> parts = stock.news();
      assertThat(parts).hasSize(1);
      assertThat(units(parts)).isEqualTo(3);
      assertThat(figures(parts).onHandMicros()).isEqualTo(7 * UNIT);
    }
  }

  @Test
  void aPromotionExtendedAfterItsEndCountsWhatWasSoldSince() throws Exception {
    try (var stock = open()) {
      stock.broadcast(changes(clearance(1, TEN_DAYS)));
      stock.take(counted(START, 10));
      stock.take(sold(START + DAY, 4));
      stock.tick(START + 11 * DAY);
      stock.take(sold(START + 12 * DAY, 2));
      stock.clock(5000);
      List<PlanPart> first = stock.news();
      assertThat(units(first)).as("sold within the period").isEqualTo(4);
      assertThat(figures(first).onHandMicros()).as("as of the end").isEqualTo(6 * UNIT);

      stock.tick(START + 13 * DAY);
      stock.broadcast(changes(clearance(2, TWENTY_DAYS)));

      List<PlanPart> extended = stock.news();
      assertThat(extended).allMatch(part -> part.version() == 2);
      assertThat(units(extended)).isEqualTo(6);
      assertThat(figures(extended).onHandMicros()).isEqualTo(4 * UNIT);
      assertThat(stock.side(KeepStockFunction.PROFILE))
          .filteredOn(fact -> fact.planId() != null)
          .as("it had ended, and runs again")
          .extracting(ProfileFact::ended)
          .satisfies(told -> assertThat(told.get(0)).isNotNull())
          .satisfies(told -> assertThat(told.get(told.size() - 1)).isNull());
    }
  }

  @Test
  void whileItIsOutOfStockEachMinuteSaysHowLong() throws Exception {
    try (var stock = open()) {
      stock.tick(START + DAY);
      stock.broadcast(changes(clearance(1, TEN_DAYS)));
      stock.take(counted(START, 2));
      stock.take(sold(START + DAY, 2));
      stock.clock(5000);
      stock.tick(START + DAY + 60_000);
      stock.tick(START + DAY + 120_000);

      StockFigures figures = figures(stock.news());
      assertThat(figures.soldOutAt()).isEqualTo(START + DAY);
      assertThat(figures.outOfStockMillis()).isEqualTo(120_000);
    }
  }

  private static TestingPlanOperator<StockFact, PlanChanges, PlanPart> open() throws Exception {
    return new TestingPlanOperator<>(
        new KeepStockFunction(LIVE), KeepStockFunction.PLANS, StockFact::sku);
  }

  private static Plan clearance(long version, String end) {
    return Objects.requireNonNull(
            plans(
                    LIVE,
                    "2026-03-02T00:00:00Z",
                    promotion(
                        "{'promotionId':'p','name':'x','startTime':'2026-03-01T00:00:00Z',"
                            + "'endTime':'%s','items':[{'sku':'A','targetUnits':8}]}"
                                .formatted(end)))
                .get("clearance:p:A"))
        .versioned(version);
  }

  private static StockFact counted(long time, long units) {
    return StockFact.of(
        new InventoryEvent(
            "e" + time, time, "A", "W", units * UNIT, null, new Origin(0, 0, null, time)));
  }

  private static StockFact sold(long time, long units) {
    return StockFact.of(
        new SaleFact("A", null, null, time, time, units * UNIT, UNIT, 0, UNIT, null));
  }

  private static long units(List<PlanPart> parts) {
    return parts.stream().flatMapToLong(part -> Arrays.stream(part.actual().amounts())).sum()
        / 1_000_000_000;
  }

  private static StockFigures figures(List<PlanPart> parts) {
    return Objects.requireNonNull(parts.get(parts.size() - 1).stock());
  }
}
