package io.campaignpulse.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClickCoverTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final TreeMap<Long, Long> clicks = new TreeMap<>();

  @Test
  void takesEachClickOnceByTheOrderOfPeriods() {
    clicks.put(0L, 1L);
    clicks.put(HOUR, 2L);
    clicks.put(3 * HOUR, 4L);
    List<KnownReport> reports =
        new ArrayList<>(
            List.of(
                report(HOUR, 2 * HOUR, 20, 1),
                report(0, 2 * HOUR, 30, 1),
                report(0, HOUR, 10, 1),
                report(0, HOUR, 5, 2)));
    List<CoveredClicks> news = ClickCover.inOrder("a", "C", reports, clicks);

    assertThat(news)
        .extracting(n -> n.cost() == null ? -1 : n.cost().after())
        .as("reports of one period come as one")
        .containsExactly(15L, 30L, 20L);
    assertThat(news).extracting(CoveredClicks::nowcastClicks).containsExactly(1L, 2L, 0L);
    assertThat(news.get(1).stretches()).containsExactly(HOUR, 2 * HOUR);
    assertThat(news.get(1).hourClicks()).containsExactly(HOUR, 2);

    Collections.shuffle(reports, new Random(1));
    assertThat(ClickCover.inOrder("a", "C", reports, clicks))
        .extracting(CoveredClicks::cost)
        .usingRecursiveComparison()
        .isEqualTo(news.stream().map(CoveredClicks::cost).toList());
  }

  @Test
  void aMinuteThatIsTouchedIsCovered() {
    clicks.put(0L, 1L);
    clicks.put(MINUTE, 1L);
    clicks.put(2 * MINUTE, 1L);
    List<CoveredClicks> news =
        ClickCover.inOrder("a", "C", List.of(report(MINUTE - 1, 2 * MINUTE, 5, 1)), clicks);
    assertThat(news.get(0).nowcastClicks()).isEqualTo(2);
    assertThat(ClickCover.covers(Coverage.none().with(MINUTE - 1, MINUTE), 0)).isTrue();
    assertThat(ClickCover.covers(Coverage.none().with(MINUTE, 2 * MINUTE), 0)).isFalse();
  }

  private static KnownReport report(long start, long end, long cost, long revision) {
    return new KnownReport(end + HOUR, start, end, start, cost, revision, new long[] {start, end});
  }
}
