package io.campaignpulse.plan;

import io.campaignpulse.event.PlanKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last change of the daily budget of each campaign: it counts for the rest of its month. */
public final class DailyRevisions {
  private final Map<String, PlanRevision> byCampaign = new HashMap<>();

  /** Reads the plans there have been so far. */
  public DailyRevisions(Collection<Plan> plans) {
    for (Plan plan : plans) {
      String campaign = plan.scope().campaignId();
      PlanRevision revision = plan.revision();
      if (plan.kind() == PlanKind.DAILY_BUDGET && campaign != null && revision != null) {
        byCampaign.merge(campaign, revision, (a, b) -> a.at() >= b.at() ? a : b);
      }
    }
  }

  /** The plan of a new day, with the change of its month; other plans as they are. */
  public Plan inherited(Plan plan) {
    String campaign = plan.scope().campaignId();
    @Nullable PlanRevision revision = campaign == null ? null : byCampaign.get(campaign);
    boolean applies =
        plan.kind() == PlanKind.DAILY_BUDGET
            && revision != null
            && revision.at() >= plan.monthStart();
    return applies ? plan.revised(revision) : plan;
  }
}
