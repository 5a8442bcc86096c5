package io.campaignpulse.spend;

import static io.campaignpulse.testing.TestingMetrics.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.ProjectionScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClickCostsTest {

  private static final long DAY_START = at("2026-03-02T00:00:00Z");
  private static final long HOUR = 3_600_000;

  private ClickCosts own = ClickCosts.none();
  private ClickCosts channel = ClickCosts.none();
  private final List<NowcastGrade> graded = new ArrayList<>();

  @Test
  void knowsNoCostWhereNoReportEverCame() {
    take(CoveredClicks.none("a", "EMAIL"));
    assertThat(own.estimate(channel)).isNull();
    take(news(0, 1, 0, 5_000_000, 0));
    assertThat(own.estimate(channel)).as("cost without a click").isNull();
  }

  @Test
  void aCampaignWithoutReportsCostsWhatItsChannelDoes() {
    take(news(0, 1, 0, 50_000_000, 100));
    ClickCostEstimate young = Objects.requireNonNull(ClickCosts.none().estimate(channel));
    assertThat(young.cpcMicros()).isEqualTo(500_000);
    assertThat(young.support()).isLessThan(10);
  }

  @Test
  void fewClicksAreShrunkToTheChannelAndManyAreNot() {
    take(news(0, 1, 0, 500_000_000, 1000));
    ClickCosts all = channel;
    assertThat(cpcOf(2, 4_000_000, all)).isBetween(600_000L, 1_400_000L);
    assertThat(cpcOf(2000, 4_000_000_000L, all)).isBetween(1_900_000L, 2_000_000L);
  }

  private static long cpcOf(long clicks, long cost, ClickCosts all) {
    CoveredClicks news = news(0, 1, 0, cost, clicks);
    ClickCosts.Learned learned = ClickCosts.learn(ClickCosts.none(), all, news);
    return Objects.requireNonNull(learned.own().estimate(all)).cpcMicros();
  }

  @Test
  void newerCostsCountForMore() {
    take(news(0, 1, 0, 100_000_000, 100));
    take(news(48, 49, 0, 200_000_000, 100));
    assertThat(Objects.requireNonNull(own.estimate(channel)).cpcMicros()).isGreaterThan(1_800_000);
  }

  @Test
  void aReportIsGradedByTheCostThatStoodBeforeIt() {
    take(news(0, 1, 0, 100_000_000, 100));
    stand();
    take(news(1, 2, 0, 150_000_000, 100));
    NowcastGrade grade = graded.get(0);
    assertThat(graded).hasSize(1);
    assertThat(grade.projectedMicros()).isEqualTo(100_000_000);
    assertThat(grade.realisedMicros()).isEqualTo(150_000_000);
    assertThat(grade.lowMicros()).isLessThan(100_000_000);
    assertThat(grade.highMicros()).isGreaterThan(100_000_000);

    ProjectionScore score = grade.score("a|b", "EMAIL", 7);
    assertThat(score.key()).isEqualTo("SPEND_NOWCAST|a%257Cb%7CEMAIL|PT6H");
    assertThat(score.projected()).isEqualTo(100.0);
    assertThat(score.realised()).isEqualTo(150.0);
    assertThat(score.covered()).isEqualTo(grade.covered());
  }

  @Test
  void aGradeFollowsPiecesAndRestatements() {
    take(news(0, 1, 0, 100_000_000, 100));
    stand();
    take(news(1, 2, 0, 60_000_000, 100));
    take(piece(1, 2, 0, 50_000_000));
    assertThat(graded).hasSize(2);
    assertThat(graded.get(1).realisedMicros()).isEqualTo(110_000_000);
    take(piece(1, 2, 50_000_000, 45_000_000));
    assertThat(graded.get(2).realisedMicros()).isEqualTo(105_000_000);
    assertThat(own.grades()).hasSize(1);
  }

  @Test
  void whatWasFarOffWidensTheNextInterval() {
    take(news(0, 1, 0, 100_000_000, 100));
    for (int hour = 1; hour < 30; hour++) {
      stand();
      take(news(hour, hour + 1, 0, hour % 2 == 0 ? 30_000_000 : 300_000_000, 100));
    }
    NowcastGrade last = graded.get(graded.size() - 1);
    NowcastGrade first = graded.get(0);
    assertThat((double) last.highMicros() / last.lowMicros())
        .isGreaterThan(2.0 * first.highMicros() / first.lowMicros());
  }

  @Test
  void whatStoodLongerThanTheHorizonIsNotGraded() {
    take(news(0, 1, 0, 100_000_000, 100));
    stand();
    ReportedCost late = cost(1, 2, 0, 50_000_000, DAY_START + 9 * 24 * HOUR);
    take(new CoveredClicks("a", "EMAIL", late, stretch(1, 2), hourClicks(1, 100), 100));
    assertThat(graded).isEmpty();
  }

  @Test
  void theEstimateHasThreeDigits() {
    take(news(0, 1, 0, 123_456_789, 100));
    assertThat(Objects.requireNonNull(own.estimate(channel)).cpcMicros()).isEqualTo(1_230_000);
  }

  @Property(tries = 50)
  void theOrderOfArrivalDoesNotMatterToTheEstimate(@ForAll long seed) {
    Random random = new Random(seed);
    own = ClickCosts.none();
    channel = ClickCosts.none();
    List<CoveredClicks> news = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int from = random.nextInt(300);
      int until = from + 1 + random.nextInt(30);
      long first = random.nextInt(50_000_000);
      news.add(news(from, until, 0, first, random.nextInt(50)));
      news.add(piece(from, until, first, random.nextInt(50_000_000)));
    }
    news.forEach(this::take);
    ClickCostEstimate expected = own.estimate(channel);
    CostHistory history = own.history();
    own = ClickCosts.none();
    channel = ClickCosts.none();
    Collections.shuffle(news, random);
    news.forEach(this::take);
    assertThat(own.estimate(channel)).isEqualTo(expected);
    assertThat(own.history().cells()).isEqualTo(history.cells());
  }

  @Test
  void costsOfHalfAnHourAddUpToTheHour() {
    CostHistory history = CostHistory.none().with(0, 5, 1).with(HOUR, 7, 2).with(0, -5, -1);
    assertThat(history.cells()).containsExactly(HOUR, 7, 2);
    assertThat(history.with(8 * 24 * HOUR, 1, 1).remembered().cells())
        .containsExactly(8 * 24 * HOUR, 1, 1);
    assertThat(history.with(0, 4, 4).recent(HOUR).costMicros()).isCloseTo(9.0, within(1e-9));
  }

  private void take(CoveredClicks news) {
    ClickCosts.Learned learned = ClickCosts.learn(own, channel, news);
    own = learned.own();
    channel = learned.channel();
    graded.addAll(learned.graded());
  }

  private void stand() {
    own = own.standing(own.estimate(channel));
  }

  private static CoveredClicks news(int from, int until, long before, long after, long clicks) {
    return new CoveredClicks(
        "a",
        "EMAIL",
        cost(from, until, before, after, DAY_START + (until + 3) * HOUR),
        stretch(from, until),
        hourClicks(from, clicks),
        clicks);
  }

  private static CoveredClicks piece(int from, int until, long before, long after) {
    return new CoveredClicks(
        "a",
        "EMAIL",
        cost(from, until, before, after, DAY_START + (until + 4) * HOUR),
        new long[0],
        new long[0],
        0);
  }

  private static ReportedCost cost(int from, int until, long before, long after, long at) {
    long start = DAY_START + from * HOUR;
    return ReportedCost.whole(at, start, DAY_START + until * HOUR, start, before, after);
  }

  private static long[] stretch(int from, int until) {
    return new long[] {DAY_START + from * HOUR, DAY_START + until * HOUR};
  }

  private static long[] hourClicks(int hour, long clicks) {
    return new long[] {DAY_START + hour * HOUR, clicks};
  }
}
