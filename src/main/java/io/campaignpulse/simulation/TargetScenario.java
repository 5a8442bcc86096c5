package io.campaignpulse.simulation;

/** How the conversion rate of a {@link TargetMarket} behaves to its target. */
public enum TargetScenario {
  /** Exactly at target, always. */
  AT_TARGET("at target", 1, false, 0, 0, 1),
  /** On average at target, by 30 % better and worse over the day. */
  DAILY("30 % up and down over the day", 1, false, 0.3, 0, 1),
  /** On average at target; every 6 hours have a rate of their own. */
  SCATTERED("6 hours scatter by 25 %", 1, false, 0, 0.25, 1),
  /** At target, and conversions take three times as long as elsewhere. */
  LONG_LAGS("lags three times as long", 1, false, 0, 0, 3),
  /** Always above target. */
  ABOVE("20 % above target", 1.2, false, 0, 0, 1),
  /** Short of the target from the start. */
  SHORT_30("30 % short from the start", 0.7, false, 0, 0, 1),
  /** Far short of it from the start. */
  SHORT_50("50 % short from the start", 0.5, false, 0, 0, 1),
  /** Short of it after three days at target. */
  DROP_30("30 % short after 3 good days", 0.7, true, 0, 0, 1),
  /** Far short of it after three days at target. */
  DROP_50("50 % short after 3 good days", 0.5, true, 0, 0, 1);

  private static final int GOOD_DAYS = 3;

  private final String label;
  private final double factor;
  private final boolean later;
  private final double swing;
  private final double scatter;
  private final double lagFactor;

  TargetScenario(
      String label, double factor, boolean later, double swing, double scatter, double lagFactor) {
    this.label = label;
    this.factor = factor;
    this.later = later;
    this.swing = swing;
    this.scatter = scatter;
    this.lagFactor = lagFactor;
  }

  /** The scenario in words. */
  public String label() {
    return label;
  }

  /** Whether campaigns miss their target in the end. */
  public boolean isShort() {
    return factor < 1;
  }

  /** The first minute at which they miss it, or would. */
  public int changesAt() {
    return later ? GOOD_DAYS * TargetMarket.DAY : 0;
  }

  /** The scenario that the rest of the portfolio lives in. */
  public TargetScenario portfolio() {
    return factor == 1 ? this : AT_TARGET;
  }

  double factor() {
    return factor;
  }

  /** Amplitude of the rate over the day, as a share of it. */
  double swing() {
    return swing;
  }

  /** Standard deviation of the rate of 6 hours, as a share of it. */
  double scatter() {
    return scatter;
  }

  double lagFactor() {
    return lagFactor;
  }
}
