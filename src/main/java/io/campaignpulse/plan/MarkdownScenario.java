package io.campaignpulse.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be sold until the end of a clearance if the price were cut and demand answered with a
 * constant elasticity: a scenario, neither a forecast nor advice. Units are in millionths, money in
 * micros.
 *
 * <p>units = min(on hand, units expected at the present price × (1 − markdown)^elasticity).
 * Constant elasticity is a rule of thumb for moderate cuts; nobody knows the elasticity of an
 * article before it is tried, so scenarios come over a range of it.
 *
 * @param markdown share of the present price that is cut, in [0, 1)
 * @param elasticity change of demand in percent for one percent of price, below 0
 * @param priceMicros price of a unit after the cut
 * @param unitsMicros units sold until the end
 * @param leftoverMicros units left at the end; below 0 what is oversold already
 * @param revenueMicros units times price
 * @param marginMicros revenue less the cost of the units sold; null where the cost is unknown
 */
public record MarkdownScenario(
    double markdown,
    double elasticity,
    long priceMicros,
    long unitsMicros,
    long leftoverMicros,
    long revenueMicros,
    @Nullable Long marginMicros) {

  /** Markdowns shown: none, then up to half the price in steps of 5 %. */
  public static final List<Double> MARKDOWNS =
      List.of(0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5);

  /** Elasticities shown, from demand that hardly answers to one that answers strongly. */
  public static final List<Double> ELASTICITIES = List.of(-1.0, -1.5, -2.0, -2.5, -3.0);

  /** The table of all of these, markdown by markdown. */
  public static List<MarkdownScenario> table(AtPresentPrice present) {
    List<MarkdownScenario> scenarios = new ArrayList<>();
    for (double markdown : MARKDOWNS) {
      for (double elasticity : ELASTICITIES) {
        scenarios.add(present.after(markdown, elasticity));
      }
    }
    return scenarios;
  }

  /**
   * Where a clearance is heading at the present price.
   *
   * @param remainingMicros units expected to be asked for until the end, stock permitting or not
   * @param onHandMicros units on hand
   * @param priceMicros present price of a unit
   * @param unitCostMicros cost of a unit; null where unknown
   */
  public record AtPresentPrice(
      long remainingMicros, long onHandMicros, long priceMicros, @Nullable Long unitCostMicros) {

    /** The scenario of one markdown and elasticity. */
    MarkdownScenario after(double markdown, double elasticity) {
      double kept = 1 - markdown;
      double asked = Math.max(remainingMicros, 0) * StrictMath.pow(kept, elasticity);
      long units = Math.min(Math.round(asked), Math.max(onHandMicros, 0));
      long price = Math.round(priceMicros * kept);
      long revenue = Amounts.worth(units, price);
      return new MarkdownScenario(
          markdown,
          elasticity,
          price,
          units,
          onHandMicros - units,
          revenue,
          unitCostMicros == null ? null : (Long) (revenue - Amounts.worth(units, unitCostMicros)));
    }
  }
}
