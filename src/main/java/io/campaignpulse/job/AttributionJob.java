package io.campaignpulse.job;

/** The job that turns interactions, identities, leads and orders into credits. */
public final class AttributionJob {

  private AttributionJob() {}

  /** Arguments: {@code --config FILE.yaml} and {@code --set key=value}. */
  public static void main(String[] args) throws Exception {
    new LiveJobCommand(LiveJob.ATTRIBUTION, LiveJob::attribution).run(args);
  }
}
