package io.campaignpulse.pipeline;

import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.metric.BusinessChange;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.SpendNews;
import io.campaignpulse.metric.operator.BookCreditsFunction;
import io.campaignpulse.metric.operator.CombineBookingsOperator;
import io.campaignpulse.metric.operator.CombineInteractionsOperator;
import io.campaignpulse.metric.operator.SumBusinessOperator;
import io.campaignpulse.metric.operator.SumWindowsOperator;
import io.campaignpulse.spend.ClickCost;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.CoveredClicks;
import io.campaignpulse.spend.LiveClicks;
import io.campaignpulse.spend.operator.CoverClicksFunction;
import io.campaignpulse.spend.operator.LearnClickCostFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Interactions, spend and credits become totals per campaign, channel and window, and of all
 * campaigns per window. The bookings of conversions reach the latter by a way of their own: credit
 * has to tie out with them.
 *
 * <pre>
 * interactions ─► combine-interactions ─┐
 *      credits ─► book-credits ─────────┴─► keyed by campaign, channel ─► sum-windows ─► campaignMetrics
 *        spend ───────────────────────────► keyed by campaign, channel ─────┘  └ keyed by window ─► sum-business ─► businessMetrics
 *     bookings ─► combine-bookings ───────────────────────────────────────────── keyed by window ──────┘
 * </pre>
 *
 * <p>What a click costs is learned beside that way, so that the totals of a campaign can be nowcast
 * by what its channel costs without waiting for themselves.
 *
 * <pre>
 * combine-interactions: clicks ─► keyed by campaign, channel ─► cover-clicks ─► keyed by channel ─► learn-click-cost ─► scores
 *                        spend ─► keyed by campaign, channel ────────┘     sum-windows ◄─ keyed by campaign, channel ─┘
 * </pre>
 */
public final class CampaignMetricsPipeline {

  private static final int MAX_COMBINED = 50_000;

  private CampaignMetricsPipeline() {}

  /**
   * What is summed.
   *
   * @param interactions deduplicated, those of invalid traffic included; in as many streams as they
   *     come in, at least one: each is combined in the chain of operators it comes from
   * @param spend in the reporting currency, published again where a coarser level replaces it
   * @param credits each record once: their bookings are summed
   * @param bookings the ledger of conversions, each record once
   */
  public record Inputs(
      List<DataStream<ClassifiedInteraction>> interactions,
      DataStream<CountedSpend> spend,
      DataStream<Credit> credits,
      DataStream<ConversionBooking> bookings) {

    /** All interactions as one stream. */
    public Inputs(
        DataStream<ClassifiedInteraction> interactions,
        DataStream<CountedSpend> spend,
        DataStream<Credit> credits,
        DataStream<ConversionBooking> bookings) {
      this(List.of(interactions), spend, credits, bookings);
    }
  }

  /**
   * The totals; a row with a higher revision replaces one of the same key.
   *
   * @param scores how well spend was nowcast, once reports said; replaced likewise
   */
  public record Outputs(
      DataStream<CampaignMetrics> campaignMetrics,
      DataStream<BusinessMetrics> businessMetrics,
      DataStream<ProjectionScore> scores) {}

  /** Connects the operators. */
  public static Outputs build(Inputs in, MetricOptions options) {
    DataStream<MeasureChange> changes =
        in.credits()
            .flatMap(new BookCreditsFunction(options.models()))
            .returns(MeasureChange.class)
            .uid("book-credits")
            .name("book-credits");
    List<SingleOutputStreamOperator<MeasureChange>> combined = new ArrayList<>();
    for (int i = 0; i < in.interactions().size(); i++) {
      String uid = i == 0 ? "combine-interactions" : "combine-interactions-" + (i + 1);
      combined.add(combine(in.interactions().get(i), uid, options));
    }
    for (DataStream<MeasureChange> part : combined) {
      changes = changes.union(part);
    }
    SingleOutputStreamOperator<ClickCost> clickCosts = learn(combined, in.spend(), options);
    SingleOutputStreamOperator<CampaignMetrics> campaigns =
        changes
            .keyBy(
                change -> Tuple2.of(change.campaignId(), change.channel()),
                Types.TUPLE(Types.STRING, Types.STRING))
            .connect(
                news(in.spend(), clickCosts)
                    .keyBy(
                        news -> Tuple2.of(news.campaignId(), news.channel()),
                        Types.TUPLE(Types.STRING, Types.STRING)))
            .transform(
                "sum-windows",
                TypeInformation.of(CampaignMetrics.class),
                new SumWindowsOperator(options))
            .uid("sum-windows");
    DataStream<BusinessChange> ledger =
        in.bookings()
            .transform(
                "combine-bookings",
                TypeInformation.of(BusinessChange.class),
                new CombineBookingsOperator(options))
            .uid("combine-bookings");
    DataStream<BusinessMetrics> business =
        campaigns
            .getSideOutput(SumWindowsOperator.BUSINESS)
            .union(ledger)
            .keyBy(BusinessChange::window, Types.LONG)
            .transform(
                "sum-business",
                TypeInformation.of(BusinessMetrics.class),
                new SumBusinessOperator(options))
            .uid("sum-business");
    return new Outputs(
        campaigns, business, clickCosts.getSideOutput(LearnClickCostFunction.SCORES));
  }

  private static SingleOutputStreamOperator<ClickCost> learn(
      List<SingleOutputStreamOperator<MeasureChange>> combined,
      DataStream<CountedSpend> spend,
      MetricOptions options) {
    return combined.stream()
        .<DataStream<LiveClicks>>map(
            part -> part.getSideOutput(CombineInteractionsOperator.LIVE_CLICKS))
        .reduce(DataStream::union)
        .orElseThrow()
        .keyBy(
            clicks -> Tuple2.of(clicks.campaignId(), clicks.channel()),
            Types.TUPLE(Types.STRING, Types.STRING))
        .connect(
            spend.keyBy(
                counted -> Tuple2.of(counted.report().campaignId(), counted.report().channel()),
                Types.TUPLE(Types.STRING, Types.STRING)))
        .process(new CoverClicksFunction(options.emission()))
        .returns(CoveredClicks.class)
        .uid("cover-clicks")
        .name("cover-clicks")
        .keyBy(CoveredClicks::channel, Types.STRING)
        .process(
            new LearnClickCostFunction(
                options.emission(), options.publishEveryMillis(), options.asOf()))
        .returns(ClickCost.class)
        .uid("learn-click-cost")
        .name("learn-click-cost");
  }

  private static DataStream<SpendNews> news(
      DataStream<CountedSpend> spend, DataStream<ClickCost> clickCosts) {
    return spend
        .map((MapFunction<CountedSpend, SpendNews>) SpendNews::of)
        .returns(SpendNews.class)
        .uid("tell-reports")
        .name("tell-reports")
        .union(
            clickCosts
                .map((MapFunction<ClickCost, SpendNews>) SpendNews::of)
                .returns(SpendNews.class)
                .uid("tell-click-costs")
                .name("tell-click-costs"));
  }

  private static SingleOutputStreamOperator<MeasureChange> combine(
      DataStream<ClassifiedInteraction> interactions, String uid, MetricOptions options) {
    return interactions
        .transform(
            uid,
            TypeInformation.of(MeasureChange.class),
            new CombineInteractionsOperator(
                options.impressions(),
                options.clicks(),
                options.publishEveryMillis(),
                MAX_COMBINED))
        .uid(uid);
  }
}
