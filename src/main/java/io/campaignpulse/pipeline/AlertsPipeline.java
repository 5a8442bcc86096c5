package io.campaignpulse.pipeline;

import io.campaignpulse.alert.AlertOptions;
import io.campaignpulse.alert.Minutes;
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
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
 * <p>Live, time is what the ticks say and nothing else: rows and rules are marked idle, so that
 * neither a silent campaign nor a quiet rules topic stops it, and a replayed row does not set it
 * back. In a replay no time passes before everything has been read; then all minutes pass in order.
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
        in.campaignMetrics
            .filter(row -> row.window() == WindowSize.PT1M)
            .uid("keep-minute-rows")
            .name("keep-minute-rows")
            .assignTimestampsAndWatermarks(withoutTime(live))
            .uid("untime-minute-rows")
            .name("untime-minute-rows");
    DataStream<AlertRule> rules =
        in.rules
            .assignTimestampsAndWatermarks(withoutTime(live))
            .uid("untime-rules")
            .name("untime-rules");
    DataStream<AlertRule> rulesAndTime = rules.union(timeOnly(in.ticks, live));
    DataStream<Alert> ofSeries =
        minutes
            .keyBy(row -> ResultKey.of(row.campaignId(), row.channel()), Types.STRING)
            .connect(rulesAndTime.broadcast(JudgeAlertsFunction.RULES))
            .process(new JudgeAlertsFunction(options), TypeInformation.of(Alert.class))
            .uid("judge-alerts")
            .name("judge-alerts");
    DataStream<Alert> ofBooks =
        in.businessMetrics
            .assignTimestampsAndWatermarks(withoutTime(live))
            .uid("untime-business-rows")
            .name("untime-business-rows")
            .keyBy(row -> WHOLE_BUSINESS, Types.STRING)
            .connect(rulesAndTime.broadcast(JudgeConservationFunction.RULES))
            .process(new JudgeConservationFunction(options), TypeInformation.of(Alert.class))
            .uid("judge-conservation")
            .name("judge-conservation");
    return ofSeries.union(ofBooks);
  }

  /**
   * Ticks as pure event time. Parallelism 1: a subtask that sees only some of the ticks would be
   * minutes late.
   */
  private static DataStream<AlertRule> timeOnly(DataStream<Tick> ticks, boolean live) {
    WatermarkStrategy<Tick> minutes =
        WatermarkStrategy.<Tick>forGenerator(context -> new TickTime())
            .withTimestampAssigner((tick, before) -> tick.minute());
    return ticks
        .assignTimestampsAndWatermarks(live ? minutes : WatermarkStrategy.noWatermarks())
        .setParallelism(1)
        .uid("time-ticks")
        .name("time-ticks")
        .<AlertRule>flatMap((tick, out) -> {}, TypeInformation.of(AlertRule.class))
        .setParallelism(1)
        .uid("carry-ticks")
        .name("carry-ticks");
  }

  private static <T> WatermarkStrategy<T> withoutTime(boolean live) {
    return live ? TimelessWatermarks.strategy() : WatermarkStrategy.noWatermarks();
  }

  /**
   * A tick is the time: nothing of its minute is still to come. Only after a start the rows
   * published meanwhile have first to be read, so no minute is judged before a whole one has gone.
   */
  private static final class TickTime implements WatermarkGenerator<Tick> {

    private long first = Long.MAX_VALUE;

    @Override
    public void onEvent(Tick tick, long timestamp, WatermarkOutput output) {
      first = Math.min(first, tick.minute());
      if (tick.minute() >= first + 2 * Minutes.MINUTE) {
        output.emitWatermark(new Watermark(tick.minute()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
