package io.campaignpulse.pipeline;

import io.campaignpulse.customer.AcquisitionCost;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.customer.CustomerOrder;
import io.campaignpulse.customer.ValueChange;
import io.campaignpulse.customer.operator.AcquireCustomerFunction;
import io.campaignpulse.customer.operator.FollowOrderFunction;
import io.campaignpulse.customer.operator.PublishValueFunction;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.WindowSize;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Credits of orders become what the customers of a campaign and channel are worth by age.
 *
 * <pre>
 * credits ─► keep-order-credits ─► by order ─► follow-orders ─► by person ─► acquire-customers ─┐
 *              carry-time ────────────┘           by campaign, channel ◄────────────────────────┤
 * campaignMetrics ─┴► read-acquisition-cost ──────────┴─► publish-customer-value ─► customerValue
 * </pre>
 */
public final class CustomerValuePipeline {

  private CustomerValuePipeline() {}

  /**
   * What customer value is made of.
   *
   * @param credits each record once
   * @param campaignMetrics for what LIFE cost, and because they know the time where credits don't
   */
  public record Inputs(DataStream<Credit> credits, DataStream<CampaignMetrics> campaignMetrics) {}

  /** Connects the operators. */
  public static DataStream<CustomerValue> build(Inputs in, CustomerOptions options) {
    DataStream<ValueChange> changes =
        ordersOf(in, options)
            .keyBy(CustomerOrder::person, Types.STRING)
            .process(new AcquireCustomerFunction(options))
            .uid(AcquireCustomerFunction.UID)
            .name(AcquireCustomerFunction.UID);
    DataStream<AcquisitionCost> costs =
        in.campaignMetrics()
            .filter(row -> row.window() == WindowSize.LIFE)
            .uid("keep-life")
            .name("keep-life")
            .map(row -> AcquisitionCost.of(row, options.model()))
            .returns(AcquisitionCost.class)
            .uid("read-acquisition-cost")
            .name("read-acquisition-cost");
    return changes
        .keyBy(
            change -> Tuple2.of(change.campaignId(), change.channel()),
            Types.TUPLE(Types.STRING, Types.STRING))
        .connect(
            costs.keyBy(
                cost -> Tuple2.of(cost.campaignId(), cost.channel()),
                Types.TUPLE(Types.STRING, Types.STRING)))
        .process(new PublishValueFunction(options))
        .uid(PublishValueFunction.UID)
        .name(PublishValueFunction.UID);
  }

  private static DataStream<CustomerOrder> ordersOf(Inputs in, CustomerOptions options) {
    DataStream<Credit> ofOrders =
        in.credits()
            .filter(
                credit ->
                    credit.model() == options.model()
                        && credit.conversionType() == ConversionType.ORDER)
            .uid("keep-order-credits")
            .name("keep-order-credits");
    // Credits read from their topic say nothing about time; without it nothing would be forgotten.
    DataStream<Credit> time =
        in.campaignMetrics()
            .<Credit>flatMap((row, out) -> {})
            .returns(Credit.class)
            .uid("carry-time")
            .name("carry-time");
    return ofOrders
        .union(time)
        .keyBy(Credit::conversionId, Types.STRING)
        .process(new FollowOrderFunction(options))
        .uid(FollowOrderFunction.UID)
        .name(FollowOrderFunction.UID);
  }
}
