package io.campaignpulse.simulation;

/**
 * What a market depends on; two markets of equal options deliver equal bytes.
 *
 * @param seed any number
 * @param eventsPerSecond about how many events a second of average traffic brings, above 0
 * @param lagSpeed how many times faster than in life people decide to buy, at least 1
 * @param incidents what befalls it, and when
 */
public record MarketOptions(
    long seed, double eventsPerSecond, double lagSpeed, PlannedIncidents incidents) {

  /** Refuses values no market can have. */
  public MarketOptions {
    if (!(eventsPerSecond > 0 && eventsPerSecond <= 100_000)) {
      throw new IllegalArgumentException("events per second must be in (0, 100000]");
    }
    if (!(lagSpeed >= 1)) {
      throw new IllegalArgumentException("lag speed must be at least 1");
    }
  }
}
