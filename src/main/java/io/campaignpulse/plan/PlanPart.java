package io.campaignpulse.plan;

import org.jspecify.annotations.Nullable;

/**
 * Something that one plan has to know: the plan itself, or what one book has for it. Amounts are
 * added to what is known under the same version; the rest replaces what the same book said before.
 *
 * @param version the version of the plan it was made for
 * @param plan the plan, when it is told of itself; null otherwise
 * @param book which book it comes from
 * @param actual changes of what was reached
 * @param provisional changes of spend that is estimated
 * @param reportedUntil until when the book's spend is reported, epoch milliseconds
 * @param stock the stock of the book's article
 */
public record PlanPart(
    String planId,
    long version,
    @Nullable Plan plan,
    String book,
    Steps actual,
    Steps provisional,
    @Nullable Long reportedUntil,
    @Nullable StockFigures stock) {

  /** The plan itself. */
  public static PlanPart of(Plan plan) {
    return new PlanPart(
        plan.planId(), plan.version(), plan, "", Steps.NONE, Steps.NONE, null, null);
  }

  /** How the stock of an article stands, and what changed in what was sold. */
  public static PlanPart stock(Plan plan, String sku, Steps sold, StockFigures figures) {
    return new PlanPart(plan.planId(), plan.version(), null, sku, sold, Steps.NONE, null, figures);
  }

  /** Whether it tells of nothing but estimates, which are always in motion. */
  public boolean isEstimate() {
    return plan == null && actual.isEmpty() && stock == null;
  }
}
