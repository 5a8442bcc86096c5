package io.campaignpulse.job;

/** The whole product as one job. */
public final class AllInOneJob {

  private AllInOneJob() {}

  /** Arguments: {@code --config FILE.yaml} and {@code --set key=value}. */
  public static void main(String[] args) throws Exception {
    new LiveJobCommand(LiveJob.ALL_IN_ONE, LiveJob::allInOne).run(args);
  }
}
