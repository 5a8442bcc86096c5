package io.campaignpulse.plan;

import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.spend.Spreading;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The course of a plan as a chart shows it: planned and reached until now, planned and projected
 * from now on, at even steps of its period and at the present.
 */
final class Course {
  private static final int STEPS = 24;

  private Course() {}

  /**
   * The points from start to end.
   *
   * @param outlook null where the plan isn't running
   */
  static List<CoursePoint> of(
      Plan plan, PlanActuals known, PlanCurve curve, long now, @Nullable Outlook outlook) {
    TreeSet<Long> times = new TreeSet<>();
    for (int i = 0; i <= STEPS; i++) {
      times.add(plan.startTime() + (plan.endTime() - plan.startTime()) / STEPS * i);
    }
    times.add(plan.endTime());
    if (outlook != null) {
      times.add(now);
    }
    if (plan.pace().from() < plan.endTime()) {
      times.add(plan.pace().from());
    }
    List<CoursePoint> points = new ArrayList<>();
    long step = plan.startTime();
    long before = 0;
    for (long time : times) {
      // The steps are many and the points are few: each step is added once.
      long next = Math.max(step, Steps.start(plan, time));
      before = Math.addExact(before, known.reached(step, next));
      step = next;
      long planned = Math.round(plan.goalMicros() * curve.share(time));
      Long reached =
          time > now
              ? null
              : (Long) Measures.micros(plan.measure(), reached(plan, known, before, time, now));
      PlanProjection projected = outlook == null || time < now ? null : outlook.total(time);
      points.add(
          new CoursePoint(
              time,
              planned,
              reached,
              projected == null ? null : (Long) projected.totalMicros(),
              projected == null ? null : (Long) projected.lowMicros(),
              projected == null ? null : (Long) projected.highMicros(),
              time > now || plan.kind() != PlanKind.CLEARANCE
                  ? null
                  : (Long) ClearanceStock.plannedInStock(plan, known, curve, time)));
    }
    return List.copyOf(points);
  }

  /**
   * What was reached by an instant; what came in the step that holds it, evenly over its time.
   *
   * @param before what was reached before that step
   */
  private static long reached(Plan plan, PlanActuals known, long before, long time, long now) {
    if (time >= Math.min(now, plan.endTime())) {
      return known.reached(plan);
    }
    long step = Steps.start(plan, time);
    long end = Math.min(Steps.end(plan, step), now);
    Spreading inStep = new Spreading(known.reached(step, end), step, end);
    return before + inStep.share(step, time);
  }
}
