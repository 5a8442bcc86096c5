package io.campaignpulse.testing;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import io.campaignpulse.journey.JourneyCount;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to write down paths; a node is a campaign on DISPLAY. */
public final class TestingPaths {

  private TestingPaths() {}

  /** A node. */
  public static JourneyNode node(String campaign) {
    return new JourneyNode(campaign, "DISPLAY");
  }

  /** So many orders after this path; the campaigns parted by blanks. */
  public static JourneyChange orders(long count, String path) {
    return change(ConversionType.ORDER, path, true, count);
  }

  /** So many people who passed these campaigns and did nothing. */
  public static JourneyChange nothing(long count, String path) {
    return change(null, path, false, count);
  }

  /** So many paths. */
  public static JourneyChange change(
      @Nullable ConversionType type, String path, boolean converted, long count) {
    List<JourneyNode> nodes =
        Arrays.stream(path.split(" ")).filter(c -> !c.isEmpty()).map(TestingPaths::node).toList();
    return new JourneyChange(type, nodes, converted, 0, count);
  }

  /** What these changes add up to, without zeros. */
  public static Map<JourneyCount, Long> counts(List<JourneyChange> changes) {
    Map<JourneyCount, Long> counts = new HashMap<>();
    try {
      for (JourneyChange change : changes) {
        JourneyCount.of(change, (count, number) -> counts.merge(count, number, Long::sum));
      }
    } catch (Exception e) {
      throw new AssertionError("adding to a map never fails", e);
    }
    counts.values().removeIf(number -> number == 0);
    return counts;
  }
}
