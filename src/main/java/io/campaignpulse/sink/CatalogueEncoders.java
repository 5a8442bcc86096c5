package io.campaignpulse.sink;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.source.WireSchema;
import java.math.RoundingMode;
import java.time.Duration;

/** How catalogue rows are written to their compacted topics, keyed by their id. */
public final class CatalogueEncoders {
  private static final int RATE_SCALE = 18;

  /** Campaigns. */
  public static final ValueEncoder<Campaign> CAMPAIGNS =
      new ValueEncoder<>(WireSchema.CAMPAIGNS, Campaign::id, CatalogueEncoders::campaign);

  /** Promotions. */
  public static final ValueEncoder<Promotion> PROMOTIONS =
      new ValueEncoder<>(WireSchema.PROMOTIONS, Promotion::id, CatalogueEncoders::promotion);

  /** Plans. */
  public static final ValueEncoder<PlanDefinition> PLANS =
      new ValueEncoder<>(WireSchema.PLANS, PlanDefinition::id, CatalogueEncoders::plan);

  /** Exchange rates. */
  public static final ValueEncoder<FxRate> FX_RATES =
      new ValueEncoder<>(WireSchema.FX_RATES, FxRate::id, CatalogueEncoders::fxRate);

  /** Alert rules. */
  public static final ValueEncoder<AlertRule> RULES =
      new ValueEncoder<>(WireSchema.RULES, AlertRule::id, CatalogueEncoders::rule);

  /** Known events. */
  public static final ValueEncoder<CalendarEvent> CALENDAR =
      new ValueEncoder<>(WireSchema.CALENDAR, CalendarEvent::id, CatalogueEncoders::calendarEvent);

  /** Known lags. */
  public static final ValueEncoder<ChannelLags> CHANNEL_LAGS =
      new ValueEncoder<>(WireSchema.CHANNEL_LAGS, ChannelLags::id, CatalogueEncoders::channelLags);

  private CatalogueEncoders() {}

  private static void campaign(Campaign row, WireWriter out) {
    out.text(row.campaignId())
        .text(row.name())
        .optionalText(row.department())
        .present()
        .list(row.channels(), out::text)
        .optionalNumber(row.startTime())
        .optionalNumber(row.endTime())
        .optionalText(row.currency())
        .optionalDecimal(row.dailyBudgetMicros())
        .optionalDecimal(row.totalBudgetMicros())
        .present()
        .list(row.targets().entrySet(), target -> out.text(target.getKey()).text(target.getValue()))
        .present()
        .list(row.couponCodes(), out::text)
        .present()
        .list(row.dealerIds(), out::text)
        .optionalNumber(row.revision())
        .absent()
        .present()
        .list(row.aliases(), out::text);
  }

  private static void promotion(Promotion row, WireWriter out) {
    out.text(row.promotionId())
        .optionalText(row.campaignId())
        .text(row.name())
        .number(row.startTime())
        .number(row.endTime())
        .present()
        .list(
            row.items(),
            item ->
                out.text(item.sku())
                    .optionalDecimal(item.targetUnitsMicros())
                    .optionalDecimal(item.openingStockMicros())
                    .optionalDecimal(item.listPriceMicros())
                    .optionalDecimal(item.promoPriceMicros())
                    .optionalDecimal(item.unitCostMicros())
                    .optionalDecimal(item.baselineDailyUnitsMicros()))
        .optionalText(row.curve())
        .optionalNumber(row.revision())
        .absent();
  }

  private static void plan(PlanDefinition row, WireWriter out) {
    out.text(row.planId())
        .text(row.name())
        .optionalText(row.parentId())
        .text(row.measure())
        .decimal(row.goalMicros())
        .number(row.startTime())
        .number(row.endTime())
        .optionalText(row.curve())
        .optionalText(row.campaignId())
        .optionalText(row.channel())
        .optionalText(row.department())
        .optionalText(row.dealerId())
        .optionalText(row.promotionId())
        .optionalNumber(row.revision())
        .absent();
  }

  private static void fxRate(FxRate row, WireWriter out) {
    out.text(row.currency())
        .number(row.validFrom())
        .decimal(row.rate().setScale(RATE_SCALE, RoundingMode.HALF_EVEN).unscaledValue())
        .optionalNumber(row.revision())
        .absent();
  }

  private static void rule(AlertRule row, WireWriter out) {
    out.text(row.ruleId())
        .text(row.kind().name())
        .optionalText(row.metric())
        .optionalText(row.op())
        .optionalReal(row.value())
        .optionalText(row.window() == null ? null : Duration.ofMillis(row.window()).toString())
        .optionalReal(row.minCount())
        .optionalText(Duration.ofMillis(row.forMillis()).toString())
        .present()
        .list(row.match(), wanted -> out.text(wanted.label()).list(wanted.accepted(), out::text))
        .optionalReal(row.margin())
        .optionalReal(row.target())
        .optionalReal(row.warningEvidence())
        .optionalReal(row.criticalEvidence())
        .optionalSymbol(row.severity())
        .optionalSymbol(row.model())
        .optionalSymbol(row.basis())
        .present()
        .list(row.notifyTargets(), out::text)
        .optionalFlag(row.enabled())
        .optionalText(row.changedBy())
        .optionalNumber(row.changedAt())
        .optionalNumber(row.revision())
        .absent();
  }

  private static void calendarEvent(CalendarEvent row, WireWriter out) {
    out.text(row.eventId())
        .text(row.name())
        .number(row.startTime())
        .number(row.endTime())
        .present()
        .list(row.campaignIds(), out::text)
        .present()
        .list(row.channels(), out::text)
        .present()
        .list(row.departments(), out::text)
        .optionalReal(row.trafficFactor())
        .optionalReal(row.conversionFactor())
        .optionalFlag(row.enabled())
        .optionalNumber(row.revision())
        .absent();
  }

  private static void channelLags(ChannelLags row, WireWriter out) {
    out.text(row.channel())
        .symbol(row.conversionType())
        .list(
            row.shares(),
            share -> out.text(Duration.ofMillis(share.age()).toString()).real(share.share()))
        .optionalNumber(row.revision())
        .absent();
  }
}
