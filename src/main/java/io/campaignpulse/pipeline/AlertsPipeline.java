package io.campaignpulse.pipeline;

import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.feed.TrafficHour;
import io.campaignpulse.alert.feed.UnpricedEvent;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lead.LeadWait;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.operator.CountSourcesFunction;
import io.campaignpulse.alert.operator.EvaluateConservationFunction;
import io.campaignpulse.alert.operator.EvaluateLeadsFunction;
import io.campaignpulse.alert.operator.EvaluatePlansFunction;
import io.campaignpulse.alert.operator.EvaluateRejectionsFunction;
import io.campaignpulse.alert.operator.EvaluateSeriesFunction;
import io.campaignpulse.alert.operator.EvaluateSourcesFunction;
import io.campaignpulse.alert.operator.EvaluateTaggingFunction;
import io.campaignpulse.alert.operator.FindDoubledOrdersFunction;
import io.campaignpulse.alert.operator.FollowLeadsFunction;
import io.campaignpulse.alert.operator.LearnPortfolioFunction;
import io.campaignpulse.alert.operator.PublishHeartbeatsFunction;
import io.campaignpulse.alert.operator.RunAlertsFunction;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.portfolio.PortfolioFact;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.SeriesFact;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.WindowSize;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * Pipeline from results, rules and time to alerts.
 *
 * <pre>
 * campaign-metrics ─► PT1M ─┬─► by series ───────────────────► evaluate-series ──┬──► outlooks
 *          credits ─────────┤                                     ▲ broadcast    │ findings
 *                           └► PT1H ─► one key ─► learn-portfolio ┤              ▼
 *         calendar ─── broadcast ──────────────────▲              │              │
 *    plan-progress ─► by plan ─► evaluate-plans ─ findings ───────┼────────────► │
 *            leads ─► by lead ─► follow-leads ─► by owner ─► evaluate-leads ───► │
 *             PT1M ─► by series ─► count-sources ─► one key ─► evaluate-sources ►│
 * business-metrics ─► one key ─► evaluate-conservation ─ findings ┼────────────► │
 * campaign-metrics ─► PT1H ─► one key ─► evaluate-tagging ─ findings ─────────► │
 * rejected ─► by topic, currency ─► evaluate-rejections ─ findings ┼───────────► │
 * count-sources, evaluate-sources, time of run-alerts ─► one key ─► publish-heartbeats
 * rules, campaigns, calendar, channel-lags, fx-rates ─────────────┤   one key ─► run-alerts ─► alerts
 * ticks ─► event time ────────────────────────────────────────────┘
 * </pre>
 *
 * <p>{@link MinuteTime} is the only time. A replay has one tick, the instant it holds for, when
 * everything has been read: there it has outlooks and no rules, which are evaluated in recorded
 * time (docs/replay.md).
 */
public final class AlertsPipeline {

  private static final String WHOLE_BUSINESS = "business";

  private AlertsPipeline() {}

  /**
   * Inputs of the evaluation of alerts.
   *
   * @param campaignMetrics all windows may come; PT1M is evaluated, PT1H is learned from
   * @param businessMetrics every window; evaluated is whether their totals reconcile
   * @param credits each record once
   * @param plans how far plans have come
   * @param leads stages of leads, deduplicated
   * @param rules rows of the rules catalogue, with or without those of the bootstrap snapshot
   * @param campaigns rows of the campaigns catalogue, likewise
   * @param calendar rows of the calendar, likewise
   * @param channelLags rows of the catalogue of lags, likewise
   * @param rejected records that were refused, of any topic and reason
   * @param fxRates rows of the catalogue of exchange rates, likewise
   * @param ticks one per minute, never back; without meaning in a replay
   */
  public record Inputs(
      DataStream<CampaignMetrics> campaignMetrics,
      DataStream<BusinessMetrics> businessMetrics,
      DataStream<Credit> credits,
      DataStream<PlanProgress> plans,
      DataStream<LeadEvent> leads,
      DataStream<AlertRule> rules,
      DataStream<Campaign> campaigns,
      DataStream<CalendarEvent> calendar,
      DataStream<ChannelLags> channelLags,
      DataStream<Rejection> rejected,
      DataStream<FxRate> fxRates,
      DataStream<Tick> ticks) {}

  /**
   * Results; a higher revision replaces.
   *
   * @param alerts the transitions of all alerts
   * @param outlooks where campaigns are heading
   * @param scores how well that was projected
   * @param heartbeats how far evaluation has come, each minute; null in a replay, which is always
   *     as far as its time
   */
  public record Outputs(
      DataStream<Alert> alerts,
      DataStream<CampaignOutlook> outlooks,
      DataStream<ProjectionScore> scores,
      @Nullable DataStream<AlertHeartbeat> heartbeats) {}

  /** Connects the operators. */
  public static Outputs build(Inputs in, AlertOptions options) {
    MinuteTime time = time(options);
    DataStream<AlertRule> rulesAndTime =
        time.untimed(in.rules, "strip-watermarks-rules")
            .union(time.of(in.ticks, TypeInformation.of(AlertRule.class), "ticks"));
    TypeInformation<RuleUpdate> update = TypeInformation.of(RuleUpdate.class);
    DataStream<RuleUpdate> rules =
        rulesAndTime.map(RuleUpdate::of, update).uid("broadcast-rules").name("broadcast-rules");
    DataStream<RuleUpdate> rulesAndCampaigns =
        rules.union(
            time.untimed(
                in.campaigns
                    .map(RuleUpdate::of, update)
                    .uid("broadcast-campaigns")
                    .name("broadcast-campaigns"),
                "strip-watermarks-campaigns"));
    DataStream<SourceMinute> sourceMinutes = sourceMinutes(in, options);
    DataStream<Finding> ofFeeds =
        ofSources(sourceMinutes.union(doubledOrders(in, options)), rules, options);
    DataStream<Finding> silences = silences(ofFeeds);
    SingleOutputStreamOperator<FindingEvent> ofSeries =
        series(in, rulesAndCampaigns, silences, options);
    DataStream<Alert> alerts =
        ofSeries
            .union(
                ofTagging(in, rulesAndCampaigns, options),
                events(
                    ofPlans(in, rulesAndCampaigns, options)
                        .union(
                            ofLeads(in, rulesAndCampaigns, options),
                            ofFeeds,
                            ofRejections(in, rules, options),
                            ofTotals(in, rules, options))))
            .keyBy(event -> true, Types.BOOLEAN)
            .process(new RunAlertsFunction(options), TypeInformation.of(Alert.class))
            .uid(RunAlertsFunction.UID)
            .name(RunAlertsFunction.UID);
    return new Outputs(
        alerts,
        ofSeries.getSideOutput(EvaluateSeriesFunction.OUTLOOKS),
        ofSeries.getSideOutput(EvaluateSeriesFunction.SCORES),
        options.asOf() == null ? heartbeats(sourceMinutes, silences, alerts, options) : null);
  }

  private static DataStream<AlertHeartbeat> heartbeats(
      DataStream<SourceMinute> sourceMinutes,
      DataStream<Finding> silences,
      DataStream<Alert> alerts,
      AlertOptions options) {
    DataStream<SourceMinute> evaluated =
        alerts
            .<SourceMinute>flatMap((alert, out) -> {}, TypeInformation.of(SourceMinute.class))
            .uid("alerts-to-watermarks")
            .name("alerts-to-watermarks");
    return sourceMinutes
        .union(evaluated)
        .keyBy(minute -> WHOLE_BUSINESS, Types.STRING)
        .connect(silences.keyBy(finding -> WHOLE_BUSINESS, Types.STRING))
        .process(new PublishHeartbeatsFunction(options), TypeInformation.of(AlertHeartbeat.class))
        .uid(PublishHeartbeatsFunction.UID)
        .name(PublishHeartbeatsFunction.UID);
  }

  /** What is silent; flaws of orders aren't. */
  private static DataStream<Finding> silences(DataStream<Finding> ofFeeds) {
    return ofFeeds
        .filter(finding -> SourceSilence.isOne(finding))
        .uid("keep-silences")
        .name("keep-silences");
  }

  private static DataStream<SourceMinute> doubledOrders(Inputs in, AlertOptions options) {
    AttributionModel model = options.reportingModel();
    DataStream<Credit> orders =
        in.credits
            .filter(
                credit ->
                    credit.model() == model
                        && credit.conversionType() == ConversionType.ORDER
                        && credit.personId() != null
                        && credit.previousWeightNanos() == null)
            .uid("keep-first-credits")
            .name("keep-first-credits");
    return time(options)
        .untimed(orders, "strip-watermarks-orders")
        .union(time(options).of(in.ticks, TypeInformation.of(Credit.class), "order-ticks"))
        .keyBy(
            credit -> FindDoubledOrdersFunction.bucketOf(Objects.requireNonNull(credit.personId())),
            Types.INT)
        .process(new FindDoubledOrdersFunction(), TypeInformation.of(SourceMinute.class))
        .uid(FindDoubledOrdersFunction.UID)
        .name(FindDoubledOrdersFunction.UID);
  }

  private static DataStream<FindingEvent> ofTagging(
      Inputs in, DataStream<RuleUpdate> rulesAndCampaigns, AlertOptions options) {
    TypeInformation<TrafficHour> type = TypeInformation.of(TrafficHour.class);
    DataStream<TrafficHour> hours =
        rows(in, WindowSize.PT1H, TrafficHour::of, type, "take-traffic")
            .filter(hour -> hour.isDirect() || hour.reportedUntil() != null)
            .uid("keep-tagged")
            .name("keep-tagged");
    return time(options)
        .untimed(hours, "strip-watermarks-traffic")
        .keyBy(hour -> WHOLE_BUSINESS, Types.STRING)
        .connect(
            rulesAndCampaigns.broadcast(
                EvaluateTaggingFunction.RULES, EvaluateTaggingFunction.CAMPAIGNS))
        .process(new EvaluateTaggingFunction(options), TypeInformation.of(FindingEvent.class))
        .uid(EvaluateTaggingFunction.UID)
        .name(EvaluateTaggingFunction.UID);
  }

  private static DataStream<Finding> ofRejections(
      Inputs in, DataStream<RuleUpdate> rules, AlertOptions options) {
    DataStream<UnpricedEvent> unpriced =
        in.rejected
            .<UnpricedEvent>flatMap(
                (rejection, out) -> {
                  UnpricedEvent event = UnpricedEvent.of(rejection);
                  if (event != null) {
                    out.collect(event);
                  }
                },
                TypeInformation.of(UnpricedEvent.class))
            .uid("take-unpriced")
            .name("take-unpriced");
    return time(options)
        .untimed(unpriced, "strip-watermarks-unpriced")
        .keyBy(UnpricedEvent::subject, Types.STRING)
        .connect(rules.broadcast(EvaluateRejectionsFunction.RULES))
        .process(new EvaluateRejectionsFunction(options), TypeInformation.of(Finding.class))
        .uid(EvaluateRejectionsFunction.UID)
        .name(EvaluateRejectionsFunction.UID);
  }

  private static DataStream<Finding> ofTotals(
      Inputs in, DataStream<RuleUpdate> rules, AlertOptions options) {
    return time(options)
        .untimed(in.businessMetrics, "strip-watermarks-business-rows")
        .keyBy(row -> WHOLE_BUSINESS, Types.STRING)
        .connect(rules.broadcast(EvaluateConservationFunction.RULES))
        .process(new EvaluateConservationFunction(options), TypeInformation.of(Finding.class))
        .uid(EvaluateConservationFunction.UID)
        .name(EvaluateConservationFunction.UID);
  }

  private static SingleOutputStreamOperator<FindingEvent> series(
      Inputs in,
      DataStream<RuleUpdate> rulesAndCampaigns,
      DataStream<Finding> silences,
      AlertOptions options) {
    MinuteTime time = time(options);
    TypeInformation<SeriesFact> fact = TypeInformation.of(SeriesFact.class);
    DataStream<SeriesFact> minutes =
        rows(in, WindowSize.PT1M, SeriesFact::of, fact, "keep-minute-rows");
    DataStream<SeriesFact> credited = changes(in, options, SeriesFact::of, fact, "take-credited");
    return time.untimed(minutes.union(credited), "strip-watermarks-alert-facts")
        .keyBy(SeriesFact::key, Types.STRING)
        .connect(
            updates(in, rulesAndCampaigns, silences, options)
                .broadcast(
                    EvaluateSeriesFunction.BROADCAST.toArray(new MapStateDescriptor<?, ?>[0])))
        .process(new EvaluateSeriesFunction(options), TypeInformation.of(FindingEvent.class))
        .uid(EvaluateSeriesFunction.UID)
        .name(EvaluateSeriesFunction.UID);
  }

  private static DataStream<FindingEvent> events(DataStream<Finding> findings) {
    return findings
        .map(FindingEvent::of, TypeInformation.of(FindingEvent.class))
        .uid("emit-findings")
        .name("emit-findings");
  }

  private static DataStream<Finding> ofPlans(
      Inputs in, DataStream<RuleUpdate> rulesAndCampaigns, AlertOptions options) {
    return time(options)
        .untimed(in.plans, "strip-watermarks-plans")
        .keyBy(PlanProgress::planId, Types.STRING)
        .connect(
            rulesAndCampaigns.broadcast(
                EvaluatePlansFunction.RULES, EvaluatePlansFunction.CAMPAIGNS))
        .process(new EvaluatePlansFunction(options), TypeInformation.of(Finding.class))
        .uid(EvaluatePlansFunction.UID)
        .name(EvaluatePlansFunction.UID);
  }

  private static DataStream<Finding> ofLeads(
      Inputs in, DataStream<RuleUpdate> rulesAndCampaigns, AlertOptions options) {
    TypeInformation<LeadEvent> type = TypeInformation.of(LeadEvent.class);
    return time(options)
        .untimed(in.leads, "strip-watermarks-leads")
        .union(time(options).of(in.ticks, type, "lead-ticks"))
        .keyBy(LeadEvent::leadId, Types.STRING)
        .process(new FollowLeadsFunction(), TypeInformation.of(LeadWait.class))
        .uid(FollowLeadsFunction.UID)
        .name(FollowLeadsFunction.UID)
        .keyBy(LeadWait::owner, Types.STRING)
        .connect(
            rulesAndCampaigns.broadcast(
                EvaluateLeadsFunction.RULES, EvaluateLeadsFunction.CAMPAIGNS))
        .process(new EvaluateLeadsFunction(options), TypeInformation.of(Finding.class))
        .uid(EvaluateLeadsFunction.UID)
        .name(EvaluateLeadsFunction.UID);
  }

  private static DataStream<SourceMinute> sourceMinutes(Inputs in, AlertOptions options) {
    TypeInformation<CampaignMetrics> type = TypeInformation.of(CampaignMetrics.class);
    DataStream<CampaignMetrics> minutes =
        in.campaignMetrics
            .filter(row -> row.window() == WindowSize.PT1M)
            .uid("keep-source-minutes")
            .name("keep-source-minutes");
    return time(options)
        .untimed(minutes, "strip-watermarks-source-minutes")
        .union(time(options).of(in.ticks, type, "source-ticks"))
        .keyBy(row -> ResultKey.of(row.campaignId(), row.channel()), Types.STRING)
        .process(new CountSourcesFunction(options), TypeInformation.of(SourceMinute.class))
        .uid(CountSourcesFunction.UID)
        .name(CountSourcesFunction.UID);
  }

  private static DataStream<Finding> ofSources(
      DataStream<SourceMinute> minutes, DataStream<RuleUpdate> rules, AlertOptions options) {
    return minutes
        .keyBy(minute -> EvaluateSourcesFunction.WHOLE_BUSINESS, Types.STRING)
        .connect(rules.broadcast(EvaluateSourcesFunction.RULES))
        .process(new EvaluateSourcesFunction(options), TypeInformation.of(Finding.class))
        .uid(EvaluateSourcesFunction.UID)
        .name(EvaluateSourcesFunction.UID);
  }

  private static MinuteTime time(AlertOptions options) {
    Long asOf = options.asOf();
    return asOf == null ? MinuteTime.LIVE : MinuteTime.atEnd(Minutes.floor(asOf));
  }

  private static DataStream<RuleUpdate> updates(
      Inputs in,
      DataStream<RuleUpdate> rulesAndCampaigns,
      DataStream<Finding> silences,
      AlertOptions options) {
    TypeInformation<RuleUpdate> type = TypeInformation.of(RuleUpdate.class);
    MinuteTime time = time(options);
    DataStream<CalendarEvent> calendar = time.untimed(in.calendar, "strip-watermarks-calendar");
    DataStream<RuleUpdate> events =
        calendar.map(RuleUpdate::of, type).uid("broadcast-calendar").name("broadcast-calendar");
    DataStream<RuleUpdate> lags =
        time.untimed(in.channelLags, "strip-watermarks-channel-lags")
            .map(RuleUpdate::of, type)
            .uid("broadcast-channel-lags")
            .name("broadcast-channel-lags");
    DataStream<RuleUpdate> rates =
        time.untimed(in.fxRates, "strip-watermarks-fx-rates")
            .map(RuleUpdate::of, type)
            .uid("broadcast-fx-rates")
            .name("broadcast-fx-rates");
    DataStream<RuleUpdate> portfolios =
        portfolio(in, calendar, options)
            .map(RuleUpdate::of, type)
            .uid("broadcast-portfolios")
            .name("broadcast-portfolios");
    DataStream<RuleUpdate> sources =
        silences
            .map(finding -> RuleUpdate.of(SourceSilence.of(finding)), type)
            .uid("broadcast-silences")
            .name("broadcast-silences");
    return rulesAndCampaigns.union(events, lags, rates, portfolios, sources);
  }

  private static DataStream<Portfolio> portfolio(
      Inputs in, DataStream<CalendarEvent> calendar, AlertOptions options) {
    MinuteTime time = time(options);
    TypeInformation<PortfolioFact> fact = TypeInformation.of(PortfolioFact.class);
    DataStream<PortfolioFact> hours =
        rows(in, WindowSize.PT1H, PortfolioFact::of, fact, "take-hours");
    DataStream<PortfolioFact> credited = changes(in, options, PortfolioFact::of, fact, "take-lags");
    return time.untimed(hours.union(credited), "strip-watermarks-portfolio-facts")
        .union(time.of(in.ticks, fact, "portfolio-ticks"))
        .keyBy(each -> true, Types.BOOLEAN)
        .connect(calendar.broadcast(LearnPortfolioFunction.CALENDAR))
        .process(new LearnPortfolioFunction(options), TypeInformation.of(Portfolio.class))
        .uid(LearnPortfolioFunction.UID)
        .name(LearnPortfolioFunction.UID);
  }

  /** A fact of each row of one window. */
  private static <F> DataStream<F> rows(
      Inputs in, WindowSize window, RowFact<F> factOf, TypeInformation<F> type, String name) {
    return in.campaignMetrics
        .<F>flatMap(
            (row, out) -> {
              if (row.window() == window) {
                out.collect(factOf.of(row));
              }
            },
            type)
        .uid(name)
        .name(name);
  }

  /** A fact of each change of conversions, as the model that rules go by credits them. */
  private static <F> DataStream<F> changes(
      Inputs in, AlertOptions options, ChangeFact<F> factOf, TypeInformation<F> type, String name) {
    AttributionModel model = options.reportingModel();
    return in.credits
        .<F>flatMap(
            (credit, out) -> {
              if (credit.model() == model) {
                for (CreditChange change : CreditChange.of(credit)) {
                  out.collect(factOf.of(credit.campaignId(), credit.channel(), change));
                }
              }
            },
            type)
        .uid(name)
        .name(name);
  }

  private interface RowFact<F> extends Serializable {
    F of(CampaignMetrics row);
  }

  private interface ChangeFact<F> extends Serializable {
    F of(String campaignId, String channel, CreditChange change);
  }
}
