package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths counted so far, signed, so that what stands before and after a change cancels out. */
public final class PathTally {

  private final Map<Path, Long> counts = new LinkedHashMap<>();

  private record Path(
      @Nullable ConversionType type, List<JourneyNode> nodes, boolean converted, long endedAt) {}

  void add(
      @Nullable ConversionType type,
      List<JourneyTouch> touches,
      boolean converted,
      long endedAt,
      long count) {
    List<JourneyNode> nodes = new ArrayList<>(touches.size());
    for (JourneyTouch touch : touches) {
      nodes.add(touch.node());
    }
    counts.merge(new Path(type, nodes, converted, endedAt), count, Long::sum);
  }

  /** What is left of it. */
  public List<JourneyChange> changes() {
    List<JourneyChange> changes = new ArrayList<>();
    counts.forEach(
        (path, count) -> {
          if (count != 0) {
            changes.add(
                new JourneyChange(path.type, path.nodes, path.converted, path.endedAt, count));
          }
        });
    return changes;
  }
}
