package io.campaignpulse.plan;

import java.util.List;

/** Plans that are new, have changed or are followed no more, told together. */
public record PlanChanges(List<Plan> plans) {
  /** The most plans that are told together. */
  public static final int MOST = 1_000;
}
