package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with given plans: of several problems of a plan the first stands. */
final class PlanTree {

  private static final Set<String> OF_LINES =
      Set.of("units", "grossRevenue", "netRevenue", "margin");
  private static final Set<String> OF_NO_DEALER =
      Set.of("spend", "impressions", "clicks", "visits");

  private PlanTree() {}

  static Plan judged(Plan plan, Map<String, Plan> given) {
    String problem = ofChild(plan, given);
    if (problem == null && !sumsUp(plan, given)) {
      problem = "GOAL_NOT_SUM_OF_CHILDREN";
    }
    if (problem == null && !isTold(plan)) {
      problem = "MEASURE_NOT_IN_SCOPE";
    }
    return problem == null ? plan : plan.with(problem);
  }

  private static @Nullable String ofChild(Plan plan, Map<String, Plan> given) {
    if (plan.parent() == null) {
      return null;
    }
    Plan parent = given.get(plan.parent());
    Set<String> passed = new HashSet<>();
    for (Plan at = parent; at != null && passed.add(at.id()); at = parentOf(at, given)) {
      if (at.id().equals(plan.id())) {
        return "PARENT_CYCLE";
      }
    }
    if (parent == null) {
      return "PARENT_UNKNOWN";
    }
    if (!parent.measure().equals(plan.measure())) {
      return "MEASURE_DIFFERS_FROM_PARENT";
    }
    return plan.start().isBefore(parent.start()) || plan.end().isAfter(parent.end())
        ? "PERIOD_OUTSIDE_PARENT"
        : null;
  }

  private static @Nullable Plan parentOf(Plan plan, Map<String, Plan> given) {
    return plan.parent() == null ? null : given.get(plan.parent());
  }

  private static boolean sumsUp(Plan plan, Map<String, Plan> given) {
    List<Plan> children =
        given.values().stream().filter(child -> plan.id().equals(child.parent())).toList();
    BigDecimal sum = children.stream().map(Plan::goal).reduce(BigDecimal.ZERO, BigDecimal::add);
    return children.isEmpty() || sum.compareTo(plan.goal()) == 0;
  }

  /** Whether the measure can be told apart by what limits the plan. */
  static boolean isTold(Plan plan) {
    Set<String> limits = plan.scope().keySet();
    if (limits.contains("promotionId")) {
      return OF_LINES.contains(plan.measure())
          && Set.of("promotionId", "dealerId").containsAll(limits);
    }
    return !limits.contains("dealerId") || !OF_NO_DEALER.contains(plan.measure());
  }
}
