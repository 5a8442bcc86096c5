package io.campaignpulse.pipeline;

import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.journey.JourneyOptions;
import io.campaignpulse.journey.operator.ShareConversionsFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * From the paths people took to the share of each campaign and channel in what they led to.
 *
 * <pre>
 * journeys ─► one key ─► share-conversions ─► modelShares
 * </pre>
 */
public final class ModelSharesPipeline {

  private ModelSharesPipeline() {}

  /** Builds the graph. */
  public static DataStream<ModelShare> build(
      DataStream<JourneyChange> journeys, JourneyOptions options) {
    return journeys
        .keyBy(change -> true, Types.BOOLEAN)
        .process(new ShareConversionsFunction(options))
        .uid(ShareConversionsFunction.UID)
        .name(ShareConversionsFunction.UID)
        .setParallelism(1);
  }
}
