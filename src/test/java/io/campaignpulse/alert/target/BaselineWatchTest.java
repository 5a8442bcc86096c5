package io.campaignpulse.alert.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.Scatter;
import io.campaignpulse.evidence.ScatterSums;
import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often the watch of what is usual is wrong, and what it finds, on series with known rates. */
class BaselineWatchTest {

  private static final long STEP = Duration.ofMinutes(15).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long WEEK = 7 * DAY;

  /** 2026-03-01, 10:00 UTC, in the middle of a Sunday. */
  private static final long START = 1_772_359_200_000L;

  private static final EvidenceRule RULE =
      new EvidenceRule(
          "usual",
          1,
          RuleKind.BASELINE,
          TargetMetric.USUAL_ORDERS,
          null,
          0,
          20,
          100,
          new SeriesMatch(List.of()),
          0);

  private static final BaselineWatch WATCH =
      new BaselineWatch(
          new TargetWatch(RULE, null),
          Dispersion.of(ScatterSums.NONE, 0.15),
          1,
          new WeekHours(ZoneOffset.UTC));

  @Test
  void fewSeriesThatGoOnAsUsualAreBlamed() {
    for (int perWeek : new int[] {30, 100, 300, 1_000, 3_000}) {
      assertThat(blamed(perWeek, 100, 0, 1))
          .as("of 100 series with %s a week", perWeek)
          .isLessThanOrEqualTo(5);
    }
  }

  @Test
  void fewSeriesThatScatterAreBlamed() {
    for (int perWeek : new int[] {100, 1_000, 3_000}) {
      assertThat(blamed(perWeek, 100, 0.25, 1))
          .as("of 100 series with %s a week", perWeek)
          .isLessThanOrEqualTo(5);
    }
  }

  @Test
  void aFallByHalfIsFound() {
    assertThat(blamed(300, 100, 0, 0.5)).isGreaterThan(90);
    assertThat(blamed(1_000, 100, 0, 0.5)).isEqualTo(100);
  }

  /** How many of so many series are blamed within two weeks, two weeks after they began. */
  static int blamed(int perWeek, int series, double scatter, double factor) {
    SplittableRandom random = new SplittableRandom(4_711 + perWeek);
    int blamed = 0;
    for (int i = 0; i < series; i++) {
      blamed += hoursUntilBlamed(random.split(), perWeek, scatter, factor) < 0 ? 0 : 1;
    }
    return blamed;
  }

  /** Hours from the third week on; below 0 if never. */
  static double hoursUntilBlamed(
      SplittableRandom random, int perWeek, double scatter, double factor) {
    WatchState state = WATCH.watch().begin(1, START);
    double rate = 1;
    long known = START + 2 * WEEK;
    for (long tick = START + STEP; tick <= known + 2 * WEEK; tick += STEP) {
      if (tick % Scatter.BUCKET == STEP) {
        rate = Math.exp(scatter * random.nextGaussian() - scatter * scatter / 2);
      }
      double mean = rate * perWeek * rhythm(tick) * STEP / WEEK * (tick > known ? factor : 1);
      state = step(state, tick, poisson(random, mean));
      assertThat(tick > known || state.verdict().level() == null)
          .as("not judged before it is known")
          .isTrue();
      if (state.verdict().level() != null) {
        return (tick - known) / 3_600_000.0;
      }
    }
    return -1;
  }

  private static WatchState step(WatchState state, long tick, int count) {
    List<PaneChange> came =
        count == 0
            ? List.of()
            : List.of(new PaneChange(tick - STEP, PaneColumn.ORDERS, count, tick - 1, null));
    UsualWeek usual = Objects.requireNonNull(state.spread().usual());
    return WATCH
        .step(state, usual, came, new BaselineWatch.Span(tick - STEP, tick), 1, false)
        .state();
  }

  /** Four fifths up and down over the day, and half as much at weekends; 1 on average. */
  private static double rhythm(long instant) {
    double day = (instant % DAY) / (double) DAY;
    boolean weekend = (instant / DAY + 3) % 7 >= 5;
    return (1 + 0.8 * Math.sin(2 * Math.PI * day)) * (weekend ? 0.5 : 1) * 7 / 6;
  }

  private static int poisson(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
