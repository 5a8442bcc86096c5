package io.campaignpulse.attribution;

import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.journey.JourneyPaths;
import io.campaignpulse.journey.PathEnd;
import io.campaignpulse.journey.PathTally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a person's touches and conversions mean as paths, at one moment: voided conversions end
 * none.
 */
final class PersonPaths {

  private final JourneyPaths paths;
  private final PathMemory memory;

  /**
   * The paths of a person.
   *
   * @param settledBefore conversions before it (epoch milliseconds) may have been forgotten and
   *     come again: they are passed over
   */
  PersonPaths(
      TouchLog touches,
      List<Conversion> conversions,
      PathMemory memory,
      AttributionOptions options,
      long settledBefore) {
    List<PathEnd> ends = new ArrayList<>(memory.settled());
    long settled = Math.max(settledBefore, memory.settledBefore(options));
    for (Conversion conversion : conversions) {
      if (!conversion.voided()) {
        long at = conversion.eligibleAt();
        ends.add(new PathEnd(conversion.type(), at, at < settled));
      }
    }
    this.paths = new JourneyPaths(touches.stations(options), ends);
    this.memory = memory;
  }

  /** Whether a touch that is gained can't change any path that was told. */
  static boolean isOpen(PackedTouch touch, List<Conversion> conversions, PathMemory memory) {
    if (touch.time() < memory.toldBefore()) {
      return false;
    }
    for (Conversion conversion : conversions) {
      if (touch.time() <= conversion.eligibleAt()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a version of a conversion ends the path that the other (null: none) ended. */
  static boolean isSameEnd(@Nullable Conversion a, @Nullable Conversion b) {
    boolean ends = a != null && !a.voided();
    if (ends != (b != null && !b.voided())) {
      return false;
    }
    return a == null || b == null || !ends || a.eligibleAt() == b.eligibleAt();
  }

  /** Tells what became of the paths that were told. */
  void tellChangesTo(PersonPaths after, Consumer<JourneyChange> out) {
    PathTally tally = new PathTally();
    paths.count(memory.toldBefore(), -1, tally);
    after.paths.count(memory.toldBefore(), 1, tally);
    tally.changes().forEach(out);
  }

  /** Tells the null paths that have ended before an instant and weren't told yet. */
  void tellEnded(long before, Consumer<JourneyChange> out) {
    PathTally tally = new PathTally();
    paths.countEnded(memory.toldBefore(), before, tally);
    tally.changes().forEach(out);
  }

  /** Tells all paths, those that are still open included. */
  void tellAll(Consumer<JourneyChange> out) {
    PathTally tally = new PathTally();
    paths.count(Long.MAX_VALUE, 1, tally);
    tally.changes().forEach(out);
  }
}
