package io.campaignpulse.plan.operator;

import static io.campaignpulse.testing.TestingPlanOperator.changes;
import static io.campaignpulse.testing.TestingPlanRows.at;
import static io.campaignpulse.testing.TestingPlanRows.campaign;
import static io.campaignpulse.testing.TestingPlanRows.live;
import static io.campaignpulse.testing.TestingPlanRows.plan;
import static io.campaignpulse.testing.TestingPlanRows.plans;
import static io.campaignpulse.testing.TestingPlanRows.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.plan.HourTraffic;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.PlanSeries;
import io.campaignpulse.plan.ProfileFact;
import io.campaignpulse.plan.ProfileFamily;
import io.campaignpulse.plan.SeriesFact;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.testing.TestingPlanOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeepSeriesFunctionTest {

  private static final long NOON = at("2026-03-10T12:00:00Z");
  private static final long HOUR = 3_600_000;
  private static final long LEAD = 1_000_000_000;
  private static final PlanOptions LIVE = live("UTC");

  @Test
  void aPlanThatComesLaterIsMeasuredByWhatAlreadyHappened() throws Exception {
    try (var series = open(LIVE)) {
      series.take(lead(NOON, null));
      series.take(lead(NOON + HOUR, null));
      assertThat(series.news()).isEmpty();

      series.broadcast(changes(target("leads", "").versioned(1)));

      assertThat(series.news())
          .singleElement()
          .satisfies(
              part -> {
                assertThat(part.version()).isEqualTo(1);
                assertThat(part.actual().times()).containsExactly(NOON, NOON + HOUR);
                assertThat(part.actual().amounts()).containsExactly(LEAD, LEAD);
              });
    }
  }

  @Test
  void aPlanThatChangesIsToldAllAnewAndThenEachFactOnce() throws Exception {
    try (var series = open(LIVE)) {
      series.broadcast(changes(target("leads", "").versioned(1)));
      series.take(lead(NOON, null));
      assertThat(sum(series.news(), 1)).isEqualTo(LEAD);

      series.broadcast(changes(target("leads", "").versioned(2)));
      series.take(lead(NOON + HOUR, null));

      assertThat(sum(series.news(), 2)).isEqualTo(2 * LEAD);
    }
  }

  @Test
  void aPlanFollowedNoMoreIsToldNothing() throws Exception {
    try (var series = open(LIVE)) {
      Plan plan = target("leads", "").versioned(1);
      series.broadcast(changes(plan));
      series.broadcast(changes(plan.ended(true, 2)));
      series.take(lead(NOON, null));

      assertThat(series.news()).isEmpty();
    }
  }

  @Test
  void onlyWhatIsInScopeCounts() throws Exception {
    try (var series = open(LIVE)) {
      series.broadcast(
          changes(
              target("leads", "'dealerId':'d1'").versioned(1),
              target("leads", "'channel':'PAID_SEARCH'").versioned(1),
              target("orders", "").versioned(1)));
      series.take(lead(NOON, "d1"));
      series.take(lead(NOON, "d2"));
      series.take(lead(NOON, null));
      series.take(lead(at("2026-04-01T00:00:00Z"), "d1"));

      assertThat(series.news())
          .extracting(PlanPart::planId)
          .containsExactly("leads_dealerId_:_d1_");
    }
  }

  @Test
  void aRestatedCostMovesTheBudgetAndAnOlderReportDoesNot() throws Exception {
    Plan day = budget("budget:s:2026-03-10");
    try (var series = open(LIVE)) {
      series.broadcast(changes(day.versioned(1)));
      series.take(SeriesFact.spend(report(100, 1)));
      series.take(SeriesFact.spend(report(80, 3)));
      series.take(SeriesFact.spend(report(90, 2)));

      assertThat(sum(series.news(), 1)).isEqualTo(80_000_000);
    }
  }

  @Test
  void aDailyBudgetKnowsItsMonthInOneStep() throws Exception {
    Plan day = budget("budget:s:2026-03-10");
    try (var series = open(LIVE)) {
      CountedSpend whole = report(310, 1, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
      series.take(SeriesFact.spend(whole));
      series.broadcast(changes(day.versioned(1)));

      PlanPart part = series.news().get(0);
      assertThat(part.actual().times()[0]).isEqualTo(at("2026-03-01T00:00:00Z"));
      assertThat(part.actual().amounts()[0]).as("nine days").isEqualTo(90_000_000);
      assertThat(Arrays.stream(part.actual().amounts()).sum()).isEqualTo(100_000_000);
      assertThat(part.actual().times()).hasSize(1 + 24);
    }
  }

  @Test
  void anHoursRowReplacesTheOneBeforeAndTeachesTheWeek() throws Exception {
    try (var series = open(LIVE)) {
      series.broadcast(changes(budget("budget:s").versioned(1), target("clicks", "").versioned(1)));
      series.take(hour(10, 700, 1));
      series.take(hour(12, 500, 3));
      series.take(hour(11, 900, 2));

      List<PlanPart> parts = series.news();
      assertThat(sum(of(parts, "clicks"), 1)).isEqualTo(12 * LEAD);
      assertThat(
              of(parts, "budget:s").stream()
                  .flatMapToLong(part -> Arrays.stream(part.provisional().amounts()))
                  .sum())
          .isEqualTo(500);
      assertThat(of(parts, "budget:s")).allMatch(PlanPart::isEstimate);
      assertThat(series.side(KeepSeriesFunction.PROFILE))
          .extracting(ProfileFact::family, ProfileFact::amountMicros)
          .containsExactly(
              tuple(ProfileFamily.TRAFFIC, 10_000_000L), tuple(ProfileFamily.TRAFFIC, 2_000_000L));
    }
  }

  @Test
  void aReplayTellsAllAtTheEnd() throws Exception {
    try (var series = open(replay("UTC", "2026-03-31T00:00:00Z"))) {
      series.take(lead(NOON, null));
      series.broadcast(changes(target("leads", "").versioned(1)));
      series.take(lead(NOON, null));
      assertThat(series.news()).isEmpty();
      series.end();

      assertThat(sum(series.news(), 1)).isEqualTo(2 * LEAD);
    }
  }

  @Test
  void whatIsOlderThanItsRetentionIsForgotten() throws Exception {
    try (var series = open(LIVE)) {
      series.take(lead(NOON, null));
      series.tick(NOON + LIVE.retentionMillis() + 25 * HOUR);
      series.broadcast(changes(target("leads", "").versioned(1)));

      assertThat(series.news()).isEmpty();
    }
  }

  private static TestingPlanOperator<SeriesFact, PlanChanges, PlanPart> open(PlanOptions options)
      throws Exception {
    return new TestingPlanOperator<>(
        new KeepSeriesFunction(options), KeepSeriesFunction.PLANS, fact -> fact.series().book());
  }

  private static Plan target(String measure, String scope) {
    String id = measure + scope;
    CatalogueRow row =
        plan(
            "{'planId':'%s','name':'x','measure':'%s','goal':10,%s"
                    .formatted(id.replace('\'', '_'), measure, scope.isEmpty() ? "" : scope + ",")
                + "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-04-01T00:00:00Z'}");
    return Objects.requireNonNull(
        plans(LIVE, "2026-03-10T12:00:00Z", row).get(id.replace('\'', '_')));
  }

  private static Plan budget(String planId) {
    CatalogueRow row =
        campaign(
            "{'campaignId':'s','name':'x','currency':'EUR','dailyBudget':50,'totalBudget':1000,"
                + "'startTime':'2026-02-01T00:00:00Z','endTime':'2026-05-01T00:00:00Z'}");
    return Objects.requireNonNull(plans(LIVE, "2026-03-10T12:00:00Z", row).get(planId));
  }

  private static SeriesFact lead(long time, @Nullable String dealer) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.LEADS.ordinal()] = LEAD;
    return SeriesFact.booked(PlanSeries.of("s", "EMAIL"), dealer, time, amounts);
  }

  private static SeriesFact hour(long clicks, long provisional, long revision) {
    return SeriesFact.traffic(
        PlanSeries.of("s", "EMAIL"),
        new HourTraffic(NOON, 0, clicks, 0, provisional, null, revision));
  }

  private static CountedSpend report(long cost, long revision) {
    return report(cost, revision, "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z");
  }

  private static CountedSpend report(long cost, long revision, String start, String end) {
    return CountedSpend.whole(
        new SpendReport(
            NOON,
            "s",
            "EMAIL",
            at(start),
            at(end),
            "EUR",
            cost * 1_000_000,
            revision,
            null,
            null,
            null,
            null,
            null,
            new Origin(0, 0, null, 0)));
  }

  private static List<PlanPart> of(List<PlanPart> parts, String planId) {
    return parts.stream().filter(part -> part.planId().equals(planId)).toList();
  }

  private static long sum(List<PlanPart> parts, long version) {
    assertThat(parts).allMatch(part -> part.version() == version);
    return parts.stream().flatMapToLong(part -> Arrays.stream(part.actual().amounts())).sum();
  }
}
