package io.campaignpulse.alert.portfolio;

/**
 * Size of orders as a count of money needs it: ρ₂ = E[R²] ÷ E[R], the size of one effective order.
 * A few large orders say no more than a few orders, however much money they are (docs/evidence.md).
 *
 * @param mean E[R], in wholes of the reporting currency
 * @param meanSquare E[R²] with a reserve, in their squares
 */
public record OrderSize(double mean, double meanSquare) {

  /** The key of what all channels share. */
  static final String EVERYWHERE = "";

  /** What an order is worth before one was seen. */
  public static final OrderSize UNKNOWN = new OrderSize(100, 10_000);

  /** Orders of its channel which a series' own are worth to it. */
  private static final double PSEUDO_ORDERS = 50;

  private static final double LEAST_SHARE = 0.5;

  /** ρ₂ of the channel. */
  public double effective() {
    return meanSquare / mean;
  }

  /**
   * ρ₂ of a series, shrunk to its channel's.
   *
   * @param money what the series' orders brought
   * @param squares Σ of their squares
   */
  public double effective(double money, double squares) {
    double own =
        (Math.max(0, squares) + PSEUDO_ORDERS * meanSquare)
            / (Math.max(0, money) + PSEUDO_ORDERS * mean);
    return Math.max(own, LEAST_SHARE * effective());
  }
}
