package io.campaignpulse.evidence;

import java.util.Arrays;

/**
 * Gaps between the arrivals of a series, measured in arrivals to be expected, and the test whether
 * the open gap can't be chance: arrivals have stopped.
 *
 * <p>The series' own rate is Σ arrivals ÷ Σ exposure, every minute's exposure included, forgotten
 * with a half-life of four weeks. A gap of G expected arrivals comes about once in a hundred weeks
 * where G ≥ ln(arrivals per week ÷ 0.01); nearly one more is waited for where steps are short. A
 * weaker demand makes longer gaps too, so the same must hold at the <em>recent</em> level: if the
 * last k gaps together are longer than all but one in fifty such sums at the usual rate, the level
 * is taken for (k − √k) ÷ their sum. A value; its array belongs to it.
 *
 * @param count arrivals, faded
 * @param exposure exposure in which they came, faded likewise; the open gap isn't in it
 * @param weeks time in which they came, in weeks, faded likewise
 * @param open exposure since the last arrival
 * @param openWeeks time since the last arrival
 * @param last the last gaps in exposure, the latest first; 0 where none is known
 */
public record ArrivalGaps(
    double count, double exposure, double weeks, double open, double openWeeks, double[] last) {

  /** Share of weeks in which a sound series may be taken for stopped. */
  private static final double ALPHA = 0.01;

  /** Arrivals more than that to be expected, as long as a step brings less. */
  private static final double RESERVE = 0.9;

  /** Arrivals below which a series has no rate of its own yet. */
  private static final double ENOUGH = 30;

  private static final double HALF_LIFE_WEEKS = 4;

  private static final int[] SUMMED = {2, 3, 5, 8, 12, 20};

  /** The sum of so many exponential gaps of mean 1 that is exceeded by one in fifty. */
  private static final double[] SELDOM = {5.834, 7.517, 10.580, 14.817, 20.135, 30.218};

  /** Nothing is known. */
  public static final ArrivalGaps NONE =
      new ArrivalGaps(0, 0, 0, 0, 0, new double[SUMMED[SUMMED.length - 1]]);

  /**
   * The gaps after a step.
   *
   * @param arrivals what came in it; at or below 0 nothing came
   * @param gained exposure of the step: clicks by the share of their conversions that arrives in it
   * @param stepWeeks its length in weeks
   */
  public ArrivalGaps with(double arrivals, double gained, double stepWeeks) {
    double gap = open + Math.max(0, gained);
    double time = openWeeks + stepWeeks;
    if (!(arrivals > 0)) {
      return new ArrivalGaps(count, exposure, weeks, gap, time, last);
    }
    double kept = StrictMath.pow(0.5, time / HALF_LIFE_WEEKS);
    int came = (int) Math.max(1, Math.min(last.length, Math.round(arrivals)));
    double[] gaps = new double[last.length];
    gaps[came - 1] = gap;
    System.arraycopy(last, 0, gaps, came, last.length - came);
    return new ArrivalGaps(
        kept * count + arrivals, kept * exposure + gap, kept * weeks + time, 0, 0, gaps);
  }

  /**
   * The gaps once the open one is over without telling anything of the rate, as after an outage.
   */
  public ArrivalGaps resumed() {
    return new ArrivalGaps(count, exposure, weeks, 0, 0, last);
  }

  /** Arrivals to be expected in the open gap at the series' own rate; 0 where it has none yet. */
  public double expected() {
    return isKnown() ? open * rate() : 0;
  }

  /** Whether the series has had enough arrivals to have a rate of its own. */
  public boolean isKnown() {
    return count >= ENOUGH && exposure > 0;
  }

  /**
   * Whether the open gap can't be chance.
   *
   * @param phi overdispersion of the series, at least 1
   * @param gained exposure of the last step
   */
  public boolean isStopped(double phi, double gained) {
    if (!isKnown()) {
      return false;
    }
    double level = level(phi);
    double perWeek = Math.max(1, level * count / weeks / phi);
    double reserve = Math.max(0, RESERVE - gained * rate());
    return level * expected() / phi >= StrictMath.log(perWeek / ALPHA) + reserve;
  }

  private double rate() {
    return count / exposure;
  }

  /** The recent level as a share of the usual one, at most 1. */
  private double level(double phi) {
    double level = 1;
    double sum = 0;
    int gap = 0;
    for (int i = 0; i < SUMMED.length; i++) {
      for (; gap < SUMMED[i]; gap++) {
        sum += last[gap];
      }
      double expected = sum * rate() / phi;
      if (expected > SELDOM[i]) {
        level = Math.min(level, (SUMMED[i] - Math.sqrt(SUMMED[i])) / expected);
      }
    }
    return level;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrivalGaps gaps
        && count == gaps.count
        && exposure == gaps.exposure
        && weeks == gaps.weeks
        && open == gaps.open
        && openWeeks == gaps.openWeeks
        && Arrays.equals(last, gaps.last);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(count) + Arrays.hashCode(last);
  }

  @Override
  public String toString() {
    return "ArrivalGaps[count=%s, exposure=%s, open=%s, last=%s]"
        .formatted(count, exposure, open, Arrays.toString(last));
  }
}
