package io.campaignpulse.job;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.sink.KafkaSinks;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The result topics of a Kafka cluster. */
final class KafkaOutputs implements JobOutputs {
  private final KafkaSinks sinks;
  private final List<AttributionModel> models;

  /**
   * Result topics.
   *
   * @param models the models every campaign-metrics row has an entry for
   */
  KafkaOutputs(KafkaSinks sinks, List<AttributionModel> models) {
    this.sinks = sinks;
    this.models = models;
  }

  @Override
  public void credits(DataStream<Credit> credits) {
    write(credits, sinks.credits(), "write-credits");
  }

  /** The ledger of conversions, where the job that checks it is another one. */
  void conversionLedger(DataStream<ConversionBooking> bookings) {
    write(bookings, sinks.conversionLedger(), "write-conversion-ledger");
  }

  @Override
  public void explanations(DataStream<Explanation> explanations) {
    write(explanations, sinks.explanations(), "write-explanations");
  }

  @Override
  public void campaignMetrics(DataStream<CampaignMetrics> rows) {
    write(rows, sinks.campaignMetrics(models), "write-campaign-metrics");
  }

  @Override
  public void businessMetrics(DataStream<BusinessMetrics> rows) {
    write(rows, sinks.businessMetrics(), "write-business-metrics");
  }

  @Override
  public void customerValue(DataStream<CustomerValue> rows) {
    write(rows, sinks.customerValue(), "write-customer-value");
  }

  @Override
  public void modelShares(DataStream<ModelShare> shares) {
    write(shares, sinks.modelShares(), "write-model-shares");
  }

  @Override
  public void planProgress(DataStream<PlanProgress> plans) {
    write(plans, sinks.planProgress(), "write-plan-progress");
  }

  @Override
  public void projectionScores(DataStream<ProjectionScore> scores) {
    write(scores, sinks.projectionScores(), "write-projection-scores");
  }

  @Override
  public void outlooks(DataStream<CampaignOutlook> outlooks) {
    write(outlooks, sinks.campaignOutlook(), "write-campaign-outlook");
  }

  @Override
  public void alerts(DataStream<Alert> alerts) {
    write(alerts, sinks.alerts(), "write-alerts");
  }

  @Override
  public void heartbeats(DataStream<AlertHeartbeat> heartbeats) {
    write(heartbeats, sinks.alertHeartbeats(), "write-alert-heartbeats");
  }

  @Override
  public void rejected(DataStream<Rejection> rejected) {
    write(rejected, sinks.rejected(), "write-rejected");
  }

  @Override
  public void ledger(DataStream<LedgerBook> books) {
    write(books, sinks.ledger(), "write-ledger");
  }

  private static <T> void write(DataStream<T> results, Sink<T> sink, String name) {
    results.sinkTo(sink).uid(name).name(name);
  }
}
