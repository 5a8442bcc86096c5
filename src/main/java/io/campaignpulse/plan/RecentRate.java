package io.campaignpulse.plan;

import java.util.List;

/**
 * The recent rate of a plan along its curve, and how sure it is: what comes per unit of planned
 * share.
 *
 * <p>The rate is a gamma-distributed level that drifts from day to day; what comes in a block
 * scatters around it with a variance of φ times its mean (West and Harrison, Bayesian Forecasting
 * and Dynamic Models, 1997, the discounted Poisson model; here the relative variance grows by σ² a
 * day). It begins at the planned rate, so that little is known of it at first, and follows what
 * comes the faster the stronger the drift. φ and σ are not known: a grid of them is weighted by how
 * well each foretold the past, times a prior. φ's unit is the measure's, so the same holds for
 * counts and for money.
 */
public final class RecentRate {

  /** Relative variance of the real rate around the planned one. */
  private static final double PLAN_VARIANCE = 1.0;

  /** Prior of φ of counts; few articles are bought one by one. */
  private static final double COUNT_DISPERSION = 1.5;

  /** Prior of φ of money, as a part of the goal: as if a plan were reached by that many sales. */
  private static final double MONEY_SALES = 100;

  private static final double DISPERSION_WEIGHT = 2;

  private static final double[] DISPERSIONS = {0.4, 0.65, 1, 1.6, 2.6};
  private static final double[] DISPERSION_PRIOR = {0.1, 0.24, 0.32, 0.24, 0.1};

  /** Drift of the rate in a day, relative: standard deviations σ. */
  private static final double[] DRIFTS = {0.01, 0.02, 0.04, 0.08, 0.16};

  private static final double[] DRIFT_PRIOR = {0.15, 0.25, 0.3, 0.2, 0.1};

  private final boolean whole;
  private final Level[] levels;
  private final double[] weights;

  private RecentRate(boolean whole, Level[] levels, double[] weights) {
    this.whole = whole;
    this.levels = levels;
    this.weights = weights;
  }

  /**
   * The rate after what has come so far.
   *
   * @param past the steps from the plan's start until now, without gaps; empty before any
   * @param plannedRate what is planned per unit of planned share: the goal
   * @param money whether the measure is money; else it counts
   */
  public static RecentRate of(List<ProgressStep> past, double plannedRate, boolean money) {
    RateBlocks blocks = RateBlocks.of(past);
    double average = blocks.averageRate();
    double start = plannedRate > 0 ? plannedRate : average;
    double prior = money ? Math.max(start, average) / MONEY_SALES : COUNT_DISPERSION;
    double dispersion = blocks.dispersion(prior, DISPERSION_WEIGHT);
    Level[] levels = new Level[DISPERSIONS.length * DRIFTS.length];
    double[] logs = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int phi = i / DRIFTS.length;
      int sigma = i % DRIFTS.length;
      Level level = new Level(start, PLAN_VARIANCE, dispersion * DISPERSIONS[phi], DRIFTS[sigma]);
      double fit = level.follow(blocks.blocks());
      levels[i] = level;
      logs[i] = fit + StrictMath.log(DISPERSION_PRIOR[phi] * DRIFT_PRIOR[sigma]);
    }
    return new RecentRate(!money && isWhole(past), levels, normalised(logs));
  }

  private static boolean isWhole(List<ProgressStep> past) {
    for (ProgressStep step : past) {
      if (step.amount() != Math.rint(step.amount())) {
        return false;
      }
    }
    return true;
  }

  private static double[] normalised(double[] logs) {
    double best = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      best = Math.max(best, log);
    }
    double[] weights = new double[logs.length];
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      weights[i] = StrictMath.exp(logs[i] - best);
      sum += weights[i];
    }
    for (int i = 0; i < logs.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** The expected rate: wholes of the measure per unit of planned share, at least 0. */
  public double perShare() {
    double rate = 0;
    for (int i = 0; i < levels.length; i++) {
      rate += weights[i] * levels[i].rate();
    }
    return rate;
  }

  /**
   * What will come in a part of the plan that begins now.
   *
   * @param share planned share of the part, at least 0
   * @param days its length in days of 24 hours
   */
  public Forecast forecast(double share, double days) {
    if (!(share > 0)) {
      return Forecast.of(0, 0, whole);
    }
    double mean = perShare() * share;
    double variance = 0;
    for (int i = 0; i < levels.length; i++) {
      double expected = levels[i].rate() * share;
      double off = expected - mean;
      variance += weights[i] * (levels[i].variance(share, days) + off * off);
    }
    return Forecast.of(mean, variance, whole);
  }
}
