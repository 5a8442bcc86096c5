package io.campaignpulse.server;

import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest progress of every plan. The catalogue bounds how many there are, but for daily
 * budgets, which go {@link #DAYS_KEPT} after their day.
 */
final class PlansView {

  /** How long daily budgets of days gone by are kept. */
  static final Duration DAYS_KEPT = Duration.ofDays(35);

  /** By kind, then as their ids sort. */
  private static final Comparator<PlanProgress> IN_ORDER =
      Comparator.comparing(PlanProgress::kind).thenComparing(PlanProgress::planId);

  private final ConcurrentMap<String, PlanProgress> latest = new ConcurrentHashMap<>();

  void accept(PlanProgress plan) {
    latest.merge(plan.planId(), plan, (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  /** Forgets what the catalogue has taken back, and daily budgets of days long gone. */
  void expire(long now) {
    long oldest = now - DAYS_KEPT.toMillis();
    latest
        .values()
        .removeIf(
            plan ->
                plan.withdrawn()
                    || (plan.kind() == PlanKind.DAILY_BUDGET && plan.endTime() <= oldest));
  }

  /** The plans that stand. */
  List<PlanProgress> current() {
    return latest.values().stream().filter(plan -> !plan.withdrawn()).sorted(IN_ORDER).toList();
  }

  /** The plan of that id; null if none stands. */
  @Nullable PlanProgress find(String planId) {
    PlanProgress plan = latest.get(planId);
    return plan == null || plan.withdrawn() ? null : plan;
  }
}
