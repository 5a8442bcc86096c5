package io.campaignpulse.alert.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.portfolio.OrderSize;
import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.PriorLags;
import io.campaignpulse.testing.TestingPortfolios;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often the watch of returns is wrong, and what it finds, where orders differ much in size. */
class ReturnsWatchTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int DAYS = 28;
  private static final double TARGET = 0.15;

  /** Lognormal with σ = 1. */
  private static final double AVERAGE = 60;

  /** 2026-03-01, 10:00 UTC. */
  private static final long START = 1_772_359_200_000L;

  private static final EvidenceRule RULE =
      new EvidenceRule(
          "returns",
          1,
          RuleKind.REFUND_RATE,
          TargetMetric.REFUND_RATE,
          null,
          0,
          20,
          100,
          new SeriesMatch(List.of()),
          0);

  private static final TargetEvaluator EVALUATOR =
      new TargetEvaluator(
          TestingPortfolios.known(
              START,
              LagCurve.PRIOR,
              new OrderSize(AVERAGE, 1.2 * Math.E * AVERAGE * AVERAGE),
              null),
          new WeekHours(ZoneOffset.UTC),
          PriorLags.of(List.of()));

  @Test
  void fewSeriesOnTargetAreBlamedWhereReturnsComeAtOnce() {
    for (int perDay : new int[] {10, 100}) {
      assertThat(blamed(200, perDay, DAYS, TARGET, 0))
          .as("of 200 series with %s a day", perDay)
          .isLessThanOrEqualTo(10);
    }
  }

  @Test
  void noneIsBlamedBecauseSalesFallOffBeforeReturnsCome() {
    assertThat(blamed(50, 100, 7, TARGET, 10)).isZero();
  }

  @Test
  void tooManyReturnsAreFound() {
    assertThat(blamed(50, 100, DAYS, 2 * TARGET, 0)).isGreaterThanOrEqualTo(48);
    assertThat(blamed(50, 100, DAYS, 3 * TARGET, 10)).isGreaterThanOrEqualTo(48);
  }

  /** How many of so many series are blamed within four weeks. */
  static int blamed(int series, int perDay, int busyDays, double rate, double delayDays) {
    SplittableRandom random = new SplittableRandom(815);
    int blamed = 0;
    for (int i = 0; i < series; i++) {
      int hours = hoursUntilBlamed(random.split(), perDay, busyDays, rate, delayDays);
      blamed += hours < 0 ? 0 : 1;
    }
    return blamed;
  }

  /**
   * Hours from the first sale on; below 0 if never.
   *
   * @param delayDays mean of the exponential time until something comes back
   */
  static int hoursUntilBlamed(
      SplittableRandom random, int perDay, int busyDays, double rate, double delayDays) {
    AgedPanes panes = new AgedPanes(PaneColumn.COUNT);
    SeriesState state = SeriesState.begin(START);
    NavigableMap<Long, List<PaneChange>> returns = new TreeMap<>();
    for (int hour = 1; hour <= 24 * DAYS; hour++) {
      long tick = START + hour * HOUR;
      List<PaneChange> news = new ArrayList<>();
      double mean = perDay / 24.0 * (hour <= 24 * busyDays ? 1 : 0.02);
      for (double at = exponential(random); at < mean; at += exponential(random)) {
        long click = tick - HOUR;
        double worth = AVERAGE * Math.exp(random.nextGaussian() - 0.5);
        news.add(new PaneChange(click, PaneColumn.REVENUE, worth, tick - 1, null));
        if (random.nextDouble() < rate) {
          long back = tick + (long) (exponential(random) * delayDays * 24 * HOUR);
          returns
              .computeIfAbsent(back, b -> new ArrayList<>())
              .add(new PaneChange(click, PaneColumn.REFUNDS, worth, back, null));
        }
      }
      NavigableMap<Long, List<PaneChange>> come = returns.headMap(tick, true);
      come.values().forEach(news::addAll);
      come.clear();
      TargetEvaluator.Context context =
          new TargetEvaluator.Context(
              "PAID_SEARCH",
              null,
              Map.of("returns", new TargetEvaluator.Targeted(RULE, TARGET)),
              null,
              Set.of(),
              TargetEvaluator.Special.NONE);
      state = EVALUATOR.step(state, panes, PaneChange.inOrder(news), context, tick).state();
      WatchState watch = state.watches().get("returns");
      if (watch != null && watch.verdict().level() != null) {
        return hour;
      }
    }
    return -1;
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }
}
