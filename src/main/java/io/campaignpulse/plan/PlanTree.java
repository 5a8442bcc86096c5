package io.campaignpulse.plan;

import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.ingest.Utf8Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The check of plans that are parts of others: a parent exists, plans the same measure over a
 * period that holds those of its parts, and its goal is the sum of theirs. Of several problems of a
 * plan the first stands, in the order in which they are looked for here.
 */
final class PlanTree {
  private final Map<String, Plan> plans = new TreeMap<>(Utf8Order::compare);
  private final Map<String, List<Plan>> children = new HashMap<>();

  PlanTree(Collection<Plan> given) {
    given.forEach(plan -> plans.put(plan.planId(), plan));
    for (Plan plan : plans.values()) {
      if (plan.parentId() != null) {
        children.computeIfAbsent(plan.parentId(), p -> new ArrayList<>()).add(plan);
      }
    }
  }

  /** The plans, each with the first problem it has with its place in the tree. */
  List<Plan> judged() {
    return plans.values().stream().map(this::judged).toList();
  }

  private Plan judged(Plan plan) {
    Plan child = plan.parentId() == null ? plan : asChild(plan, plan.parentId());
    return child.problem() == null ? asParent(child) : child;
  }

  private Plan asChild(Plan plan, String parentId) {
    if (isItsOwnAncestor(plan)) {
      return plan.with(
          PlanProblem.PARENT_CYCLE, "The parents of " + plan.planId() + " lead back to it.");
    }
    Plan parent = plans.get(parentId);
    if (parent == null) {
      return plan.with(
          PlanProblem.PARENT_UNKNOWN, "There is no plan " + parentId + " to be a part of.");
    }
    if (parent.measure() != plan.measure()) {
      return plan.with(
          PlanProblem.MEASURE_DIFFERS_FROM_PARENT,
          "It plans "
              + plan.measure().label()
              + ", "
              + parentId
              + " plans "
              + parent.measure().label()
              + ".");
    }
    if (plan.startTime() < parent.startTime() || plan.endTime() > parent.endTime()) {
      return plan.with(
          PlanProblem.PERIOD_OUTSIDE_PARENT, "Its period reaches beyond that of " + parentId + ".");
    }
    return plan;
  }

  private boolean isItsOwnAncestor(Plan plan) {
    @Nullable String ancestor = plan.parentId();
    for (int steps = 0; ancestor != null && steps <= plans.size(); steps++) {
      if (ancestor.equals(plan.planId())) {
        return true;
      }
      Plan next = plans.get(ancestor);
      ancestor = next == null ? null : next.parentId();
    }
    return false;
  }

  private Plan asParent(Plan plan) {
    List<Plan> parts = children.get(plan.planId());
    if (parts == null) {
      return plan;
    }
    // Sums of goals may leave the range of a long where each goal does not.
    BigDecimal sum =
        parts.stream()
            .map(part -> wholes(part.goalMicros()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.compareTo(wholes(plan.goalMicros())) == 0
        ? plan
        : plan.with(
            PlanProblem.GOAL_NOT_SUM_OF_CHILDREN,
            "Its goal is "
                + text(wholes(plan.goalMicros()))
                + ", its parts sum up to "
                + text(sum)
                + ".");
  }

  private static BigDecimal wholes(long micros) {
    return BigDecimal.valueOf(micros, 6);
  }

  private static String text(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
