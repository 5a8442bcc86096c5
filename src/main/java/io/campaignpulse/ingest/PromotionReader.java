package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import java.util.List;

/** Reads promotions of the catalogue. */
public final class PromotionReader extends TopicReader<Promotion> {

  /** A reader without state. */
  public PromotionReader() {
    super(
        "promotionId",
        "campaignId",
        "name",
        "startTime",
        "endTime",
        "items",
        "curve",
        "revision",
        "arrivalTime");
  }

  @Override
  Promotion interpret(Reading in, Origin origin) {
    in.require("promotionId", "name", "startTime", "endTime");
    String promotionId = in.id("promotionId");
    String campaignId = in.optionalId("campaignId");
    String name = in.id("name");
    long startTime = in.time("startTime");
    long endTime = in.time("endTime");
    in.requireForward("startTime", startTime, "endTime", endTime);
    List<PromotionItem> items = in.records("items").stream().map(PromotionReader::item).toList();
    String curve = in.curve("curve");
    long revision = in.revision(0);
    return CanonicalJson.stamped(
        json ->
            new Promotion(
                promotionId,
                campaignId,
                name,
                startTime,
                endTime,
                items,
                curve,
                revision,
                json,
                origin));
  }

  private static PromotionItem item(Reading in) {
    in.require("sku");
    return new PromotionItem(
        in.id("sku"),
        in.optionalMicros("targetUnits"),
        in.optionalMicros("openingStock"),
        in.optionalMicros("listPrice"),
        in.optionalMicros("promoPrice"),
        in.optionalMicros("unitCost"),
        in.optionalMicros("baselineDailyUnits"));
  }
}
