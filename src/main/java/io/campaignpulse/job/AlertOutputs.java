package io.campaignpulse.job;

import io.campaignpulse.alert.series.CohortProjections;
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
import io.campaignpulse.lockstep.LockstepGraph;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/** Results of the evaluation of rules in a graph; nothing else of it goes anywhere. */
final class AlertOutputs implements JobOutputs {
  private @Nullable DataStream<Alert> alerts;
  private @Nullable DataStream<CampaignOutlook> outlooks;
  private @Nullable DataStream<ProjectionScore> scores;

  /** The results, once the graph is drawn. */
  LockstepGraph.Results results() {
    return new LockstepGraph.Results(
        Objects.requireNonNull(alerts),
        Objects.requireNonNull(outlooks),
        Objects.requireNonNull(scores));
  }

  @Override
  public void alerts(DataStream<Alert> found) {
    alerts = found;
  }

  /** Recorded time has none: in it evaluation is always live. */
  @Override
  public void heartbeats(DataStream<AlertHeartbeat> heartbeats) {}

  @Override
  public void credits(DataStream<Credit> credits) {}

  @Override
  public void explanations(DataStream<Explanation> explanations) {}

  @Override
  public void campaignMetrics(DataStream<CampaignMetrics> rows) {}

  @Override
  public void businessMetrics(DataStream<BusinessMetrics> rows) {}

  @Override
  public void customerValue(DataStream<CustomerValue> rows) {}

  @Override
  public void modelShares(DataStream<ModelShare> shares) {}

  @Override
  public void planProgress(DataStream<PlanProgress> plans) {}

  @Override
  public void projectionScores(DataStream<ProjectionScore> all) {
    scores =
        all.filter(score -> score.kind().equals(CohortProjections.KIND))
            .uid("keep-conversion-scores")
            .name("keep-conversion-scores");
  }

  @Override
  public void outlooks(DataStream<CampaignOutlook> made) {
    outlooks = made;
  }

  @Override
  public void rejected(DataStream<Rejection> rejected) {}

  @Override
  public void ledger(DataStream<LedgerBook> books) {}
}
