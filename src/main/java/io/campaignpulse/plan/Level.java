package io.campaignpulse.plan;

/**
 * A rate that is gamma distributed and drifts, followed through what came, for one φ and one σ of
 * {@link RecentRate}. Mutable.
 */
final class Level {

  /** Keeps the rate above 0 when as much came back as was sold. */
  private static final double MIN_SHAPE = 0.05;

  private final double dispersion;
  private final double driftVariance;
  private double rate;

  /** The shape of the gamma distribution: 1 ÷ its relative variance. */
  private double shape;

  /**
   * A level of which nothing is known but the plan.
   *
   * @param rate wholes of the measure per unit of planned share
   * @param relativeVariance of the rate
   * @param dispersion φ, variance over mean of what comes, above 0
   * @param drift σ, relative change of the rate in a day
   */
  Level(double rate, double relativeVariance, double dispersion, double drift) {
    this.rate = rate;
    this.shape = 1 / relativeVariance;
    this.dispersion = dispersion;
    this.driftVariance = drift * drift;
  }

  /**
   * Follows the blocks, the oldest first, and returns how well it foretold them: the logarithm of
   * their normal likelihood by predicted mean and variance.
   *
   * @param firstDayVariance relative variance of the first day's rate around that of later days
   */
  double follow(RateBlocks past, double firstDayVariance) {
    double fit = 0;
    for (int i = 0; i < past.blocks().size(); i++) {
      ProgressStep block = past.blocks().get(i);
      if (i > 0) {
        double jump = i == past.ofFirstDay() ? firstDayVariance : 0;
        shape = 1 / (1 / shape + driftVariance * block.days() + jump);
      }
      if (block.share() > 0 && rate > 0) {
        fit += take(block);
      }
    }
    return fit;
  }

  private double take(ProgressStep block) {
    double mean = rate * block.share();
    double variance = dispersion * mean + mean * mean / shape;
    double off = block.amount() - mean;
    double inverseScale = shape / rate + block.share() / dispersion;
    shape = Math.max(MIN_SHAPE, shape + block.amount() / dispersion);
    rate = shape / inverseScale;
    return -0.5 * (StrictMath.log(variance) + off * off / variance);
  }

  double rate() {
    return rate;
  }

  /**
   * The variance of what will come in a part of the plan: scatter, doubt about the rate, and its
   * drift, of which the mean over the part has a third of the variance at its end.
   *
   * @param more relative variance beside these
   */
  double variance(double share, double days, double more) {
    double mean = rate * share;
    double relative = 1 / shape + driftVariance * days / 3 + more;
    return dispersion * mean + mean * mean * relative;
  }
}
