package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.Severity;
import io.campaignpulse.evidence.GammaPoissonEvidence;
import io.campaignpulse.evidence.RatioInterval;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an article, or all articles of a promotion, sell less than planned: evidence that is
 * valid though it is looked at every minute. N is units sold, L the units planned for the time in
 * stock, both divided by the units of an order, since units of one order come together.
 *
 * <p>Both are read off the course of the plan, from its start, at each tick anew: a late order, a
 * changed goal or a curve that has learned changes all of the past and leaves nothing behind. Units
 * are net of returns, which is all a course knows; what is returned lowers no step below 0.
 *
 * @param margin share by which the plan may be missed before it counts, in [0, 1)
 * @param warning evidence R from which it warns
 * @param critical evidence R from which it is critical
 * @param unitsPerOrder E[q²] ÷ E[q] of the units of an order, at least 1
 */
record ClearanceBehind(double margin, double warning, double critical, double unitsPerOrder)
    implements PlanCondition {

  static final double DEFAULT_MARGIN = .10;
  static final double DEFAULT_WARNING = 20;
  static final double DEFAULT_CRITICAL = 100;

  /** Most orders have one unit, a few have two or three: an estimate. */
  static final double DEFAULT_UNITS_PER_ORDER = 1.2;

  private static final double CALM = 1;
  private static final long CALM_MILLIS = Duration.ofMinutes(60).toMillis();
  private static final double ALPHA = .05;
  private static final double CAP = 10;

  @Override
  public boolean isAbout(PlanProgress row) {
    return row.kind() == PlanKind.CLEARANCE;
  }

  @Override
  public @Nullable PlanVerdict evaluate(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words) {
    List<CoursePoint> past =
        row.course().stream()
            .filter(point -> point.actualMicros() != null && point.plannedInStockMicros() != null)
            .toList();
    if (past.size() < 2) {
      return PlanVerdict.notEvaluable(row, open, words);
    }
    TargetState state = state(row, past);
    double evidence = state.evidence();
    boolean calm = evidence < CALM;
    Long calmSince = !calm ? null : open == null ? null : open.calmSince();
    if (open != null && calm && calmSince == null) {
      calmSince = tick;
    }
    boolean stillOpen = open != null && (calmSince == null || tick - calmSince < CALM_MILLIS);
    if (evidence < warning && !stillOpen) {
      return open == null
          ? null
          : PlanVerdict.sound(
              figures(row, state, null, words),
              words.sentence("clearance.onPlan", sold(state), planned(state)));
    }
    return behind(row, state, calmSince, words);
  }

  private TargetState state(PlanProgress row, List<CoursePoint> past) {
    TargetTest test =
        new TargetTest(margin, row.endTime() - row.startTime(), CAP * Math.max(warning, critical));
    CoursePoint before = past.get(0);
    TargetState state = test.start(before.time());
    for (CoursePoint point : past.subList(1, past.size())) {
      state =
          test.step(
              state,
              Math.max(0, reached(point) - reached(before)) / 1e6,
              Math.max(0, inStock(point) - inStock(before)) / 1e6,
              unitsPerOrder,
              point.time(),
              point.time() - before.time());
      before = point;
    }
    return state;
  }

  private static long reached(CoursePoint point) {
    Long actual = point.actualMicros();
    return actual == null ? 0 : actual;
  }

  private static long inStock(CoursePoint point) {
    Long planned = point.plannedInStockMicros();
    return planned == null ? 0 : planned;
  }

  private PlanVerdict behind(
      PlanProgress row, TargetState state, @Nullable Long calmSince, PlanWords words) {
    PlanStock stock = row.stock();
    Long onHand = stock == null ? null : stock.onHandMicros();
    boolean soldOut = onHand != null && onHand <= 0;
    Long leftover = leftover(row, stock);
    Long atRisk = leftover == null ? null : words.worth(leftover);
    return new PlanVerdict(
        true,
        state.evidence() >= critical ? Severity.CRITICAL : Severity.WARNING,
        soldOut ? AlertCause.OUT_OF_STOCK : AlertCause.DEMAND_WEAK,
        figures(row, state, atRisk, words),
        words.sentence(
            "clearance.behind",
            sold(state),
            planned(state),
            leftover == null ? null : words.amount("leftover", leftover),
            MessagePart.chance(state.evidence()),
            words.atRisk(atRisk)),
        AlertMessage.of(soldOut ? "action.restockFirst" : "action.markdown"),
        calmSince);
  }

  /** What is expected to be left over: of the stock, or of the goal where no stock is known. */
  private static @Nullable Long leftover(PlanProgress row, @Nullable PlanStock stock) {
    Long left = stock == null ? null : stock.projectedLeftoverMicros();
    if (left != null) {
      return Math.max(0, left);
    }
    return row.projection() == null
        ? null
        : (Long) Math.max(0, row.goalMicros() - row.projection().totalMicros());
  }

  private Finding.Figures figures(
      PlanProgress row, TargetState state, @Nullable Long atRisk, PlanWords words) {
    double count = state.count() / unitsPerOrder;
    double expected = state.expected() / unitsPerOrder;
    RatioInterval ratio = GammaPoissonEvidence.interval(count, expected, ALPHA);
    boolean known = expected > 0;
    return new Finding.Figures(
        "units",
        state.count(),
        state.expected(),
        row.goalMicros() / 1e6,
        known ? (Double) (count / expected) : null,
        known ? (Double) ratio.low() : null,
        known ? (Double) ratio.high() : null,
        state.evidence(),
        state.roberts().logMean(),
        StrictMath.exp(GammaPoissonEvidence.logE(count, expected * (1 - margin))),
        null,
        atRisk,
        null,
        words.evaluatedUntil());
  }

  private static MessagePart sold(TargetState state) {
    return MessagePart.count("sold", state.count(), 2);
  }

  private static MessagePart planned(TargetState state) {
    return MessagePart.count("planned", state.expected(), 2);
  }
}
