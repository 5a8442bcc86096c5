package io.campaignpulse.job;

/** The job that sums interactions, spend and credits per campaign and channel. */
public final class CampaignMetricsJob {

  private CampaignMetricsJob() {}

  /** Arguments: {@code --config FILE.yaml} and {@code --set key=value}. */
  public static void main(String[] args) throws Exception {
    new LiveJobCommand(LiveJob.CAMPAIGN_METRICS, LiveJob::campaignMetrics).run(args);
  }
}
