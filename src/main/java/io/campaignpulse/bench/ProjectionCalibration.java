package io.campaignpulse.bench;

import io.campaignpulse.bench.Calibration.Outcome;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.ingest.CurveText;
import io.campaignpulse.plan.EndedPromotion;
import io.campaignpulse.plan.FirstDay;
import io.campaignpulse.plan.Forecast;
import io.campaignpulse.plan.PlanCurve;
import io.campaignpulse.plan.PortfolioShape;
import io.campaignpulse.plan.ProfileBook;
import io.campaignpulse.plan.ProgressStep;
import io.campaignpulse.plan.RecentRate;
import io.campaignpulse.simulation.MarketWeather;
import io.campaignpulse.simulation.PlanMarket;
import io.campaignpulse.simulation.SimulatedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The calibration of projections: plans of simulated markets are projected by the product's own
 * classes at 25, 50 and 75 % of their operational time, knowing only what had come by then.
 */
final class ProjectionCalibration {

  private static final double[] HORIZONS = {0.25, 0.5, 0.75};
  private static final int MOST_STEPS = 84;
  private static final long HOUR = 3_600_000;
  private static final double DAY_HOURS = 24;
  private static final long MICROS = 1_000_000;

  /** Where the rule on plans that fall behind looks: at each tenth. */
  private static final int TENTHS = 10;

  private static final double ALARMED_BELOW = 0.2;
  private static final double MANY_TO_COME = 20;

  private final Calibration calibration = new Calibration();
  private final MarketWeather weather;
  private int alarmed;
  private int missed;

  /** Calibrates on markets of one kind. */
  ProjectionCalibration(MarketWeather weather) {
    this.weather = weather;
  }

  /** All plans of the market of a seed. */
  void market(long seed) {
    PlanMarket market = new PlanMarket(seed, weather);
    Portfolio portfolio = new Portfolio(market);
    for (SimulatedPlan plan : market.plans()) {
      PlanCurve time =
          PlanCurve.of(
              CurveText.LEARNED,
              plan.start(),
              plan.end(),
              portfolio.shapeAsOf(plan.start()),
              PlanMarket.ZONE,
              plan.peaked());
      for (double horizon : HORIZONS) {
        int hour = (int) ((time.instant(horizon) - plan.start()) / HOUR);
        // Reports tell nothing of the hours after the last one.
        int known = hour / plan.reportHours() * plan.reportHours();
        judge(plan, known, portfolio.shapeAsOf(plan.hour(hour)), horizon);
      }
      if (plan.measure() != PlanMeasure.SPEND && !plan.peaked()) {
        alarm(plan, time, portfolio);
      }
    }
  }

  private void alarm(SimulatedPlan plan, PlanCurve time, Portfolio portfolio) {
    for (int tenth = 1; tenth < TENTHS; tenth++) {
      int hour = (int) ((time.instant(tenth / (double) TENTHS) - plan.start()) / HOUR);
      Forecast rest = forecast(plan, hour, portfolio.shapeAsOf(plan.hour(hour)));
      if (rest.probabilityAtLeast(plan.goal() - plan.until(hour)) < ALARMED_BELOW) {
        alarmed++;
        missed += plan.until(plan.amounts().length) < plan.goal() ? 1 : 0;
        return;
      }
    }
  }

  /** Growth targets whose chance of the goal was seen below 0.2. */
  int alarmed() {
    return alarmed;
  }

  /** The share of those that missed their goal. */
  double missed() {
    return missed / (double) alarmed;
  }

  Calibration calibration() {
    return calibration;
  }

  private static Forecast forecast(SimulatedPlan plan, int hour, PortfolioShape shape) {
    CurveText course = CurveText.parse("curve", plan.curve());
    PlanCurve curve =
        PlanCurve.of(course, plan.start(), plan.end(), shape, PlanMarket.ZONE, plan.peaked());
    FirstDay firstDay = FirstDay.of(plan.peaked(), course, shape);
    int hours = plan.amounts().length;
    Forecast rest =
        RecentRate.of(past(plan, curve, hour), plan.goal(), plan.measure(), firstDay)
            .forecast(1 - curve.share(plan.hour(hour)), (hours - hour) / DAY_HOURS);
    return plan.onHand() == null ? rest : rest.cappedAt(plan.onHand()[hour]);
  }

  private void judge(SimulatedPlan plan, int hour, PortfolioShape shape, double horizon) {
    double actual = plan.until(hour);
    Forecast rest = forecast(plan, hour, shape);
    double realised = plan.until(plan.amounts().length);
    boolean reached = realised >= plan.goal();
    double wrong = rest.probabilityAtLeast(plan.goal() - actual) - (reached ? 1 : 0);
    calibration.add(
        new Outcome(
            actual + rest.mean(),
            actual + rest.quantile(0.1),
            actual + rest.quantile(0.9),
            realised,
            plan.goal(),
            wrong * wrong),
        "all",
        String.format(Locale.ROOT, "at %.0f %%", 100 * horizon),
        plan.measure().isMoney()
            ? "money"
            : rest.mean() >= MANY_TO_COME ? "20 and more to come" : "fewer to come",
        plan.measure().isMoney() ? "all money" : volume(plan),
        plan.group());
  }

  /** The steps of at least an hour, no more of them than {@code Outlook} makes. */
  private static List<ProgressStep> past(SimulatedPlan plan, PlanCurve curve, int until) {
    int length = -Math.floorDiv(-plan.amounts().length, MOST_STEPS);
    List<ProgressStep> steps = new ArrayList<>();
    for (int from = 0; from < until; from += length) {
      steps.add(step(plan, curve, from, Math.min(until, from + length)));
    }
    return steps;
  }

  private static ProgressStep step(SimulatedPlan plan, PlanCurve curve, int from, int to) {
    double share = 0;
    double amount = 0;
    for (int hour = from; hour < to; hour++) {
      double planned = curve.share(plan.hour(hour + 1)) - curve.share(plan.hour(hour));
      share += planned * plan.inStock()[hour];
      amount += plan.reported(hour);
    }
    return new ProgressStep(share, amount, (to - from) / DAY_HOURS);
  }

  private static String volume(SimulatedPlan plan) {
    return String.format(Locale.ROOT, "counts around %,.0f", plan.volume());
  }

  /** The portfolio of a market as the product learns it. */
  private static final class Portfolio {

    private final PlanMarket market;
    private final double[] units;
    private final ProfileBook book = ProfileBook.empty();
    private int added;

    Portfolio(PlanMarket market) {
      this.market = market;
      this.units = market.portfolio();
      int number = 0;
      for (SimulatedPlan plan : market.pastPromotions()) {
        int hours = plan.amounts().length;
        double first = Math.max(0, plan.until(24));
        double later = Math.max(0, plan.until(hours) - plan.until(24));
        book.promotionEnded(
            "p" + number++, new EndedPromotion(plan.end(), first, 24, later, hours - 24));
      }
    }

    /** Hours are only ever added, and those after a time don't count in the shape as of it. */
    PortfolioShape shapeAsOf(long now) {
      for (; added < units.length && market.start() + added * HOUR < now; added++) {
        for (int unit = 0; unit < units[added]; unit++) {
          book.add(market.start() + added * HOUR, MICROS, PlanMarket.ZONE);
        }
      }
      return book.shapeAsOf(now, PlanMarket.ZONE);
    }
  }
}
