package io.campaignpulse.evidence;

import java.util.Arrays;

/**
 * A detector of too few or too many events, from the start or after any change: Shiryaev and
 * Roberts' sum over all moments a change could have come at, with a head start for the first one,
 * averaged over several rates on one side of the expected one.
 *
 * <p>As long as the rate is not on that side, R minus the w used so far is a supermartingale, so R
 * ever reaches A with a probability of at most (½ + w used) ÷ A: with w = ½·dt ÷ horizon at most
 * 1/A over a horizon. What goes on longer has a new budget of ½ each horizon (Pollak and
 * Tartakovsky, Statistica Sinica 19, 2009, for the procedure; docs/evidence.md for the budget).
 */
public final class ShiryaevRoberts {

  /** R of each alternative before anything is known. */
  public static final double HEAD_START = 0.5;

  /** The w that may be used in a horizon. */
  public static final double BUDGET = 0.5;

  /** Finds that fewer come than expected. */
  public static final ShiryaevRoberts TOO_FEW = new ShiryaevRoberts(.9, .8, .7, .55, .4, .2);

  /**
   * Finds that more come than expected. One event must count at most 1, or a large one is more than
   * any rate explains: θ^u is at most 1 + (θ−1)·u up to there only.
   */
  public static final ShiryaevRoberts TOO_MANY = new ShiryaevRoberts(1.15, 1.3, 1.6, 2, 3, 5);

  private static final double[] NONE = new double[0];
  private static final double LOG_2 = StrictMath.log(2);

  /**
   * What a step may count and expect without leaving the range of a double; ln of the largest R.
   */
  private static final double SAFE = 100;

  private final double[] rates;
  private final double[] logRates;

  /** By how many twentieths each rate differs from the expected one, rising. */
  private final int[] twentieths;

  private ShiryaevRoberts(double... rates) {
    this.rates = rates;
    logRates = new double[rates.length];
    twentieths = new int[rates.length];
    for (int k = 0; k < rates.length; k++) {
      logRates[k] = StrictMath.log(rates[k]);
      twentieths[k] = (int) Math.round(20 * Math.abs(1 - rates[k]));
    }
  }

  /** Whether it finds too many. */
  public boolean isOfTooMany() {
    return rates[0] > 1;
  }

  /** The state of a series that nothing is known of. */
  public RobertsState start() {
    return started(HEAD_START, 1, 0);
  }

  /** The state of a series whose beginning is forgotten, so without the head start of one. */
  public RobertsState startLater() {
    return started(0, 1, 0);
  }

  /**
   * The state of a series whose target has changed: what the old one was judged by is forgotten,
   * and the two halves of what is left of the budget are its head start and its later w.
   */
  public RobertsState afterTargetChange(RobertsState state) {
    double left = state.share() * (BUDGET - state.spent());
    return started(left / 2, state.share() / 2, state.spent());
  }

  private RobertsState started(double headStart, double share, double spent) {
    double[] values = new double[rates.length];
    Arrays.fill(values, headStart);
    return new RobertsState(values, NONE, share, spent);
  }

  /**
   * The state after one more step.
   *
   * @param count effective events that came in the step; negative if some were taken back
   * @param expected effective events that were expected in it; negative if exposure was corrected
   * @param w the budget of the step: ½·dt ÷ horizon
   * @param cap the largest mean R to keep
   * @throws IllegalArgumentException if an argument isn't finite
   */
  public RobertsState step(
      RobertsState state, double count, double expected, double w, double cap) {
    if (!Double.isFinite(count + expected + w)) {
      throw new IllegalArgumentException(
          "a step of " + count + " events of " + expected + " expected, w " + w);
    }
    double own = w * state.share();
    double[] values =
        Math.abs(count) + Math.abs(expected) < SAFE
            ? stepped(state.values(), count, expected, own)
            : exponentials(steppedLogs(logarithms(state.values()), count, expected, own));
    double mean = mean(values);
    double[] logs = state.logs();
    if (logs.length > 0 || mean > cap) {
      double[] before = logs.length > 0 ? logs : logarithms(state.values());
      logs = steppedLogs(before, count, expected, own);
    }
    if (mean > cap) {
      for (int k = 0; k < values.length; k++) {
        values[k] *= cap / mean;
      }
    }
    double spent = state.spent() + w;
    return spent < BUDGET
        ? new RobertsState(values, logs, state.share(), spent)
        : new RobertsState(values, logs, 1, spent % BUDGET);
  }

  /**
   * ln of the evidence of a count against its expectation from a known beginning on: the mean
   * likelihood ratio of the alternatives.
   *
   * @param count effective events, at least 0
   * @param expected effective events expected, at least 0
   */
  double logEvidence(double count, double expected) {
    double most = Double.NEGATIVE_INFINITY;
    double[] logs = new double[rates.length];
    for (int k = 0; k < rates.length; k++) {
      logs[k] = (1 - rates[k]) * expected + count * logRates[k];
      most = Math.max(most, logs[k]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - most);
    }
    return most + StrictMath.log(sum / rates.length);
  }

  /** One exponential for all rates instead of one each: most steps expect and see very little. */
  private double[] stepped(double[] values, double count, double expected, double w) {
    double twentieth = StrictMath.exp((isOfTooMany() ? -expected : expected) / 20);
    double[] next = new double[values.length];
    double power = 1;
    int reached = 0;
    for (int k = 0; k < values.length; k++) {
      for (; reached < twentieths[k]; reached++) {
        power *= twentieth;
      }
      double seen = count == 0 ? 1 : StrictMath.exp(count * logRates[k]);
      next[k] = (values[k] + w) * power * seen;
    }
    return next;
  }

  private double[] steppedLogs(double[] logs, double count, double expected, double w) {
    double added = StrictMath.log(w);
    double[] next = new double[logs.length];
    for (int k = 0; k < logs.length; k++) {
      double more = Math.max(logs[k], added);
      double less = Math.min(logs[k], added);
      // Both are minus infinity where nothing is left and nothing is added.
      double sum =
          less == more ? more + LOG_2 : more + StrictMath.log1p(StrictMath.exp(less - more));
      next[k] = sum + (1 - rates[k]) * expected + count * logRates[k];
    }
    return next;
  }

  private static double[] logarithms(double[] values) {
    double[] logs = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      logs[k] = StrictMath.log(values[k]);
    }
    return logs;
  }

  private static double[] exponentials(double[] logs) {
    double[] values = new double[logs.length];
    for (int k = 0; k < logs.length; k++) {
      values[k] = StrictMath.exp(Math.min(SAFE, logs[k]));
    }
    return values;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
