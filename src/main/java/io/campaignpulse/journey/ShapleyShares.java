package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Simplified Shapley values: each conversion counts equally for the distinct nodes of its path.
 * That is the Shapley value where a conversion is won by exactly the nodes of its path together.
 */
public final class ShapleyShares {

  private ShapleyShares() {}

  /** The conversions of a type that each node earned; whole counts are divided last. */
  public static SortedMap<JourneyNode, Double> of(
      ConversionType type, Map<JourneyCount, Long> counts) {
    SortedMap<JourneyNode, NavigableMap<Integer, Long>> parts =
        new TreeMap<>(TransitionCounts.ORDER);
    counts.forEach(
        (count, number) -> {
          if (count.isPartIn(type)) {
            parts
                .computeIfAbsent(count.from(), node -> new TreeMap<>())
                .merge(count.among(), number, Long::sum);
          }
        });
    SortedMap<JourneyNode, Double> earned = new TreeMap<>(TransitionCounts.ORDER);
    parts.forEach(
        (node, byNumber) -> {
          double sum = 0;
          for (Map.Entry<Integer, Long> part : byNumber.entrySet()) {
            sum += (double) Math.max(0, part.getValue()) / part.getKey();
          }
          earned.put(node, sum);
        });
    return earned;
  }
}
