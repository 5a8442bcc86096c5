package io.campaignpulse.job;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where a job's results go: Kafka live, sorted files in a replay. */
interface JobOutputs {

  void credits(DataStream<Credit> credits);

  void explanations(DataStream<Explanation> explanations);

  void campaignMetrics(DataStream<CampaignMetrics> rows);

  void businessMetrics(DataStream<BusinessMetrics> rows);

  void customerValue(DataStream<CustomerValue> rows);

  void modelShares(DataStream<ModelShare> shares);

  void planProgress(DataStream<PlanProgress> plans);

  void projectionScores(DataStream<ProjectionScore> scores);

  void outlooks(DataStream<CampaignOutlook> outlooks);

  void alerts(DataStream<Alert> alerts);

  void heartbeats(DataStream<AlertHeartbeat> heartbeats);

  void rejected(DataStream<Rejection> rejected);

  void ledger(DataStream<LedgerBook> books);
}
