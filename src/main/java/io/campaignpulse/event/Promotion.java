package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A promotion of the catalogue, running over [startTime, endTime). */
public record Promotion(
    String promotionId,
    @Nullable String campaignId,
    String name,
    long startTime,
    long endTime,
    List<PromotionItem> items,
    @Nullable String curve,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return promotionId;
  }
}
