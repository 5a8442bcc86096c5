package io.campaignpulse.simulation;

import io.campaignpulse.event.PlanMeasure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A made-up market for plans: what its portfolio sells each hour, promotions that have ended, and
 * plans of many kinds and sizes with all that will come of them. It is drawn from none of the
 * distributions a forecast assumes: demand drifts, jumps and scatters by the logarithm, orders come
 * in lots, things are sent back, every plan's week is a little different from the portfolio's, and
 * goals are guesses.
 */
public final class PlanMarket {

  /** The zone of all markets. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final int WATCHED_HOURS = 35 * DAY;
  private static final int PLANNED_HOURS = 63 * DAY;
  private static final int PAST_PROMOTIONS = 12;
  private static final long FIRST = Instant.parse("2025-01-06T00:00:00Z").toEpochMilli();
  private static final double[] VOLUMES = {5, 20, 100, 500, 5000};
  private static final double[] LARGER = {100, 500, 2000, 5000};

  private final long seed;
  private final long start;
  private final MarketWeek week;
  private final double peak;

  /** The market of a seed. */
  public PlanMarket(long seed) {
    this.seed = seed;
    Chance chance = Chance.of(seed, 0, 0);
    this.start = FIRST + chance.below(365) * (DAY * HOUR);
    this.week = MarketWeek.of(chance, ZONE);
    this.peak = chance.between(0.2, 2);
  }

  /** When the portfolio begins to be watched, epoch milliseconds. */
  public long start() {
    return start;
  }

  /** What the portfolio sells in each hour from the start on, in units. */
  public double[] portfolio() {
    Chance chance = Chance.of(seed, 1, 0);
    int hours = WATCHED_HOURS + PLANNED_HOURS;
    double perHour = chance.logNormal(8, 1);
    DemandCourse course = new DemandCourse(chance, week.strengths(start, hours), 0);
    return Demand.units(chance, course.demand(perHour * hours));
  }

  /** Promotions that ended before the first plan begins. */
  public List<SimulatedPlan> pastPromotions() {
    List<SimulatedPlan> promotions = new ArrayList<>();
    for (int i = 0; i < PAST_PROMOTIONS; i++) {
      Chance chance = Chance.of(seed, 2, i);
      int hours = DAY * (3 + chance.below(12));
      long from = start + chance.below(WATCHED_HOURS - hours) * HOUR;
      promotions.add(clearance(chance, "past", "LEARNED", from, hours, VOLUMES[i % 5]));
    }
    return promotions;
  }

  /** Plans that begin after the watching: of every kind and size. */
  public List<SimulatedPlan> plans() {
    List<SimulatedPlan> plans = new ArrayList<>();
    for (double volume : VOLUMES) {
      plans.add(promotion(plans.size(), "clearance, learned curve", "LEARNED", volume));
    }
    plans.add(limited(plans.size()));
    plans.add(promotion(plans.size(), "clearance, linear curve", "LINEAR", any(VOLUMES)));
    plans.add(flat(plans.size()));
    plans.add(leads(plans.size()));
    plans.add(revenue(plans.size()));
    plans.add(dayBudget(plans.size()));
    plans.add(budget(plans.size(), "budget, hourly reports", 1));
    plans.add(budget(plans.size(), "budget, daily reports", DAY));
    return plans;
  }

  private double any(double[] volumes) {
    return volumes[Math.floorMod(seed, volumes.length)];
  }

  private SimulatedPlan promotion(int index, String group, String curve, double volume) {
    Chance chance = Chance.of(seed, 3, index);
    int hours = DAY * (3 + chance.below(19)) - chance.below(12);
    return clearance(chance, group, curve, planStart(chance), hours, volume);
  }

  /** Some run out of stock; of these some had run dry before, early, and got more. */
  private SimulatedPlan limited(int index) {
    SimulatedPlan plan = promotion(index, "clearance, limited stock", "LEARNED", any(VOLUMES));
    Chance chance = Chance.of(seed, 4, index);
    double stock = Math.max(1, Math.rint(plan.volume() * chance.between(0.5, 1.3)));
    boolean dry = chance.happens(0.4);
    int hours = plan.amounts().length;
    Shelf shelf =
        dry
            ? new Shelf(plan.amounts(), Math.ceil(stock * 0.05), stock, hours / 10)
            : new Shelf(plan.amounts(), stock, 0, 0);
    return new SimulatedPlan(
        plan.group(),
        plan.curve(),
        true,
        PlanMeasure.UNITS,
        plan.volume(),
        stock,
        plan.start(),
        shelf.amounts(),
        shelf.inStock(),
        shelf.onHand(),
        1);
  }

  private SimulatedPlan clearance(
      Chance chance, String group, String curve, long from, int hours, double volume) {
    double plansPeak = chance.logNormal(peak, 0.4);
    double[] demand = demand(chance, from, hours, plansPeak, volume);
    double[] units = Demand.units(chance, demand);
    return plan(group, curve, true, PlanMeasure.UNITS, volume, chance, from, units, 1);
  }

  private SimulatedPlan flat(int index) {
    Chance chance = Chance.of(seed, 3, index);
    int hours = DAY * (3 + chance.below(26));
    double[] even = new double[hours];
    Arrays.fill(even, 1);
    double volume = any(VOLUMES);
    double[] units = Demand.units(chance, new DemandCourse(chance, even, 0).demand(volume));
    return plan(
        "linear curve and traffic",
        "LINEAR",
        false,
        PlanMeasure.UNITS,
        volume,
        chance,
        planStart(chance),
        units,
        1);
  }

  private SimulatedPlan leads(int index) {
    Chance chance = Chance.of(seed, 3, index);
    int hours = DAY * (14 + chance.below(47));
    long from = planStart(chance);
    double volume = any(VOLUMES);
    double[] demand = demand(chance, from, hours, 0, volume);
    double[] leads = new double[hours];
    for (int hour = 0; hour < hours; hour++) {
      leads[hour] = chance.poisson(demand[hour]);
    }
    return plan("leads", "LEARNED", false, PlanMeasure.LEADS, volume, chance, from, leads, 1);
  }

  private SimulatedPlan revenue(int index) {
    Chance chance = Chance.of(seed, 3, index);
    int hours = DAY * (7 + chance.below(47));
    long from = planStart(chance);
    double order = chance.logNormal(60, 0.7);
    double volume = order * any(VOLUMES);
    double[] money = Demand.revenue(chance, demand(chance, from, hours, 0, volume), order);
    return plan(
        "revenue", "LEARNED", false, PlanMeasure.NET_REVENUE, volume, chance, from, money, 1);
  }

  private SimulatedPlan dayBudget(int index) {
    Chance chance = Chance.of(seed, 3, index);
    long midnight =
        Instant.ofEpochMilli(planStart(chance))
            .atZone(ZONE)
            .truncatedTo(ChronoUnit.DAYS)
            .toInstant()
            .toEpochMilli();
    return spend(chance, "budget of a day", midnight, DAY, 1);
  }

  private SimulatedPlan budget(int index, String group, int reportHours) {
    Chance chance = Chance.of(seed, 3, index);
    int hours = DAY * (7 + chance.below(47));
    return spend(chance, group, planStart(chance), hours, reportHours);
  }

  private SimulatedPlan spend(Chance chance, String group, long from, int hours, int reportHours) {
    double click = chance.logNormal(0.6, 0.6);
    double volume = click * any(LARGER);
    double[] money = Demand.spend(chance, demand(chance, from, hours, 0, volume), click);
    return plan(
        group, "LEARNED", false, PlanMeasure.SPEND, volume, chance, from, money, reportHours);
  }

  private long planStart(Chance chance) {
    return start + (WATCHED_HOURS + chance.below(3 * DAY)) * HOUR;
  }

  private double[] demand(Chance chance, long from, int hours, double peak, double volume) {
    double[] strengths = week.varied(chance, 0.15).strengths(from, hours);
    return new DemandCourse(chance, strengths, peak).demand(volume);
  }

  private static SimulatedPlan plan(
      String group,
      String curve,
      boolean peaked,
      PlanMeasure measure,
      double volume,
      Chance chance,
      long from,
      double[] amounts,
      int reportHours) {
    // A guess, of which the volume on average attains 1.
    double goal = Math.max(1, Math.rint(volume / chance.logNormal(StrictMath.exp(-0.125), 0.5)));
    double[] always = new double[amounts.length];
    Arrays.fill(always, 1);
    return new SimulatedPlan(
        group, curve, peaked, measure, volume, goal, from, amounts, always, null, reportHours);
  }
}
