package io.campaignpulse.pipeline;

import io.campaignpulse.alert.AlertOptions;
import io.campaignpulse.alert.operator.JudgeAlertsFunction;
import io.campaignpulse.alert.operator.JudgeConservationFunction;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.WindowSize;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Rows of campaign-metrics and business-metrics and rules in, alerts out.
 *
 * <pre>
 * campaign-metrics ─► PT1M only ─► (idle) ─► key by campaign, channel ─► judge-alerts ───────┬─► alerts
 * business-metrics ──────────────► (idle) ─► one key ──────────────────► judge-conservation ─┘
 * rules ───────────► (idle) ─┐                                              ▲
 * ticks ─► event time ───────┴──────────────── broadcast to both ───────────┘
 * </pre>
 *
 * <p>{@link MinuteTime} is the only time. In a replay all minutes pass in order when everything has
 * been read.
 */
public final class AlertsPipeline {

  private static final String WHOLE_BUSINESS = "business";

  private AlertsPipeline() {}

  /**
   * What alerts are judged from.
   *
   * @param campaignMetrics all windows may come; only PT1M is judged
   * @param businessMetrics every window; whether their books balance is judged
   * @param rules rows of the rules catalogue, those known beforehand included or not
   * @param ticks one per minute, never back; may be empty in a replay
   */
  public record Inputs(
      DataStream<CampaignMetrics> campaignMetrics,
      DataStream<BusinessMetrics> businessMetrics,
      DataStream<AlertRule> rules,
      DataStream<Tick> ticks) {}

  /** The transitions of all alerts. */
  public static DataStream<Alert> build(Inputs in, AlertOptions options) {
    boolean live = options.emission() == Emission.ON_CHANGE;
    DataStream<CampaignMetrics> minutes =
        MinuteTime.untimed(
            in.campaignMetrics
                .filter(row -> row.window() == WindowSize.PT1M)
                .uid("keep-minute-rows")
                .name("keep-minute-rows"),
            live,
            "untime-minute-rows");
    DataStream<AlertRule> rulesAndTime =
        MinuteTime.untimed(in.rules, live, "untime-rules")
            .union(MinuteTime.of(in.ticks, live, TypeInformation.of(AlertRule.class), "ticks"));
    DataStream<Alert> ofSeries =
        minutes
            .keyBy(row -> ResultKey.of(row.campaignId(), row.channel()), Types.STRING)
            .connect(rulesAndTime.broadcast(JudgeAlertsFunction.RULES))
            .process(new JudgeAlertsFunction(options), TypeInformation.of(Alert.class))
            .uid("judge-alerts")
            .name("judge-alerts");
    DataStream<Alert> ofBooks =
        MinuteTime.untimed(in.businessMetrics, live, "untime-business-rows")
            .keyBy(row -> WHOLE_BUSINESS, Types.STRING)
            .connect(rulesAndTime.broadcast(JudgeConservationFunction.RULES))
            .process(new JudgeConservationFunction(options), TypeInformation.of(Alert.class))
            .uid("judge-conservation")
            .name("judge-conservation");
    return ofSeries.union(ofBooks);
  }
}
