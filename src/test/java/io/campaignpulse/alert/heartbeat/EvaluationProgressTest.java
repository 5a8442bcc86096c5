package io.campaignpulse.alert.heartbeat;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.HeartbeatState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Evaluation of sources that arrive in time, late, mixed, or not at all. */
class EvaluationProgressTest {

  private static final long BOUND = 5 * MINUTE;

  @Test
  void beforeTheFirstEventThereIsNoHeartbeat() {
    assertThat(heartbeats(Map.of(), Set.of(), 10)).isEmpty();
    assertThat(heartbeats(Map.of(WatchedSource.CLICKS, SourceProgress.NONE), Set.of(), 10))
        .isEmpty();
  }

  @Test
  void evaluationIsLiveUpToTheBoundAndThenCatchesUp() {
    Map<WatchedSource, SourceProgress> clicks =
        Map.of(WatchedSource.CLICKS, arrived(SourceProgress.NONE, 10, 9, 7));
    assertThat(heartbeats(clicks, Set.of(), 15))
        .containsExactly(
            new AlertHeartbeat("clicks", HeartbeatState.LIVE, at(10), at(15), at(15), at(15)),
            new AlertHeartbeat("all", HeartbeatState.LIVE, at(10), at(15), at(15), at(15)));
    assertThat(new EvaluationProgress(clicks, Set.of(), BOUND).heartbeats(at(15), at(15) + 1))
        .extracting(AlertHeartbeat::state, AlertHeartbeat::updatedAt)
        .containsOnly(tuple(HeartbeatState.CATCHING_UP, at(15) + 1));
    assertThat(heartbeats(clicks, Set.of(), 16))
        .extracting(AlertHeartbeat::state)
        .containsOnly(HeartbeatState.CATCHING_UP);
  }

  @Test
  void aQuietSourceHoldsNothingBack() {
    Map<WatchedSource, SourceProgress> progress =
        Map.of(
            WatchedSource.CLICKS, arrived(SourceProgress.NONE, 100, 99, 3),
            WatchedSource.LEADS, arrived(SourceProgress.NONE, 10, 9, 1));
    assertThat(heartbeats(progress, Set.of(), 100))
        .extracting(AlertHeartbeat::source, AlertHeartbeat::state, AlertHeartbeat::evaluatedUntil)
        .containsExactly(
            tuple("clicks", HeartbeatState.LIVE, at(100)),
            tuple("leads", HeartbeatState.LIVE, at(100)),
            tuple("all", HeartbeatState.LIVE, at(100)));
  }

  @Test
  void aBacklogOfOneSourceIsThatOfAll() {
    Map<WatchedSource, SourceProgress> progress =
        Map.of(
            WatchedSource.CLICKS, arrived(SourceProgress.NONE, 100, 99, 3),
            WatchedSource.ORDERS, arrived(SourceProgress.NONE, 100, 40, 2));
    assertThat(heartbeats(progress, Set.of(), 100))
        .extracting(AlertHeartbeat::source, AlertHeartbeat::state, AlertHeartbeat::evaluatedUntil)
        .containsExactly(
            tuple("clicks", HeartbeatState.LIVE, at(100)),
            tuple("orders", HeartbeatState.CATCHING_UP, at(41)),
            tuple("all", HeartbeatState.CATCHING_UP, at(41)));
  }

  @Test
  void aBacklogIsForgottenABoundAfterItsLastArrival() {
    Map<WatchedSource, SourceProgress> progress =
        Map.of(
            WatchedSource.CLICKS, arrived(SourceProgress.NONE, 105, 104, 3),
            WatchedSource.ORDERS, arrived(SourceProgress.NONE, 100, 40, 2));
    assertThat(stateOfAll(progress, 104)).isEqualTo(HeartbeatState.CATCHING_UP);
    assertThat(stateOfAll(progress, 105)).isEqualTo(HeartbeatState.LIVE);
  }

  @Test
  void aBacklogIsWhatIsMostlyLate() {
    SourceProgress most = SourceProgress.NONE.after(at(100), counts(40, 3, 99, 2), BOUND);
    assertThat(most).isEqualTo(new SourceProgress(at(100), backlog(100, 41)));
    SourceProgress half = SourceProgress.NONE.after(at(100), counts(40, 2, 99, 2), BOUND);
    assertThat(half).isEqualTo(new SourceProgress(at(100), null));
  }

  @Test
  void whatIsOlderThanTheBoundIsLate() {
    assertThat(SourceProgress.NONE.after(at(100), counts(94, 1), BOUND))
        .isEqualTo(new SourceProgress(at(95), null));
    assertThat(SourceProgress.NONE.after(at(100), counts(93, 1), BOUND))
        .isEqualTo(new SourceProgress(at(94), backlog(100, 94)));
  }

  @Test
  void correctionsArentArrivals() {
    SourceProgress live = arrived(SourceProgress.NONE, 100, 99, 3);
    assertThat(live.after(at(101), counts(40, -2, 50, 0), BOUND)).isEqualTo(live);
  }

  @Test
  void theRunningMinuteCountsUpToTheTickAndTheFutureNoFurther() {
    assertThat(arrived(SourceProgress.NONE, 100, 100, 1).newest()).isEqualTo(at(100));
    assertThat(arrived(SourceProgress.NONE, 100, 500, 1).newest()).isEqualTo(at(100));
  }

  @Test
  void aSilentSourcePausesAllFromItsLastEventOn() {
    Map<WatchedSource, SourceProgress> progress =
        Map.of(
            WatchedSource.CLICKS, arrived(SourceProgress.NONE, 100, 99, 3),
            WatchedSource.ORDERS, arrived(SourceProgress.NONE, 80, 79, 2));
    assertThat(heartbeats(progress, Set.of(WatchedSource.ORDERS), 100))
        .extracting(AlertHeartbeat::source, AlertHeartbeat::state, AlertHeartbeat::evaluatedUntil)
        .containsExactly(
            tuple("clicks", HeartbeatState.LIVE, at(100)),
            tuple("orders", HeartbeatState.PAUSED, at(80)),
            tuple("all", HeartbeatState.PAUSED, at(80)));
  }

  @Test
  void catchingUpIsWorseThanPaused() {
    Map<WatchedSource, SourceProgress> progress =
        Map.of(
            WatchedSource.CLICKS, arrived(SourceProgress.NONE, 100, 40, 3),
            WatchedSource.ORDERS, arrived(SourceProgress.NONE, 20, 19, 2));
    assertThat(stateOfAll(progress, Set.of(WatchedSource.ORDERS), 100))
        .isEqualTo(HeartbeatState.CATCHING_UP);
  }

  private static HeartbeatState stateOfAll(
      Map<WatchedSource, SourceProgress> progress, int minute) {
    return stateOfAll(progress, Set.of(), minute);
  }

  private static HeartbeatState stateOfAll(
      Map<WatchedSource, SourceProgress> progress, Set<WatchedSource> silent, int minute) {
    List<AlertHeartbeat> heartbeats = heartbeats(progress, silent, minute);
    return heartbeats.get(heartbeats.size() - 1).state();
  }

  private static List<AlertHeartbeat> heartbeats(
      Map<WatchedSource, SourceProgress> progress, Set<WatchedSource> silent, int minute) {
    return new EvaluationProgress(progress, silent, BOUND).heartbeats(at(minute), at(minute));
  }

  private static SourceProgress arrived(SourceProgress before, int tick, int minute, long count) {
    return before.after(at(tick), counts(minute, count), BOUND);
  }

  private static SourceProgress.Backlog backlog(int arrivedAt, int until) {
    return new SourceProgress.Backlog(at(arrivedAt), at(until));
  }

  private static SortedMap<Long, Long> counts(long... minutesAndCounts) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (int i = 0; i < minutesAndCounts.length; i += 2) {
      counts.put(at((int) minutesAndCounts[i]), minutesAndCounts[i + 1]);
    }
    return counts;
  }
}
