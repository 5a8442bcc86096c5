package io.campaignpulse.alert.heartbeat;

import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.HeartbeatState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far evaluation has come at a tick, by source.
 *
 * @param progress of each source that ever had an event
 * @param silent sources that a rule holds to be silent
 * @param bound how far behind the clock evaluation may be and still be live, milliseconds
 */
public record EvaluationProgress(
    Map<WatchedSource, SourceProgress> progress, Set<WatchedSource> silent, long bound) {

  /**
   * The heartbeats of a tick: of each source, and last that of all, which is as far as the source
   * that is furthest behind, and no better than any. Empty before the first event.
   *
   * @param now the clock; where it is behind the tick, as a clock run fast, the tick is the time
   */
  public List<AlertHeartbeat> heartbeats(long tick, long now) {
    long newest =
        progress.values().stream().mapToLong(SourceProgress::newest).max().orElse(Long.MIN_VALUE);
    List<AlertHeartbeat> heartbeats = new ArrayList<>();
    long until = Long.MAX_VALUE;
    HeartbeatState worst = HeartbeatState.LIVE;
    for (WatchedSource source : WatchedSource.values()) {
      SourceProgress own = progress.get(source);
      if (own == null || !own.isKnown()) {
        continue;
      }
      boolean isSilent = silent.contains(source);
      long evaluatedUntil = own.evaluatedUntil(tick, bound, isSilent, newest);
      HeartbeatState state =
          SourceProgress.state(Math.max(tick, now), bound, isSilent, evaluatedUntil);
      until = Math.min(until, evaluatedUntil);
      worst = worst(worst, state);
      heartbeats.add(new AlertHeartbeat(source.label(), state, evaluatedUntil, tick, tick, now));
    }
    if (!heartbeats.isEmpty()) {
      heartbeats.add(new AlertHeartbeat(AlertHeartbeat.ALL, worst, until, tick, tick, now));
    }
    return heartbeats;
  }

  /** Catching up is worse than paused: what a backlog holds can end a silence. */
  private static HeartbeatState worst(HeartbeatState a, HeartbeatState b) {
    if (a == HeartbeatState.CATCHING_UP || b == HeartbeatState.CATCHING_UP) {
      return HeartbeatState.CATCHING_UP;
    }
    return a == HeartbeatState.PAUSED ? a : b;
  }
}
