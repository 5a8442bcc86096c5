package io.campaignpulse.testing;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts that rest on evidence, and the outlooks beside them. */
public final class TestingAlerts {

  private TestingAlerts() {}

  /** A campaign that costs 1.8 times its target, with money at risk. */
  public static Alert costly(
      String alertId,
      AlertState state,
      String campaignId,
      String channel,
      long moneyAtRisk,
      Instant startsAt,
      long revision) {
    boolean over = state == AlertState.RESOLVED || state == AlertState.RETRACTED;
    long updatedAt = startsAt.plusSeconds(60 * revision).toEpochMilli();
    return new Alert(
        alertId,
        "cpa-over-target",
        RuleKind.COST_PER,
        Severity.WARNING,
        state,
        AlertCause.EFFICIENCY_LOW,
        reason(state),
        campaignId,
        channel,
        null,
        null,
        null,
        null,
        List.of(),
        1,
        1,
        "cpa",
        45.2,
        41.5,
        25.0,
        0.553,
        0.402,
        0.781,
        42.25,
        31.5,
        0.62,
        moneyAtRisk * 1_000_000,
        "USD",
        new Decomposition(-0.05, -0.51, 0.08, 0),
        "Lower the bids or pause the search terms that don't convert.",
        "降低出价，或暂停不转化的搜索词。",
        startsAt.toEpochMilli(),
        updatedAt,
        over ? (Long) updatedAt : null,
        "Cost per order above target: " + campaignId,
        "单笔订单成本高于目标：" + campaignId,
        "An order of " + campaignId + " costs 1.8 times its target of $25.",
        campaignId + " 的单次订单成本是目标 25 美元的 1.8 倍。",
        null,
        null,
        updatedAt,
        revision);
  }

  private static @Nullable AlertReason reason(AlertState state) {
    return switch (state) {
      case RETRACTED -> AlertReason.LATE_CONVERSIONS;
      case PAUSED -> AlertReason.SOURCE_SILENT;
      default -> null;
    };
  }

  /** An outlook with one target of cost per order. */
  public static CampaignOutlook outlook(
      String campaignId,
      String channel,
      double maturity,
      TargetStanding standing,
      @Nullable Double daysToKnow) {
    return new CampaignOutlook(
        campaignId,
        channel,
        0,
        List.of(new ConversionOutlook(ConversionType.ORDER, 4200, 96, maturity, 131, 118, 145)),
        List.of(
            new TargetOutlook(
                "cpa-over-target",
                RuleKind.COST_PER,
                1,
                1,
                "cpa",
                25,
                standing,
                null,
                null,
                31.0,
                22.75,
                20.5,
                25.25,
                maturity,
                3.5,
                1.25,
                1.125,
                1.5,
                12.5,
                daysToKnow,
                standing == TargetStanding.MISSED ? Severity.WARNING : null,
                null,
                null)),
        1,
        0);
  }
}
