package io.campaignpulse.bench.referee;

import io.campaignpulse.simulation.Chance;
import java.util.List;

/**
 * Campaign of a company, with its part of a scenario. Minutes are those of the market.
 *
 * @param number one per company
 * @param volume clicks a day, of all its channels together
 * @param start its first minute
 * @param from the first measured minute
 * @param change the minute from which on it deviates
 * @param until the end of the measured time; equals from where it isn't measured
 */
record MeasuredCampaign(
    Scenario scenario, int number, int volume, int start, int from, int change, int until) {

  private static final long SALT = 21;

  /** A campaign whose chance depends on seed, scenario and number alone. */
  static MeasuredCampaign of(long seed, Scenario scenario, int number, int volume) {
    Chance chance = chance(seed, scenario, number, -1);
    int from = scenario.measuredFrom(chance);
    return new MeasuredCampaign(
        scenario,
        number,
        volume,
        from - scenario.history(volume),
        from,
        from + scenario.change(chance),
        from + scenario.measured());
  }

  /** A campaign on target that has run since a minute, and isn't measured. */
  static MeasuredCampaign old(Scenario scenario, int number, int volume, int start) {
    return new MeasuredCampaign(scenario, number, volume, start, start, start, start);
  }

  private static Chance chance(long seed, Scenario scenario, int number, int channel) {
    return Chance.of(seed, SALT + scenario.ordinal(), 10L * number + channel + 1);
  }

  Chance chance(long seed, int channel) {
    return chance(seed, scenario, number, channel);
  }

  String id() {
    return scenario.option() + "-" + number;
  }

  List<String> channels() {
    return scenario.channels(number);
  }

  boolean isMeasured() {
    return until > from;
  }

  /** What it spends a day on average, as clicks cost 1. */
  long dailyBudgetMicros() {
    return volume * 1_000_000L;
  }

  /** Deviation of one of its channels. */
  Deviation deviation(int channel) {
    boolean deviates = isMeasured() && channel == channels().size() - 1;
    return deviates ? scenario.deviation() : Deviation.NONE;
  }
}
