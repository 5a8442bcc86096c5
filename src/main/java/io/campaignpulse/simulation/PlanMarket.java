package io.campaignpulse.simulation;

import java.time.Instant;
import java.time.ZoneId;
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
  private static final long FIRST = Instant.parse("2025-01-06T00:00:00Z").toEpochMilli();

  private final long seed;
  private final long start;
  private final MarketWeek week;
  private final SimulatedPlans plans;
  private final MarketWeather weather;

  /** The market of a seed. */
  public PlanMarket(long seed, MarketWeather weather) {
    this.seed = seed;
    this.weather = weather;
    Chance chance = Chance.of(seed, 0, 0);
    this.start = FIRST + chance.below(365) * (DAY * HOUR);
    this.week = MarketWeek.of(chance, ZONE);
    this.plans = new SimulatedPlans(seed, week, weather, chance.between(0.2, 2));
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
    DemandCourse course = new DemandCourse(chance, weather, week.strengths(start, hours), 0);
    return Demand.units(chance, weather, course.demand(perHour * hours));
  }

  /** Promotions that ended before the first plan begins. */
  public List<SimulatedPlan> pastPromotions() {
    return plans.past(start, WATCHED_HOURS);
  }

  /** Plans that begin after the watching, of every kind and size. */
  public List<SimulatedPlan> plans() {
    return plans.all(start + WATCHED_HOURS * HOUR);
  }
}
