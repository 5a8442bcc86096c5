package io.campaignpulse.wire;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.source.WireSchema;
import java.util.Map;

/** Encoders of catalogue rows for their compacted topics, keyed by their id. */
public final class CatalogueEncoders {

  private static final RecordShape<PromotionItem> PROMOTION_ITEM =
      new RecordShape<>(
          PromotionItem.class,
          columns ->
              columns
                  .text("sku", PromotionItem::sku)
                  .micros("targetUnits", PromotionItem::targetUnitsMicros)
                  .micros("openingStock", PromotionItem::openingStockMicros)
                  .micros("listPrice", PromotionItem::listPriceMicros)
                  .micros("promoPrice", PromotionItem::promoPriceMicros)
                  .micros("unitCost", PromotionItem::unitCostMicros)
                  .micros("baselineDailyUnits", PromotionItem::baselineDailyUnitsMicros));

  private static final RecordShape<LagShare> LAG_SHARE =
      new RecordShape<>(
          LagShare.class,
          columns -> columns.duration("age", LagShare::age).real("share", LagShare::share));

  private static final RecordShape<Campaign> CAMPAIGN =
      new RecordShape<>(
          Campaign.class,
          columns ->
              columns
                  .text("campaignId", Campaign::campaignId)
                  .text("name", Campaign::name)
                  .text("department", Campaign::department)
                  .list("channels", Kind.TEXT, Campaign::channels)
                  .time("startTime", Campaign::startTime)
                  .time("endTime", Campaign::endTime)
                  .text("currency", Campaign::currency)
                  .micros("dailyBudget", Campaign::dailyBudgetMicros)
                  .micros("totalBudget", Campaign::totalBudgetMicros)
                  .column("targets", Kind.entries(Kind.TEXT), row -> row.targets().entrySet())
                  .list("couponCodes", Kind.TEXT, Campaign::couponCodes)
                  .list("dealerIds", Kind.TEXT, Campaign::dealerIds)
                  .count("revision", Campaign::revision)
                  .time("arrivalTime", row -> null)
                  .list("aliases", Kind.TEXT, Campaign::aliases));

  private static final RecordShape<Promotion> PROMOTION =
      new RecordShape<>(
          Promotion.class,
          columns ->
              columns
                  .text("promotionId", Promotion::promotionId)
                  .text("campaignId", Promotion::campaignId)
                  .text("name", Promotion::name)
                  .time("startTime", Promotion::startTime)
                  .time("endTime", Promotion::endTime)
                  .list("items", PROMOTION_ITEM, Promotion::items)
                  .text("curve", Promotion::curve)
                  .count("revision", Promotion::revision)
                  .time("arrivalTime", row -> null));

  private static final RecordShape<PlanDefinition> PLAN =
      new RecordShape<>(
          PlanDefinition.class,
          columns ->
              columns
                  .text("planId", PlanDefinition::planId)
                  .text("name", PlanDefinition::name)
                  .text("parentId", PlanDefinition::parentId)
                  .text("measure", PlanDefinition::measure)
                  .micros("goal", PlanDefinition::goalMicros)
                  .time("startTime", PlanDefinition::startTime)
                  .time("endTime", PlanDefinition::endTime)
                  .text("curve", PlanDefinition::curve)
                  .text("campaignId", PlanDefinition::campaignId)
                  .text("channel", PlanDefinition::channel)
                  .text("department", PlanDefinition::department)
                  .text("dealerId", PlanDefinition::dealerId)
                  .text("promotionId", PlanDefinition::promotionId)
                  .count("revision", PlanDefinition::revision)
                  .time("arrivalTime", row -> null));

  private static final RecordShape<FxRate> FX_RATE =
      new RecordShape<>(
          FxRate.class,
          columns ->
              columns
                  .text("currency", FxRate::currency)
                  .time("validFrom", FxRate::validFrom)
                  .column("rate", Kind.EXACT, FxRate::rate)
                  .count("revision", FxRate::revision)
                  .time("arrivalTime", row -> null));

  private static final RecordShape<AlertRule> RULE =
      new RecordShape<>(
          AlertRule.class,
          columns ->
              columns
                  .text("ruleId", AlertRule::ruleId)
                  .symbol("kind", RuleKind.class, AlertRule::kind)
                  .text("metric", AlertRule::metric)
                  .text("op", AlertRule::op)
                  .real("value", AlertRule::value)
                  .duration("window", AlertRule::window)
                  .real("minCount", AlertRule::minCount)
                  .duration("for", AlertRule::forMillis)
                  .column(
                      "match",
                      Kind.entries(Kind.list(Kind.TEXT)),
                      row ->
                          row.match().stream()
                              .map(wanted -> Map.entry(wanted.label(), wanted.accepted()))
                              .toList())
                  .real("margin", AlertRule::margin)
                  .real("target", AlertRule::target)
                  .real("warningEvidence", AlertRule::warningEvidence)
                  .real("criticalEvidence", AlertRule::criticalEvidence)
                  .symbol("severity", Severity.class, AlertRule::severity)
                  .symbol("model", AttributionModel.class, AlertRule::model)
                  .symbol("basis", TimeBasis.class, AlertRule::basis)
                  .list("notify", Kind.TEXT, AlertRule::notifyTargets)
                  .flag("enabled", AlertRule::enabled)
                  .text("changedBy", AlertRule::changedBy)
                  .time("changedAt", AlertRule::changedAt)
                  .count("revision", AlertRule::revision)
                  .time("arrivalTime", row -> null));

  private static final RecordShape<CalendarEvent> CALENDAR_EVENT =
      new RecordShape<>(
          CalendarEvent.class,
          columns ->
              columns
                  .text("eventId", CalendarEvent::eventId)
                  .text("name", CalendarEvent::name)
                  .time("startTime", CalendarEvent::startTime)
                  .time("endTime", CalendarEvent::endTime)
                  .list("campaignIds", Kind.TEXT, CalendarEvent::campaignIds)
                  .list("channels", Kind.TEXT, CalendarEvent::channels)
                  .list("departments", Kind.TEXT, CalendarEvent::departments)
                  .real("trafficFactor", CalendarEvent::trafficFactor)
                  .real("conversionFactor", CalendarEvent::conversionFactor)
                  .flag("enabled", CalendarEvent::enabled)
                  .count("revision", CalendarEvent::revision)
                  .time("arrivalTime", row -> null));

  private static final RecordShape<ChannelLags> LAGS =
      new RecordShape<>(
          ChannelLags.class,
          columns ->
              columns
                  .text("channel", ChannelLags::channel)
                  .symbol("conversionType", ConversionType.class, ChannelLags::conversionType)
                  .list("shares", LAG_SHARE, ChannelLags::shares)
                  .count("revision", ChannelLags::revision)
                  .time("arrivalTime", row -> null));

  /** Campaigns. */
  public static final ValueEncoder<Campaign> CAMPAIGNS =
      ValueEncoder.of(WireSchema.CAMPAIGNS, Campaign::id, CAMPAIGN);

  /** Promotions. */
  public static final ValueEncoder<Promotion> PROMOTIONS =
      ValueEncoder.of(WireSchema.PROMOTIONS, Promotion::id, PROMOTION);

  /** Plans. */
  public static final ValueEncoder<PlanDefinition> PLANS =
      ValueEncoder.of(WireSchema.PLANS, PlanDefinition::id, PLAN);

  /** Exchange rates. */
  public static final ValueEncoder<FxRate> FX_RATES =
      ValueEncoder.of(WireSchema.FX_RATES, FxRate::id, FX_RATE);

  /** Alert rules. */
  public static final ValueEncoder<AlertRule> RULES =
      ValueEncoder.of(WireSchema.RULES, AlertRule::id, RULE);

  /** Known events. */
  public static final ValueEncoder<CalendarEvent> CALENDAR =
      ValueEncoder.of(WireSchema.CALENDAR, CalendarEvent::id, CALENDAR_EVENT);

  /** Known lags. */
  public static final ValueEncoder<ChannelLags> CHANNEL_LAGS =
      ValueEncoder.of(WireSchema.CHANNEL_LAGS, ChannelLags::id, LAGS);

  private CatalogueEncoders() {}
}
