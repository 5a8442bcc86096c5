package io.campaignpulse.simulation;

import io.campaignpulse.event.PlanMeasure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The plans of a {@link PlanMarket}, each drawn by a chance of its own. */
final class SimulatedPlans {

  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final int PAST = 12;
  private static final double[] VOLUMES = {5, 20, 100, 500, 5000};
  private static final double[] CLICKS = {100, 500, 2000, 5000};

  private static final Kind CLEARANCE =
      new Kind("clearance, learned curve", "LEARNED", true, PlanMeasure.UNITS, 1);
  private static final Kind LIMITED =
      new Kind("clearance, limited stock", "LEARNED", true, PlanMeasure.UNITS, 1);
  private static final Kind LINEAR =
      new Kind("clearance, linear curve", "LINEAR", true, PlanMeasure.UNITS, 1);
  private static final Kind FLAT =
      new Kind("linear curve and traffic", "LINEAR", false, PlanMeasure.UNITS, 1);
  private static final Kind LEADS = new Kind("leads", "LEARNED", false, PlanMeasure.LEADS, 1);
  private static final Kind REVENUE =
      new Kind("revenue", "LEARNED", false, PlanMeasure.NET_REVENUE, 1);
  private static final Kind DAY_BUDGET =
      new Kind("budget of a day", "LEARNED", false, PlanMeasure.SPEND, 1);
  private static final Kind BUDGET =
      new Kind("budget, hourly reports", "LEARNED", false, PlanMeasure.SPEND, 1);
  private static final Kind DAILY_REPORTS =
      new Kind("budget, daily reports", "LEARNED", false, PlanMeasure.SPEND, DAY);

  private final long seed;
  private final MarketWeek week;
  private final MarketWeather weather;
  private final double peak;

  /** What all plans of a kind share; the parts are those of {@link SimulatedPlan}. */
  private record Kind(
      String group, String curve, boolean peaked, PlanMeasure measure, int reportHours) {}

  /**
   * The plans of a seed.
   *
   * @param peak how much stronger promotions begin, on average
   */
  SimulatedPlans(long seed, MarketWeek week, MarketWeather weather, double peak) {
    this.seed = seed;
    this.week = week;
    this.weather = weather;
    this.peak = peak;
  }

  /** Promotions that begin and end within some hours. */
  List<SimulatedPlan> past(long start, int hours) {
    List<SimulatedPlan> promotions = new ArrayList<>();
    for (int i = 0; i < PAST; i++) {
      Chance chance = Chance.of(seed, 2, i);
      int length = DAY * (3 + chance.below(12));
      long from = start + chance.below(hours - length) * HOUR;
      promotions.add(units(CLEARANCE, chance, from, length, VOLUMES[i % VOLUMES.length]));
    }
    return promotions;
  }

  /** One plan of each kind, and clearances of each volume, that begin within three days. */
  List<SimulatedPlan> all(long earliest) {
    List<SimulatedPlan> plans = new ArrayList<>();
    for (double volume : VOLUMES) {
      plans.add(promotion(CLEARANCE, chance(plans), earliest, volume));
    }
    plans.add(limited(chance(plans), earliest));
    plans.add(promotion(LINEAR, chance(plans), earliest, any(VOLUMES)));
    plans.add(flat(chance(plans), earliest));
    plans.add(leads(chance(plans), earliest));
    plans.add(revenue(chance(plans), earliest));
    plans.add(dayBudget(chance(plans), earliest));
    plans.add(budget(BUDGET, chance(plans), earliest));
    plans.add(budget(DAILY_REPORTS, chance(plans), earliest));
    return plans;
  }

  private Chance chance(List<SimulatedPlan> before) {
    return Chance.of(seed, 3, before.size());
  }

  private double any(double[] volumes) {
    return volumes[Math.floorMod(seed, volumes.length)];
  }

  private static long start(Chance chance, long earliest) {
    return earliest + chance.below(3 * DAY) * HOUR;
  }

  private SimulatedPlan promotion(Kind kind, Chance chance, long earliest, double volume) {
    int hours = DAY * (3 + chance.below(19)) - chance.below(12);
    return units(kind, chance, start(chance, earliest), hours, volume);
  }

  private SimulatedPlan units(Kind kind, Chance chance, long from, int hours, double volume) {
    double ofThis = chance.logNormal(peak, 0.4);
    double[] demand = demand(chance, from, hours, ofThis, volume);
    return plan(kind, chance, from, volume, Demand.units(chance, weather, demand));
  }

  /** Some run out of stock; some of these had run dry before, early, and got more. */
  private SimulatedPlan limited(Chance chance, long earliest) {
    SimulatedPlan plan = promotion(LIMITED, chance, earliest, any(VOLUMES));
    double stock = Math.max(1, Math.rint(plan.volume() * chance.between(0.5, 1.3)));
    double[] demand = plan.amounts();
    Shelf shelf =
        chance.happens(0.4)
            ? new Shelf(demand, Math.ceil(stock * 0.05), stock, demand.length / 10)
            : new Shelf(demand, stock, 0, 0);
    return plan.soldFrom(shelf, stock);
  }

  private SimulatedPlan flat(Chance chance, long earliest) {
    double[] even = new double[DAY * (3 + chance.below(26))];
    Arrays.fill(even, 1);
    double volume = any(VOLUMES);
    double[] demand = new DemandCourse(chance, weather, even, 0).demand(volume);
    double[] units = Demand.units(chance, weather, demand);
    return plan(FLAT, chance, start(chance, earliest), volume, units);
  }

  private SimulatedPlan leads(Chance chance, long earliest) {
    int hours = DAY * (14 + chance.below(47));
    long from = start(chance, earliest);
    double volume = any(VOLUMES);
    double[] leads = demand(chance, from, hours, 0, volume);
    for (int hour = 0; hour < hours; hour++) {
      leads[hour] = weather.orders(chance, leads[hour]);
    }
    return plan(LEADS, chance, from, volume, leads);
  }

  private SimulatedPlan revenue(Chance chance, long earliest) {
    int hours = DAY * (7 + chance.below(47));
    long from = start(chance, earliest);
    double order = chance.logNormal(60, 0.7);
    double volume = order * any(VOLUMES);
    double[] demand = demand(chance, from, hours, 0, volume);
    return plan(REVENUE, chance, from, volume, Demand.revenue(chance, weather, demand, order));
  }

  private SimulatedPlan dayBudget(Chance chance, long earliest) {
    long midnight =
        Instant.ofEpochMilli(start(chance, earliest))
            .atZone(PlanMarket.ZONE)
            .truncatedTo(ChronoUnit.DAYS)
            .toInstant()
            .toEpochMilli();
    return spend(DAY_BUDGET, chance, midnight, DAY);
  }

  private SimulatedPlan budget(Kind kind, Chance chance, long earliest) {
    int hours = DAY * (7 + chance.below(47));
    return spend(kind, chance, start(chance, earliest), hours);
  }

  private SimulatedPlan spend(Kind kind, Chance chance, long from, int hours) {
    double click = chance.logNormal(0.6, 0.6);
    double volume = click * any(CLICKS);
    double[] demand = demand(chance, from, hours, 0, volume);
    return plan(kind, chance, from, volume, Demand.spend(chance, demand, click));
  }

  private double[] demand(Chance chance, long from, int hours, double first, double volume) {
    double[] strengths = week.varied(chance, 0.15).strengths(from, hours);
    return new DemandCourse(chance, weather, strengths, first).demand(volume);
  }

  private static SimulatedPlan plan(
      Kind kind, Chance chance, long from, double volume, double[] amounts) {
    // A guess, of which the volume attains 1 on average.
    double goal = Math.max(1, Math.rint(volume / chance.logNormal(StrictMath.exp(-0.125), 0.5)));
    double[] always = new double[amounts.length];
    Arrays.fill(always, 1);
    return new SimulatedPlan(
        kind.group(),
        kind.curve(),
        kind.peaked(),
        kind.measure(),
        volume,
        goal,
        from,
        amounts,
        always,
        null,
        kind.reportHours());
  }
}
