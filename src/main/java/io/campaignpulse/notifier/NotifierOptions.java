package io.campaignpulse.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a notifier runs.
 *
 * @param once whether it ends when nothing can be done now
 * @param enable disabled targets that are enabled again at the start
 * @param replayed targets whose dead letters are tried again at the start
 * @param onStatus is told how the targets are doing, when that has changed
 * @param reportEvery the least time between two such reports
 */
public record NotifierOptions(
    boolean once,
    List<String> enable,
    Set<String> replayed,
    Consumer<List<TargetStatus>> onStatus,
    Duration reportEvery) {

  /** All targets, where dead letters are replayed. */
  public static final String ALL = "all";

  /** Collections are what they were. */
  public NotifierOptions {
    enable = List.copyOf(enable);
    replayed = Set.copyOf(replayed);
  }

  /** A service that reports to nobody. */
  public static NotifierOptions service() {
    return new NotifierOptions(false, List.of(), Set.of(), status -> {}, Duration.ofMinutes(1));
  }

  boolean replay(String targetId) {
    return replayed.contains(ALL) || replayed.contains(targetId);
  }
}
