package io.campaignpulse.plan;

import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.event.PlanProjection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a running plan is heading, as seen from an instant of its period: what was reached, and a
 * forecast of what follows at the recent rate along the curve. Amounts are in wholes of the
 * measure's unit.
 *
 * <p>A budget is a lever: after a change of it only what came since the change teaches the rate,
 * which begins at what is planned for the rest. Demand does not follow its plan: other plans keep
 * their whole past.
 *
 * <p>Of spend only what is reported teaches the rate, and what no report covers yet is either
 * estimated from clicks ({@code provisional}) or a part of what follows. Of a clearance, time out
 * of stock teaches nothing, and no more can be sold than is left.
 */
final class Outlook {
  /** Finer steps than this many say no more about the rate. */
  private static final int MOST_STEPS = 84;

  private static final double DAY = 86_400_000;
  private static final double LOW = .1;
  private static final double HIGH = .9;

  private final Plan plan;
  private final PlanCurve curve;
  private final double base;
  private final double shareSoFar;
  private final double goal;
  private final long since;
  private final RecentRate rate;
  private final @Nullable Double stock;

  /**
   * The outlook of a plan.
   *
   * @param firstDay what its first day tells of later ones
   * @param now epoch milliseconds, within the period
   */
  Outlook(Plan plan, PlanActuals known, PlanCurve curve, FirstDay firstDay, long now) {
    this.plan = plan;
    this.curve = curve;
    PlanMeasure measure = plan.measure();
    long provisional = known.provisional(plan);
    long reported = reportedUntil(known, now);
    base = Measures.wholes(measure, known.reached(plan.startTime(), now) + provisional);
    since = provisional > 0 ? now : reported;
    shareSoFar = curve.share(since);
    goal = plan.goalMicros() / 1e6;
    stock = stock(known, now);
    long taught = plan.isBudget() ? Steps.after(plan, plan.pace().from()) : plan.startTime();
    rate =
        RecentRate.of(
            past(known, taught, reported),
            taught > plan.startTime() ? plannedRate(known, taught) : goal,
            measure,
            firstDay);
  }

  /** What is planned for the rest from a change on, by unit of share. */
  private double plannedRate(PlanActuals known, long change) {
    boolean isReported = since >= change;
    double spent =
        isReported
            ? Measures.wholes(plan.measure(), known.reached(plan.startTime(), change))
            : base;
    double left = 1 - (isReported ? curve.share(change) : shareSoFar);
    return left > 0 ? Math.max(0, goal - spent) / left : 0;
  }

  /** Spend is known as far as it is reported, all else until now. */
  private long reportedUntil(PlanActuals known, long now) {
    if (plan.measure() != PlanMeasure.SPEND) {
      return now;
    }
    Long until = known.reportedBySome();
    return until == null ? plan.startTime() : Math.max(plan.startTime(), Math.min(now, until));
  }

  private @Nullable Double stock(PlanActuals known, long now) {
    Long onHand =
        plan.kind() == PlanKind.CLEARANCE ? ClearanceStock.onHandAt(plan, known, now) : null;
    return onHand == null ? null : (Double) Math.max(0, onHand / 1e6);
  }

  private List<ProgressStep> past(PlanActuals known, long from, long until) {
    List<ProgressStep> steps = new ArrayList<>();
    long length = Steps.length(plan, MOST_STEPS);
    long end;
    for (long at = from; at < until; at = end) {
      end = Math.min(Steps.after(plan, at, length), until);
      double share = curve.share(end) - curve.share(at);
      double inStock = ClearanceStock.availability(plan, known, at, end);
      double amount = Measures.wholes(plan.measure(), known.reached(at, end));
      steps.add(new ProgressStep(share * inStock, amount, (end - at) / DAY));
    }
    return steps;
  }

  /** What is expected to follow until an instant, whatever the stock. */
  Forecast demand(long until) {
    double share = Math.max(0, curve.share(until) - shareSoFar);
    return rate.forecast(share, Math.max(0, until - since) / DAY);
  }

  /** What is expected to follow until an instant, of what is in stock. */
  Forecast sales(long until) {
    Forecast demand = demand(until);
    return stock == null ? demand : demand.cappedAt(stock);
  }

  /** When the stock is expected to end, epoch milliseconds; null if not within the period. */
  @Nullable Long stockOutAt(long now) {
    double mean = demand(plan.endTime()).mean();
    if (stock == null || stock <= 0 || mean < stock) {
      return null;
    }
    double share = shareSoFar + (1 - shareSoFar) * stock / mean;
    return Math.max(now, curve.instant(share));
  }

  /** The total at an instant, with its interval; the chance of the goal only at the end. */
  PlanProjection total(long until) {
    Forecast following = sales(until);
    Double chance = null;
    if (until >= plan.endTime() && plan.goalMicros() > 0) {
      chance =
          plan.isBudget()
              ? following.probabilityAtMost(goal - base)
              : following.probabilityAtLeast(goal - base);
    }
    return new PlanProjection(
        Rounded.micros(base + following.mean()),
        Rounded.micros(base + following.quantile(LOW)),
        Rounded.micros(base + following.quantile(HIGH)),
        chance == null ? null : (Double) Rounded.probability(chance));
  }
}
