package io.campaignpulse.plan;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.ingest.Utf8Order;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the catalogue: checked as a tree and against what their measure can be told apart
 * by, with the campaigns of a department looked up. Goals are in the reporting currency.
 */
final class GivenPlans {
  private final Collection<Campaign> campaigns;

  GivenPlans(Collection<Campaign> campaigns) {
    this.campaigns = campaigns;
  }

  /** The plans, each with the first problem it has. */
  List<Plan> of(Collection<PlanDefinition> rows) {
    return new PlanTree(rows.stream().map(this::plan).toList())
        .judged().stream().map(GivenPlans::inScope).toList();
  }

  private Plan plan(PlanDefinition row) {
    return new Plan(
        row.planId(),
        row.name(),
        row.parentId(),
        PlanKind.TARGET,
        PlanMeasure.named(row.measure()).orElseThrow(),
        row.goalMicros(),
        row.startTime(),
        row.endTime(),
        row.curve(),
        new PlanScope(
            row.campaignId(),
            row.channel(),
            row.department(),
            row.dealerId(),
            row.promotionId(),
            campaignsOf(row.department())),
        row.startTime(),
        List.of(),
        null,
        null,
        true,
        false,
        null,
        0);
  }

  private List<String> campaignsOf(@Nullable String department) {
    return department == null
        ? List.of()
        : campaigns.stream()
            .filter(campaign -> department.equals(campaign.department()))
            .map(Campaign::campaignId)
            .sorted(Utf8Order::compare)
            .toList();
  }

  private static Plan inScope(Plan plan) {
    PlanScope scope = plan.scope();
    PlanMeasure measure = plan.measure();
    String by =
        scope.promotionId() != null ? "promotion" : scope.dealerId() != null ? "dealer" : "";
    boolean told =
        switch (by) {
          case "promotion" -> Measures.isOfLines(measure) && scope.isToldByLines();
          case "dealer" -> Measures.isCredited(measure);
          default -> true;
        };
    return told || plan.problem() != null
        ? plan
        : plan.with(
            PlanProblem.MEASURE_NOT_IN_SCOPE,
            "There is no " + measure.label() + " of a " + by + " within this scope.");
  }
}
