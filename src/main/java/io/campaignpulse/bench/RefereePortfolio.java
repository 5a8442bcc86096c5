package io.campaignpulse.bench;

import io.campaignpulse.evidence.DispersionShare;
import io.campaignpulse.evidence.Overdispersion;
import io.campaignpulse.lag.LagCounts;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.lag.LagSegment;
import io.campaignpulse.lag.PaneWeights;
import io.campaignpulse.simulation.TargetMarket;
import io.campaignpulse.simulation.TargetMarket.Campaign;
import io.campaignpulse.simulation.TargetScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a portfolio has taught an installation by the time a referee's campaigns begin: its lag
 * curve and its scatter, of other campaigns of the market that ran for six weeks.
 */
final class RefereePortfolio {

  private static final int DAYS = 42;
  private static final int SCATTER_DAYS = 14;

  /** The campaigns that teach an installation enough. */
  static final int CAMPAIGNS = 100;

  private static final double STRETCH = 1.25;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final LagCurve curve;
  private final PaneWeights[] gains;
  private final double shown;
  private final double variance;

  /** The portfolio of a scenario's market. */
  RefereePortfolio(long seed, TargetScenario scenario, TargetExposure exposure, int campaigns) {
    TargetMarket market = new TargetMarket(~seed, scenario, DAYS, exposure.isMoney());
    this.curve = learnedCurve(market, campaigns);
    LagCurve stretched = curve.stretched(STRETCH);
    this.gains = gains(stretched);
    this.shown = stretched.scatterShown(Overdispersion.BUCKET);
    this.variance =
        IntStream.range(0, campaigns)
            .parallel()
            .mapToObj(number -> scatter(market.campaign(number), exposure))
            .toList()
            .stream()
            .reduce(DispersionShare.NONE, DispersionShare::plus)
            .variance();
  }

  private DispersionShare scatter(Campaign campaign, TargetExposure exposure) {
    WatchedCampaign watched = new WatchedCampaign(campaign, exposure, this);
    while (watched.minutes() < gains.length) {
      watched.minute();
    }
    return watched.scatter().share(shown);
  }

  /** What the portfolio's clicks have taught of lags by the end of it. */
  private static LagCurve learnedCurve(TargetMarket market, int campaigns) {
    List<long[]> conversions = new ArrayList<>();
    for (int number = 0; number < campaigns; number++) {
      Campaign campaign = market.campaign(number);
      for (int i = 0; i < campaign.lags().length; i++) {
        conversions.add(new long[] {campaign.clickTimes()[i], campaign.lags()[i]});
      }
    }
    conversions.sort((a, b) -> Long.compare(a[0] + a[1], b[0] + b[1]));
    LagCounts counts = new LagCounts();
    int next = 0;
    for (int minute = 0; minute < DAYS * TargetMarket.DAY; minute++) {
      long tick = TargetMarket.START + (minute + 1) * MINUTE;
      for (; next < conversions.size() && arrival(conversions.get(next)) <= tick; next++) {
        counts.add(conversions.get(next)[0], conversions.get(next)[1], 1);
      }
      counts.advance(tick);
    }
    return LagCurves.of(Map.of(new LagSegment("", ""), counts)).curve("", "");
  }

  private static long arrival(long[] conversion) {
    return conversion[0] + conversion[1];
  }

  private static PaneWeights[] gains(LagCurve curve) {
    return IntStream.range(0, SCATTER_DAYS * TargetMarket.DAY)
        .parallel()
        .mapToObj(
            minute -> {
              long from = TargetMarket.START + minute * MINUTE;
              return PaneWeights.gains(curve, from, from + MINUTE);
            })
        .toArray(PaneWeights[]::new);
  }

  /** The curve as it was learned. */
  LagCurve curve() {
    return curve;
  }

  /** What of the stretched curve is gained in a minute of a campaign. */
  PaneWeights gains(int minute) {
    return gains[minute];
  }

  /** The share of the scatter that shows between buckets. */
  double shown() {
    return shown;
  }

  /** The relative variance between buckets; 0 while it is being learned. */
  double variance() {
    return variance;
  }
}
