package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A plan of the catalogue: scope, measure, goal and period [startTime, endTime).
 *
 * @param measure name of a {@link PlanMeasure}
 * @param goalMicros goal in millionths of the measure's unit
 * @param curve planned course, readable; null means LINEAR
 */
public record PlanDefinition(
    String planId,
    String name,
    @Nullable String parentId,
    String measure,
    long goalMicros,
    long startTime,
    long endTime,
    @Nullable String curve,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String department,
    @Nullable String dealerId,
    @Nullable String promotionId,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return planId;
  }
}
