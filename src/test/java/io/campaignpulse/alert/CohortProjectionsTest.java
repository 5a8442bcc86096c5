package io.campaignpulse.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Projections of a day's orders are graded at fixed ages by what really came. */
class CohortProjectionsTest {

  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;
  private static final long START = 20_000 * DAY;

  @Test
  void aCurveThatIsTooShortIsFoundOutAtEachAge() {
    List<ProjectionScore> scores = scores(1, 40, 20);
    assertThat(scores)
        .extracting(ProjectionScore::horizon, ProjectionScore::realised, ProjectionScore::covered)
        .containsExactly(tuple("PT168H", 80.0, false), tuple("PT696H", 100.0, false));
    assertThat(scores).extracting(ProjectionScore::revision).containsOnly(1L);
  }

  @Test
  void whatComesAsTheCurveSaysIsCovered() {
    assertThat(scores(1, 4, 0))
        .extracting(ProjectionScore::realised, ProjectionScore::covered)
        .containsExactly(tuple(44.0, true), tuple(44.0, true));
  }

  @Test
  void overdispersionWidensTheInterval() {
    assertThat(width(scores(4, 0, 0).get(0))).isGreaterThan(width(scores(1, 0, 0).get(0)));
  }

  private static double width(ProjectionScore score) {
    Double low = score.low();
    Double high = score.high();
    return low == null || high == null ? 0 : high - low;
  }

  /** A day of 1,000 clicks that bring 40 orders in it, others in the week after it and later. */
  private static List<ProjectionScore> scores(double phi, int inTheWeek, int later) {
    Series series = Series.with(null, "c", "EMAIL", START, null);
    AgedPanes panes = new AgedPanes(PaneColumn.values().length);
    CohortProjections kept = CohortProjections.NONE;
    List<ProjectionScore> scores = new ArrayList<>();
    for (long now = START; now <= START + 40 * DAY; now += HOUR) {
      panes.advance(now);
      CohortProjections.Said said = kept.tick(series, panes, twoHours(), phi, now, now);
      kept = said.after();
      scores.addAll(said.scores());
      if (now == START + 23 * HOUR) {
        panes.add(now, PaneColumn.CLICKS.ordinal(), 1000);
        panes.add(now, PaneColumn.ORDERS.ordinal(), 40);
      }
      if (now == START + 5 * DAY) {
        panes.add(START + 23 * HOUR, PaneColumn.ORDERS.ordinal(), inTheWeek);
      }
      if (now == START + 20 * DAY) {
        panes.add(START + 23 * HOUR, PaneColumn.ORDERS.ordinal(), later);
      }
    }
    return scores;
  }

  /** Nearly all within the hour, the rest within the second one. */
  private static LagCurve twoHours() {
    double[] shares = new double[LagGrid.BUCKETS + 1];
    for (int edge = 1; edge < shares.length; edge++) {
      shares[edge] = LagGrid.edge(edge) < HOUR ? .8 : LagGrid.edge(edge) == HOUR ? .9 : 1;
    }
    assertThat(Arrays.stream(shares).max()).hasValue(1);
    return LagCurve.of(shares);
  }
}
