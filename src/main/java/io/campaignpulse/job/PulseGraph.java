package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.Topic;
import io.campaignpulse.pipeline.AlertsPipeline;
import io.campaignpulse.pipeline.AttributionPipeline;
import io.campaignpulse.pipeline.CampaignMetricsPipeline;
import io.campaignpulse.pipeline.CustomerValuePipeline;
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

  /** The job that turns interactions, identities, leads and orders into credits. */
  void attribution() {
    IngestStage ingest = ingest(EnumSet.of(Topic.LEADS, Topic.ORDERS, Topic.IDENTITIES));
    credits(ingest, ingest.interactions());
    ingest.books().publish(out, options);
  }

  /** The job that sums interactions, spend and credits. */
  void campaignMetrics(DataStream<Credit> credits) {
    IngestStage ingest =
        ingest(
            EnumSet.of(
                Topic.INTERACTIONS,
                Topic.SPEND,
                Topic.INVENTORY,
                Topic.CAMPAIGNS,
                Topic.PROMOTIONS,
                Topic.PLANS,
                Topic.FX_RATES));
    metrics(ingest, ingest.interactions(), credits);
    ingest.stockAndPlans();
    ingest.books().publish(out, options);
  }

  /** The job that judges the sums. */
  void alerts(DataStream<CampaignMetrics> rows, DataStream<Tick> ticks) {
    IngestStage ingest = ingest(EnumSet.of(Topic.RULES));
    alerts(ingest, rows, ticks);
    ingest.books().publish(out, options);
  }

  /** Everything in one graph. */
  void allInOne(DataStream<Tick> ticks) {
    IngestStage ingest = ingest(EnumSet.allOf(Topic.class));
    List<DataStream<ClassifiedInteraction>> interactions = ingest.interactions();
    DataStream<Credit> credits = credits(ingest, interactions);
    DataStream<CampaignMetrics> rows = metrics(ingest, interactions, credits);
    alerts(ingest, rows, ticks);
    ingest.stockAndPlans();
    ingest.books().publish(out, options);
  }

  private IngestStage ingest(EnumSet<Topic> answersFor) {
    return new IngestStage(in, options, known, answersFor);
  }

  private DataStream<Credit> credits(
      IngestStage ingest, List<DataStream<ClassifiedInteraction>> interactions) {
    AttributionPipeline.Outputs attributed =
        AttributionPipeline.build(
            new AttributionPipeline.Inputs(
                interactions.stream().reduce(DataStream::union).orElseThrow(),
                ingest.orders(),
                ingest.leads(),
                ingest.identities()),
            options.attribution());
    ingest.books().add(attributed.rejected(), attributed.ledger());
    out.credits(attributed.credits());
    return attributed.credits();
  }

  private DataStream<CampaignMetrics> metrics(
      IngestStage ingest,
      List<DataStream<ClassifiedInteraction>> interactions,
      DataStream<Credit> credits) {
    CampaignMetricsPipeline.Outputs summed =
        CampaignMetricsPipeline.build(
            new CampaignMetricsPipeline.Inputs(interactions, ingest.spend(), credits),
            options.metric());
    out.campaignMetrics(summed.campaignMetrics());
    out.businessMetrics(summed.businessMetrics());
    out.customerValue(
        CustomerValuePipeline.build(
            new CustomerValuePipeline.Inputs(credits, summed.campaignMetrics()),
            options.customer()));
    return summed.campaignMetrics();
  }

  private void alerts(
      IngestStage ingest, DataStream<CampaignMetrics> rows, DataStream<Tick> ticks) {
    out.alerts(
        AlertsPipeline.build(
            new AlertsPipeline.Inputs(rows, ingest.rules(), ticks), options.alert(known)));
  }
}
