package io.campaignpulse.spend.operator;

import static io.campaignpulse.testing.TestingMetrics.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.spend.ClickCost;
import io.campaignpulse.spend.CoveredClicks;
import io.campaignpulse.spend.ReportedCost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnClickCostFunctionTest {

  private static final long NOON = at("2026-03-02T12:00:00Z");
  private static final long AS_OF = at("2026-03-09T12:00:00Z");
  private static final long HOUR = 3_600_000;

  private KeyedOneInputStreamOperatorTestHarness<String, CoveredClicks, ClickCost> harness;
  private long now;

  @BeforeEach
  void open() throws Exception {
    harness = harness(Emission.ON_CHANGE, null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void tellsAllCampaignsOfAChannelWhenItsCostIsFirstKnown() throws Exception {
    take(CoveredClicks.none("young", "EMAIL"));
    take(CoveredClicks.none("organic", "DIRECT"));
    publish();
    assertThat(out()).isEmpty();
    take(covered("a", 0, 100_000_000, 200));
    publish();
    assertThat(out())
        .containsExactlyInAnyOrder(
            new ClickCost("young", "EMAIL", 500_000), new ClickCost("a", "EMAIL", 500_000));
  }

  @Test
  void tellsOnlyWhatChanges() throws Exception {
    take(covered("a", 0, 100_000_000, 200));
    publish();
    take(covered("a", 1, 100_010_000, 200));
    publish();
    assertThat(out()).hasSize(1);
    take(covered("a", 2, 140_000_000, 200));
    publish();
    assertThat(out()).hasSize(2);
  }

  @Test
  void gradesByWhatStoodAndKeepsOneScorePerHorizon() throws Exception {
    take(covered("a", 0, 100_000_000, 200));
    assertThat(scores()).as("nothing stood").isEmpty();
    publish();
    take(covered("a", 1, 110_000_000, 200));
    take(covered("a", 2, 90_000_000, 200));
    assertThat(scores()).extracting(ProjectionScore::projected).containsExactly(100.0, 100.0);
    assertThat(scores()).extracting(ProjectionScore::realised).containsExactly(110.0, 90.0);
    assertThat(scores()).extracting(ProjectionScore::revision).isSorted().doesNotHaveDuplicates();
    assertThat(scores())
        .extracting(ProjectionScore::key)
        .containsOnly("SPEND_NOWCAST|a%7CEMAIL|PT3H");
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    take(covered("a", 0, 100_000_000, 200));
    publish();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness(Emission.ON_CHANGE, state);
    harness.setProcessingTime(now);
    take(covered("a", 1, 100_000_000, 200));
    publish();
    assertThat(scores()).extracting(ProjectionScore::projected).containsExactly(100.0);
    assertThat(out()).as("nothing changed").isEmpty();
  }

  @Test
  void aReplayGradesEachPeriodByTheOnesBefore() throws Exception {
    List<CoveredClicks> news = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      news.add(covered("a", hour, 100_000_000 + 1_000_000 * hour, 200));
      news.add(covered("b", hour, 50_000_000, 10));
    }
    news.add(CoveredClicks.none("young", "EMAIL"));
    List<ClickCost> costs = replayed(news);
    List<ProjectionScore> scores = scores();
    assertThat(costs).hasSize(3);
    assertThat(scores).hasSize(2).allMatch(s -> s.revision() == 1 && s.updatedAt() == AS_OF);
    assertThat(scores.get(0).realised()).isEqualTo(129.0);
    assertThat(scores.get(0).projected()).isBetween(120.0, 128.0);

    Collections.shuffle(news, new Random(3));
    harness.close();
    assertThat(replayed(news)).isEqualTo(costs);
    assertThat(scores()).isEqualTo(scores);
  }

  private List<ClickCost> replayed(List<CoveredClicks> news) throws Exception {
    harness.close();
    harness = harness(Emission.AT_END, null);
    for (CoveredClicks each : news) {
      take(each);
    }
    assertThat(out()).isEmpty();
    harness.processWatermark(Long.MAX_VALUE);
    return out();
  }

  private void take(CoveredClicks news) throws Exception {
    harness.processElement(new StreamRecord<>(news));
  }

  private void publish() throws Exception {
    now += 1000;
    harness.setProcessingTime(now);
  }

  private List<ClickCost> out() {
    return harness.extractOutputValues();
  }

  private List<ProjectionScore> scores() {
    var scores = harness.getSideOutput(LearnClickCostFunction.SCORES);
    return scores == null ? List.of() : scores.stream().map(StreamRecord::getValue).toList();
  }

  private static CoveredClicks covered(String campaign, int hour, long cost, long clicks) {
    long start = NOON + hour * HOUR;
    return new CoveredClicks(
        campaign,
        "EMAIL",
        ReportedCost.whole(start + 2 * HOUR, start, start + HOUR, start, 0, cost),
        new long[] {start, start + HOUR},
        new long[] {start, clicks},
        clicks);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CoveredClicks, ClickCost> harness(
      Emission emission, @Nullable OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, CoveredClicks, ClickCost> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new LearnClickCostFunction(
                    emission, 1000, emission == Emission.AT_END ? (Long) AS_OF : null)),
            CoveredClicks::channel,
            Types.STRING);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
