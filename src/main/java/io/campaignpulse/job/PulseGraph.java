package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.Topic;
import io.campaignpulse.pipeline.AlertsPipeline;
import io.campaignpulse.pipeline.AttributionPipeline;
import io.campaignpulse.pipeline.CampaignMetricsPipeline;
import io.campaignpulse.pipeline.CustomerValuePipeline;
import io.campaignpulse.pipeline.ModelSharesPipeline;
import io.campaignpulse.pipeline.PlansPipeline;
import io.campaignpulse.spend.CountedSpend;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The pipelines put together: each part as a job of its own, or all of them in one graph. */
final class PulseGraph {
  private final JobInputs in;
  private final JobOutputs out;
  private final PipelineOptions options;
  private final CatalogueSnapshot known;

  PulseGraph(JobInputs in, JobOutputs out, PipelineOptions options, CatalogueSnapshot known) {
    this.in = in;
    this.out = out;
    this.options = options;
    this.known = known;
  }

  /**
   * The job that turns interactions, identities, leads and orders into credits.
   *
   * @return the ledger that they have to tie out with
   */
  DataStream<ConversionBooking> attribution() {
    IngestStage ingest = ingest(EnumSet.of(Topic.LEADS, Topic.ORDERS, Topic.IDENTITIES));
    AttributionPipeline.Outputs attributed =
        attribution(ingest, ingest.interactions(), ingest.orders(), ingest.leads());
    ingest.books().publish(out, options);
    return attributed.bookings();
  }

  /** The job that sums interactions, spend and credits. */
  void campaignMetrics(DataStream<Credit> credits, DataStream<ConversionBooking> bookings) {
    IngestStage ingest =
        ingest(EnumSet.of(Topic.INTERACTIONS, Topic.SPEND, Topic.CAMPAIGNS, Topic.FX_RATES));
    out.projectionScores(
        metrics(ingest.interactions(), ingest.spend(), credits, bookings).scores());
    ingest.books().publish(out, options);
  }

  /** The job that follows plans. */
  void plans(DataStream<Credit> credits, DataStream<CampaignMetrics> rows, DataStream<Tick> ticks) {
    IngestStage ingest = ingest(EnumSet.of(Topic.INVENTORY, Topic.PROMOTIONS, Topic.PLANS));
    out.projectionScores(
        plans(ingest, ingest.orders(), ingest.spend(), credits, rows, ticks).scores());
    ingest.books().publish(out, options);
  }

  /** The job that judges the sums. */
  void alerts(
      DataStream<Credit> credits,
      DataStream<CampaignMetrics> rows,
      DataStream<BusinessMetrics> totals,
      DataStream<PlanProgress> plans,
      DataStream<Rejection> rejected,
      DataStream<Tick> ticks) {
    IngestStage ingest = ingest(EnumSet.of(Topic.RULES, Topic.CALENDAR, Topic.CHANNEL_LAGS));
    out.projectionScores(
        alerts(ingest, credits, rows, totals, plans, ingest.leads(), rejected, ticks));
    ingest.books().publish(out, options);
  }

  /** Everything in one graph. */
  void allInOne(DataStream<Tick> ticks) {
    IngestStage ingest = ingest(EnumSet.allOf(Topic.class));
    Results results = results(ingest, ticks);
    DataStream<ProjectionScore> conversions =
        alerts(
            ingest,
            results.credits,
            results.rows,
            results.totals,
            results.plans,
            results.leads,
            ingest.books().rejected(),
            ticks);
    out.projectionScores(results.scores.union(conversions));
    ingest.books().publish(out, options);
  }

  /** Everything but the evaluation of rules in one graph. */
  void withoutAlerts(DataStream<Tick> ticks) {
    IngestStage ingest = ingest(EnumSet.allOf(Topic.class));
    out.projectionScores(results(ingest, ticks).scores);
    ingest.rules();
    ingest.books().publish(out, options);
  }

  /** What rules are evaluated on. */
  private record Results(
      DataStream<Credit> credits,
      DataStream<CampaignMetrics> rows,
      DataStream<BusinessMetrics> totals,
      DataStream<PlanProgress> plans,
      DataStream<LeadEvent> leads,
      DataStream<ProjectionScore> scores) {}

  private Results results(IngestStage ingest, DataStream<Tick> ticks) {
    List<DataStream<ClassifiedInteraction>> interactions = ingest.interactions();
    DataStream<PricedOrder> orders = ingest.orders();
    DataStream<CountedSpend> spend = ingest.spend();
    DataStream<LeadEvent> leads = ingest.leads();
    AttributionPipeline.Outputs attributed = attribution(ingest, interactions, orders, leads);
    CampaignMetricsPipeline.Outputs summed =
        metrics(interactions, spend, attributed.credits(), attributed.bookings());
    PlansPipeline.Outputs followed =
        plans(ingest, orders, spend, attributed.credits(), summed.campaignMetrics(), ticks);
    return new Results(
        attributed.credits(),
        summed.campaignMetrics(),
        summed.businessMetrics(),
        followed.progress(),
        leads,
        summed.scores().union(followed.scores()));
  }

  private IngestStage ingest(EnumSet<Topic> answersFor) {
    return new IngestStage(in, options, known, answersFor);
  }

  private AttributionPipeline.Outputs attribution(
      IngestStage ingest,
      List<DataStream<ClassifiedInteraction>> interactions,
      DataStream<PricedOrder> orders,
      DataStream<LeadEvent> leads) {
    AttributionPipeline.Outputs attributed =
        AttributionPipeline.build(
            new AttributionPipeline.Inputs(
                interactions.stream().reduce(DataStream::union).orElseThrow(),
                orders,
                leads,
                ingest.identities()),
            options.attribution());
    ingest.books().add(attributed.rejected(), attributed.ledger());
    out.credits(attributed.credits());
    out.explanations(attributed.explanations());
    out.modelShares(ModelSharesPipeline.build(attributed.journeys(), options.journey()));
    return attributed;
  }

  private CampaignMetricsPipeline.Outputs metrics(
      List<DataStream<ClassifiedInteraction>> interactions,
      DataStream<CountedSpend> spend,
      DataStream<Credit> credits,
      DataStream<ConversionBooking> bookings) {
    CampaignMetricsPipeline.Outputs summed =
        CampaignMetricsPipeline.build(
            new CampaignMetricsPipeline.Inputs(interactions, spend, credits, bookings),
            options.metric());
    out.campaignMetrics(summed.campaignMetrics());
    out.businessMetrics(summed.businessMetrics());
    out.customerValue(
        CustomerValuePipeline.build(
            new CustomerValuePipeline.Inputs(credits, summed.campaignMetrics()),
            options.customer()));
    return summed;
  }

  private PlansPipeline.Outputs plans(
      IngestStage ingest,
      DataStream<PricedOrder> orders,
      DataStream<CountedSpend> spend,
      DataStream<Credit> credits,
      DataStream<CampaignMetrics> rows,
      DataStream<Tick> ticks) {
    PlansPipeline.Outputs followed =
        PlansPipeline.build(
            new PlansPipeline.Inputs(
                new PlansPipeline.Catalogues(
                    ingest.campaigns(), ingest.promotions(), ingest.plans(), ingest.fxRates()),
                orders,
                ingest.inventory(),
                spend,
                credits,
                rows,
                ticks),
            options.plan());
    out.planProgress(followed.progress());
    return followed;
  }

  private DataStream<ProjectionScore> alerts(
      IngestStage ingest,
      DataStream<Credit> credits,
      DataStream<CampaignMetrics> rows,
      DataStream<BusinessMetrics> totals,
      DataStream<PlanProgress> plans,
      DataStream<LeadEvent> leads,
      DataStream<Rejection> rejected,
      DataStream<Tick> ticks) {
    AlertsPipeline.Outputs results =
        AlertsPipeline.build(
            new AlertsPipeline.Inputs(
                rows,
                totals,
                credits,
                plans,
                leads,
                ingest.rules(),
                ingest.campaigns(),
                ingest.calendar(),
                ingest.channelLags(),
                rejected,
                ingest.fxRates(),
                ticks),
            options.alert(known));
    out.alerts(results.alerts());
    out.outlooks(results.outlooks());
    if (results.heartbeats() != null) {
      out.heartbeats(results.heartbeats());
    }
    return results.scores();
  }
}
