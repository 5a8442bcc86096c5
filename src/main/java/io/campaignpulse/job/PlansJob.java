package io.campaignpulse.job;

/** The job that follows budgets, the clearance of stock and growth targets. */
public final class PlansJob {

  private PlansJob() {}

  /** Arguments: {@code --config FILE.yaml} and {@code --set key=value}. */
  public static void main(String[] args) throws Exception {
    new LiveJobCommand(LiveJob.PLANS, LiveJob::plans).run(args);
  }
}
