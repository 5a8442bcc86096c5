package io.campaignpulse.bench;

import io.campaignpulse.bench.RefereeVerdict.Alarms;
import io.campaignpulse.bench.RefereeVerdict.Projection;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import io.campaignpulse.simulation.TargetMarket;
import io.campaignpulse.simulation.TargetScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The referee of rules about targets: watches simulated campaigns minute by minute with the
 * product's own classes and notes what they would have said. Lags and scatter are what six weeks of
 * 100 other campaigns of the market have taught; of the truth it is told the target alone.
 */
final class Referee {

  static final double WARNING = 20;
  static final double CRITICAL = 100;

  private static final int DAYS = 7;
  private static final int GROUP = 25;
  private static final double MARGIN = 0.1;
  private static final double RATIO = 0.8;
  private static final double RATIO_CLICKS = 100;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int[] PROJECTED_AT = {
    TargetMarket.DAY / 4, TargetMarket.DAY, 3 * TargetMarket.DAY, DAYS * TargetMarket.DAY
  };

  private final TargetScenario scenario;
  private final TargetExposure exposure;
  private final TargetMarket market;
  private final TargetTest exact = test(0);
  private final TargetTest usual = test(MARGIN);
  private final RefereePortfolio portfolio;

  /** The referee of the market of a seed. */
  Referee(long seed, TargetScenario scenario, TargetExposure exposure, RefereePortfolio portfolio) {
    this.scenario = scenario;
    this.exposure = exposure;
    this.portfolio = portfolio;
    this.market = new TargetMarket(seed, scenario, DAYS, exposure.isMoney());
  }

  private static TargetTest test(double margin) {
    return new TargetTest(margin, Duration.ofDays(DAYS).toMillis(), 10 * CRITICAL);
  }

  /** The verdicts on campaigns 0 to n − 1, in their order. */
  List<RefereeVerdict> judge(int campaigns) {
    return IntStream.range(0, (campaigns + GROUP - 1) / GROUP)
        .parallel()
        .mapToObj(group -> judge(group * GROUP, Math.min(campaigns, (group + 1) * GROUP)))
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Campaigns side by side, as the gains of a minute serve all of them. */
  private List<RefereeVerdict> judge(int from, int until) {
    List<Judgement> judgements =
        IntStream.range(from, until)
            .mapToObj(
                number ->
                    new Judgement(
                        new WatchedCampaign(market.campaign(number), exposure, portfolio)))
            .toList();
    for (int minute = 0; minute < DAYS * TargetMarket.DAY; minute++) {
      for (Judgement judgement : judgements) {
        if (judgement.goesOn()) {
          judgement.minute();
        }
      }
    }
    return judgements.stream().map(Judgement::verdict).toList();
  }

  /** What is said of a campaign. */
  private final class Judgement {
    private final WatchedCampaign watch;
    private final List<Projection> projections = new ArrayList<>();
    private TargetState exactly = exact.start(TargetMarket.START);
    private TargetState usually = usual.start(TargetMarket.START);
    private Alarms byExact = Alarms.NONE;
    private Alarms byUsual = Alarms.NONE;
    private boolean falseByRatio;
    private double clicks;
    private double exposed;
    private double converted;

    Judgement(WatchedCampaign watch) {
      this.watch = watch;
    }

    /** Nothing more is asked once a miss is proven twice. */
    boolean goesOn() {
      return byUsual.criticalAfter() == RefereeVerdict.NEVER;
    }

    void minute() {
      int minute = watch.minutes();
      watch.minute();
      clicks += watch.campaign().clicks()[minute];
      exposed += exposure.exposure(watch.campaign(), minute);
      converted += watch.campaign().converted()[minute];
      exactly = stepped(exact, exactly);
      usually = stepped(usual, usually);
      byExact = judged(byExact, exactly, minute);
      byUsual = judged(byUsual, usually, minute);
      falseByRatio |=
          !isMissed(minute)
              && clicks >= RATIO_CLICKS
              && watch.allCount() < RATIO * exposure.target() * exposed;
      if (!exposure.isMoney() && Arrays.binarySearch(PROJECTED_AT, watch.minutes()) >= 0) {
        projections.add(new Projection(watch.minutes(), watch.projection(), converted));
      }
    }

    private TargetState stepped(TargetTest test, TargetState state) {
      return test.step(state, watch.count(), watch.expected(), watch.phi(), watch.now(), MINUTE);
    }

    private boolean isMissed(int minute) {
      return scenario.isShort() && minute >= scenario.changesAt();
    }

    private Alarms judged(Alarms alarms, TargetState state, int minute) {
      boolean warning = state.fired(WARNING);
      boolean critical = state.fired(CRITICAL);
      if (!warning) {
        return alarms;
      }
      return isMissed(minute)
          ? alarms.andAfter(watch.minutes() - scenario.changesAt(), warning, critical)
          : alarms.andFalse(warning, critical);
    }

    RefereeVerdict verdict() {
      return new RefereeVerdict(
          watch.campaign().clicksPerDay(), byExact, byUsual, falseByRatio, projections);
    }
  }
}
