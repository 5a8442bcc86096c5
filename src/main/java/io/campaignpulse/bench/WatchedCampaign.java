package io.campaignpulse.bench;

import io.campaignpulse.evidence.Overdispersion;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.MaturingCount;
import io.campaignpulse.lag.MaturingCount.Prior;
import io.campaignpulse.simulation.TargetMarket;
import io.campaignpulse.simulation.TargetMarket.Campaign;
import java.time.Duration;

/** What is counted and expected of a simulated campaign, minute by minute. */
final class WatchedCampaign {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int BUCKET = (int) (Overdispersion.BUCKET / MINUTE);

  private final Campaign campaign;
  private final TargetExposure exposure;
  private final RefereePortfolio portfolio;
  private final AgedPanes panes = new AgedPanes(1);
  private Overdispersion scatter = Overdispersion.NONE;
  private int minutes;
  private double count;
  private double expected;
  private double allCount;
  private double allExpected;
  private double phi = 1;
  private double bucketCount;
  private double bucketExpected;

  WatchedCampaign(Campaign campaign, TargetExposure exposure, RefereePortfolio portfolio) {
    this.campaign = campaign;
    this.exposure = exposure;
    this.portfolio = portfolio;
  }

  /** Lets a minute pass. */
  void minute() {
    if (minutes % BUCKET == 0) {
      scatter = scatter.with(bucketCount, bucketExpected);
      bucketCount = 0;
      bucketExpected = 0;
    }
    double buckets = Math.max(1, minutes / (double) BUCKET);
    phi = scatter.phi(portfolio.variance(), allExpected / buckets, portfolio.shown());
    double amount = exposure.exposure(campaign, minutes);
    if (amount != 0) {
      panes.add(now(), 0, amount);
    }
    panes.advance(now() + MINUTE);
    count = exposure.arrived(campaign, minutes);
    expected = exposure.target() * panes.weighted(portfolio.gains(minutes), 0);
    allCount += count;
    allExpected += expected;
    bucketCount += count;
    bucketExpected += expected;
    minutes++;
  }

  /** Conversions of the clicks so far, once all have arrived. */
  MaturingCount projection() {
    return MaturingCount.of(
        allCount,
        panes.matured(portfolio.curve(), 0, now()),
        panes.total(0),
        phi,
        Prior.around(TargetMarket.TARGET));
  }

  Campaign campaign() {
    return campaign;
  }

  /** How many have passed. */
  int minutes() {
    return minutes;
  }

  /** The instant until which they have passed, epoch milliseconds. */
  long now() {
    return TargetMarket.START + minutes * MINUTE;
  }

  /** Effective events that came in the last minute. */
  double count() {
    return count;
  }

  /** Effective events expected in it. */
  double expected() {
    return expected;
  }

  /** Effective events that have come since the start. */
  double allCount() {
    return allCount;
  }

  /** Overdispersion, of what was known before the last minute. */
  double phi() {
    return phi;
  }

  /** What is known of its scatter. */
  Overdispersion scatter() {
    return scatter;
  }
}
