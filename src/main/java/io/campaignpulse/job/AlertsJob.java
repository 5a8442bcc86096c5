package io.campaignpulse.job;

/** The job that judges the sums by the rules. */
public final class AlertsJob {

  private AlertsJob() {}

  /** Arguments: {@code --config FILE.yaml} and {@code --set key=value}. */
  public static void main(String[] args) throws Exception {
    new LiveJobCommand(LiveJob.ALERTS, LiveJob::alerts).run(args);
  }
}
