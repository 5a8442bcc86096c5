package io.campaignpulse.spend;

/**
 * How far nowcasts were off: the mean square of ln(realised ÷ projected), each in relation to how
 * little it rested on. A nowcast of n clicks at a cost learned from N is the less certain the fewer
 * either are; {@link #DRIFT_CLICKS} stand for what no number of clicks takes away. The last fifty
 * or so count.
 *
 * @param sum of squares
 * @param weight of how many
 */
public record NowcastErrors(double sum, double weight) {

  /** Nothing was nowcast yet. */
  public static final NowcastErrors NONE = new NowcastErrors(0, 0);

  private static final double DRIFT_CLICKS = 100;
  private static final double FADING = 0.98;

  /** What is assumed of the costs of single clicks before anything is known, as so many errors. */
  private static final double FIRST_GUESS = 0.5;

  private static final double PSEUDO_ERRORS = 3;

  /** These and one more. */
  public NowcastErrors with(double logError, double clicks, double support) {
    return new NowcastErrors(
        FADING * sum + logError * logError / uncertainty(clicks, support), FADING * weight + 1);
  }

  /**
   * The standard deviation of ln(realised ÷ projected) to expect of a campaign's next nowcast, from
   * its own errors shrunk to those of its channel.
   */
  public double deviation(NowcastErrors channel, double clicks, double support) {
    double all = (channel.sum + PSEUDO_ERRORS * FIRST_GUESS) / (channel.weight + PSEUDO_ERRORS);
    double own = (sum + PSEUDO_ERRORS * all) / (weight + PSEUDO_ERRORS);
    return Math.sqrt(own * uncertainty(clicks, support));
  }

  private static double uncertainty(double clicks, double support) {
    return 1 / clicks + 1 / support + 1 / DRIFT_CLICKS;
  }
}
