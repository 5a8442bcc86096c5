package io.campaignpulse.pipeline;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.plan.HourTraffic;
import io.campaignpulse.plan.LearnedShape;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.PlanPart;
import io.campaignpulse.plan.PlanRow;
import io.campaignpulse.plan.PlanSeries;
import io.campaignpulse.plan.SaleFact;
import io.campaignpulse.plan.SeriesFact;
import io.campaignpulse.plan.SeriesFacts;
import io.campaignpulse.plan.StockFact;
import io.campaignpulse.plan.operator.AccountSalesFunction;
import io.campaignpulse.plan.operator.DerivePlansFunction;
import io.campaignpulse.plan.operator.KeepSeriesFunction;
import io.campaignpulse.plan.operator.KeepStockFunction;
import io.campaignpulse.plan.operator.LearnShapeFunction;
import io.campaignpulse.plan.operator.TrackPlansFunction;
import io.campaignpulse.spend.CountedSpend;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Catalogues say what is planned, facts say what happened, and the progress of each plan follows.
 *
 * <pre>
 * campaigns, promotions, plans, fx-rates ─► derive-plans ───────────────────────────┐
 *                                            │ broadcast                            │ by plan
 *  credits, spend, hours ─► by series ─► keep-series ─┬─► parts of plans ─► by plan ┴► track-plans ─► progress, scores
 *          orders ─► account-sales ─┐        │        │                                  ▲ broadcast
 *       inventory ──────────────────┴ by sku ► keep-stock ─► learn-shape ────────────────┘
 * </pre>
 *
 * <p>{@link MinuteTime} is the only time.
 */
public final class PlansPipeline {

  private PlansPipeline() {}

  /**
   * What plans are made of and measured by.
   *
   * @param credits each record once
   * @param spend in the reporting currency, published again where a coarser level replaces it
   * @param campaignMetrics all windows may come; only PT1H is read, for traffic and estimated spend
   * @param ticks one per minute, never back
   */
  public record Inputs(
      Catalogues catalogues,
      DataStream<PricedOrder> orders,
      DataStream<InventoryEvent> inventory,
      DataStream<CountedSpend> spend,
      DataStream<Credit> credits,
      DataStream<CampaignMetrics> campaignMetrics,
      DataStream<Tick> ticks) {}

  /** Rows of the catalogues that plans are derived from, those known beforehand included. */
  public record Catalogues(
      DataStream<Campaign> campaigns,
      DataStream<Promotion> promotions,
      DataStream<PlanDefinition> plans,
      DataStream<FxRate> fxRates) {}

  /** The progress of plans, and how well projections did; a higher revision replaces. */
  public record Outputs(DataStream<PlanProgress> progress, DataStream<ProjectionScore> scores) {}

  /** Connects the operators. */
  public static Outputs build(Inputs in, PlanOptions options) {
    DataStream<PlanChanges> plans = plans(in, options);
    DataStream<SaleFact> sales =
        in.orders
            .keyBy(PricedOrder::orderId, Types.STRING)
            .process(
                new AccountSalesFunction(
                    options.emission(), options.ordersRetention(), options.patience()))
            .uid(AccountSalesFunction.UID)
            .name(AccountSalesFunction.UID);
    SingleOutputStreamOperator<PlanPart> ofSeries = series(in, sales, plans, options);
    SingleOutputStreamOperator<PlanPart> ofStock = stock(in, sales, plans, options);
    DataStream<LearnedShape> shapes =
        ofSeries
            .getSideOutput(KeepSeriesFunction.PROFILE)
            .union(ofStock.getSideOutput(KeepStockFunction.PROFILE))
            .keyBy(fact -> fact.family().name(), Types.STRING)
            .process(new LearnShapeFunction(options))
            .uid(LearnShapeFunction.UID)
            .name(LearnShapeFunction.UID);
    SingleOutputStreamOperator<PlanProgress> progress =
        plans
            .<PlanPart>flatMap(
                (changes, out) -> changes.plans().forEach(plan -> out.collect(PlanPart.of(plan))),
                TypeInformation.of(PlanPart.class))
            .uid("tell-plans")
            .name("tell-plans")
            .union(ofSeries, ofStock)
            .keyBy(PlanPart::planId, Types.STRING)
            .connect(shapes.broadcast(TrackPlansFunction.SHAPES))
            .process(new TrackPlansFunction(options), TypeInformation.of(PlanProgress.class))
            .uid(TrackPlansFunction.UID)
            .name(TrackPlansFunction.UID);
    return new Outputs(progress, progress.getSideOutput(TrackPlansFunction.SCORES));
  }

  private static DataStream<PlanChanges> plans(Inputs in, PlanOptions options) {
    TypeInformation<PlanRow> type = TypeInformation.of(PlanRow.class);
    Catalogues rows = in.catalogues;
    DataStream<PlanRow> all =
        rows(rows.campaigns.map(PlanRow::of, type), "campaigns")
            .union(
                rows(rows.promotions.map(PlanRow::of, type), "promotions"),
                rows(rows.plans.map(PlanRow::of, type), "plans"),
                rows(rows.fxRates.map(PlanRow::of, type), "fx-rates"));
    return time(options)
        .untimed(all, "untime-plan-rows")
        .union(time(options).of(in.ticks, type, "plan-ticks"))
        .keyBy(row -> true, Types.BOOLEAN)
        .process(new DerivePlansFunction(options), TypeInformation.of(PlanChanges.class))
        .uid(DerivePlansFunction.UID)
        .name(DerivePlansFunction.UID);
  }

  private static DataStream<PlanRow> rows(
      SingleOutputStreamOperator<PlanRow> rows, String catalogue) {
    return rows.uid("plan-by-" + catalogue).name("plan-by-" + catalogue);
  }

  private static SingleOutputStreamOperator<PlanPart> series(
      Inputs in, DataStream<SaleFact> sales, DataStream<PlanChanges> plans, PlanOptions options) {
    TypeInformation<SeriesFact> type = TypeInformation.of(SeriesFact.class);
    AttributionModel model = options.model();
    TimeBasis basis = options.basis();
    DataStream<SeriesFact> booked =
        in.credits
            .<SeriesFact>flatMap(
                (credit, out) -> {
                  if (credit.model() == model) {
                    SeriesFacts.of(credit, basis, out::collect);
                  }
                },
                type)
            .uid("take-plan-credits")
            .name("take-plan-credits");
    DataStream<SeriesFact> traffic =
        in.campaignMetrics
            .<SeriesFact>flatMap(
                (row, out) -> {
                  if (row.window() == WindowSize.PT1H) {
                    out.collect(
                        SeriesFact.traffic(
                            PlanSeries.of(row.campaignId(), row.channel()), HourTraffic.of(row)));
                  }
                },
                type)
            .uid("take-plan-hours")
            .name("take-plan-hours");
    DataStream<SeriesFact> spend =
        in.spend.map(SeriesFact::spend, type).uid("take-plan-spend").name("take-plan-spend");
    DataStream<SeriesFact> promoted =
        sales
            .<SeriesFact>flatMap((sale, out) -> SeriesFacts.of(sale, out::collect), type)
            .uid("take-promoted-sales")
            .name("take-promoted-sales");
    return time(options)
        .untimed(booked.union(traffic, spend, promoted), "untime-series-facts")
        .keyBy(fact -> fact.series().book(), Types.STRING)
        .connect(plans.broadcast(KeepSeriesFunction.PLANS))
        .process(new KeepSeriesFunction(options), TypeInformation.of(PlanPart.class))
        .uid(KeepSeriesFunction.UID)
        .name(KeepSeriesFunction.UID);
  }

  private static SingleOutputStreamOperator<PlanPart> stock(
      Inputs in, DataStream<SaleFact> sales, DataStream<PlanChanges> plans, PlanOptions options) {
    TypeInformation<StockFact> type = TypeInformation.of(StockFact.class);
    DataStream<StockFact> sold =
        sales.map(StockFact::of, type).uid("take-sales").name("take-sales");
    DataStream<StockFact> counted =
        in.inventory.map(StockFact::of, type).uid("take-inventory").name("take-inventory");
    return time(options)
        .untimed(sold.union(counted), "untime-stock-facts")
        .keyBy(StockFact::sku, Types.STRING)
        .connect(plans.broadcast(KeepStockFunction.PLANS))
        .process(new KeepStockFunction(options), TypeInformation.of(PlanPart.class))
        .uid(KeepStockFunction.UID)
        .name(KeepStockFunction.UID);
  }

  private static MinuteTime time(PlanOptions options) {
    return options.isLive() ? MinuteTime.LIVE : MinuteTime.NONE;
  }
}
