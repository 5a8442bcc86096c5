package io.campaignpulse.plan;

import io.campaignpulse.event.PlanMeasure;
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
  private static final double PLAN_VARIANCE = 0.5;

  /** Relative variance between days: some are better than others. */
  private static final double DAY_VARIANCE = 0.07;

  /** Relative variance of a day because its hours are not quite those of the curve. */
  private static final double HOURS_VARIANCE = 0.03;

  /** How many differences between blocks the prior of φ is worth. */
  private static final double DISPERSION_WEIGHT = 3;

  /** The grid of φ, around its estimate. */
  private static final double[] DISPERSIONS = {0.4, 0.65, 1, 1.6, 2.6};

  private static final double[] DISPERSION_PRIOR = {0.1, 0.24, 0.32, 0.24, 0.1};

  /** The grid of σ, the relative drift of the rate in a day. */
  private static final double[] DRIFTS = {0.01, 0.02, 0.04, 0.08, 0.16};

  private static final double[] DRIFT_PRIOR = {0.2, 0.3, 0.3, 0.15, 0.05};

  private final boolean whole;
  private final FirstDay firstDay;
  private final RateBlocks past;
  private final Level[] levels;
  private final double[] weights;

  private RecentRate(
      boolean whole, FirstDay firstDay, RateBlocks past, Level[] levels, double[] weights) {
    this.whole = whole;
    this.firstDay = firstDay;
    this.past = past;
    this.levels = levels;
    this.weights = weights;
  }

  /**
   * The rate after what has come so far.
   *
   * @param past the steps from the plan's start until now, without gaps; empty before any
   * @param plannedRate what is planned per unit of planned share: the goal
   * @param firstDay what the first day tells of the days after it
   */
  public static RecentRate of(
      List<ProgressStep> past, double plannedRate, PlanMeasure measure, FirstDay firstDay) {
    RateBlocks blocks = RateBlocks.of(past, firstDay.ratio());
    double average = blocks.averageRate();
    double start = plannedRate > 0 ? plannedRate : average;
    double prior =
        priorDispersion(measure, Math.max(start, average))
            + (blocks.isFirstDay() ? HOURS_VARIANCE : DAY_VARIANCE) * blocks.amountPerDay();
    double dispersion = blocks.dispersion(prior, DISPERSION_WEIGHT);
    Level[] levels = new Level[DISPERSIONS.length * DRIFTS.length];
    double[] logs = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int phi = i / DRIFTS.length;
      int sigma = i % DRIFTS.length;
      Level level = new Level(start, PLAN_VARIANCE, dispersion * DISPERSIONS[phi], DRIFTS[sigma]);
      double fit = level.follow(blocks, firstDay.variance());
      levels[i] = level;
      logs[i] = fit + StrictMath.log(DISPERSION_PRIOR[phi] * DRIFT_PRIOR[sigma]);
    }
    return new RecentRate(
        !measure.isMoney() && isWhole(past), firstDay, blocks, levels, normalised(logs));
  }

  /**
   * φ of the sales of a moment, before anything is known: people buy several units at once, other
   * things happen one by one; a budget is spent in many small clicks, other money comes in fewer
   * and less equal amounts.
   */
  private static double priorDispersion(PlanMeasure measure, double goal) {
    return switch (measure) {
      case UNITS -> 2;
      case SPEND -> goal / 200;
      default -> measure.isMoney() ? goal / 20 : 1.2;
    };
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

  /** The expected rate, after the first day: wholes of the measure per unit of planned share. */
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
    double ofFirstDay = Math.min(1, Math.max(0, 1 - past.days()) / days);
    double worth = share * (ofFirstDay * firstDay.ratio() + 1 - ofFirstDay);
    double later = share * (1 - ofFirstDay) / worth;
    double jump = past.isFirstDay() ? later * later * firstDay.variance() : 0;
    double mean = perShare() * worth;
    double variance = 0;
    for (int i = 0; i < levels.length; i++) {
      double expected = levels[i].rate() * worth;
      double off = expected - mean;
      variance += weights[i] * (levels[i].variance(worth, days, jump) + off * off);
    }
    return Forecast.of(mean, variance, whole);
  }
}
