package io.campaignpulse.bench;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Tick;
import io.campaignpulse.pipeline.AlertsPipeline;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Inputs of the alerts pipeline out of one stream. Plans, leads, totals of the business and
 * catalogues are empty.
 *
 * @param <T> what the stream consists of
 */
public record AlertsInputs<T>(DataStream<T> stream) {

  /**
   * Returns the inputs.
   *
   * @param rows the rows of an element, likewise the others
   */
  public AlertsPipeline.Inputs of(
      FlatMapFunction<T, CampaignMetrics> rows,
      FlatMapFunction<T, Credit> credits,
      FlatMapFunction<T, Tick> ticks) {
    return new AlertsPipeline.Inputs(
        read("rows", CampaignMetrics.class, rows),
        none("totals", BusinessMetrics.class),
        read("credits", Credit.class, credits),
        none("plans", PlanProgress.class),
        none("leads", LeadEvent.class),
        none("rules", AlertRule.class),
        none("campaigns", Campaign.class),
        none("calendar", CalendarEvent.class),
        none("channel-lags", ChannelLags.class),
        none("rejected", Rejection.class),
        none("fx-rates", FxRate.class),
        read("ticks", Tick.class, ticks));
  }

  private <R> DataStream<R> read(String topic, Class<R> type, FlatMapFunction<T, R> results) {
    String name = "read-" + topic;
    return stream.flatMap(results, TypeInformation.of(type)).uid(name).name(name);
  }

  private <R> DataStream<R> none(String topic, Class<R> type) {
    return read(topic, type, (element, out) -> {});
  }
}
