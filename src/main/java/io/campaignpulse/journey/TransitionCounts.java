package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyNode;
import io.campaignpulse.ingest.Utf8Order;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The steps of all paths of one conversion type, counted: a chain of order 1 from the start over
 * campaigns and channels to a conversion or to nothing. A step onto the same node is one too.
 */
public final class TransitionCounts {

  /** By campaign, then channel, each in the order of its UTF-8 bytes. */
  static final Comparator<JourneyNode> ORDER =
      Comparator.comparing(JourneyNode::campaignId, Utf8Order::compare)
          .thenComparing(JourneyNode::channel, Utf8Order::compare);

  private final NavigableMap<JourneyNode, NavigableMap<JourneyNode, Long>> steps =
      new TreeMap<>(ORDER);
  private final NavigableSet<JourneyNode> nodes = new TreeSet<>(ORDER);

  private TransitionCounts() {}

  /** The steps of a type: its own, and those that count among all types. */
  public static TransitionCounts of(ConversionType type, Map<JourneyCount, Long> counts) {
    TransitionCounts transitions = new TransitionCounts();
    counts.forEach(
        (count, number) -> {
          if (count.isStepAmong(type)) {
            transitions.add(count.from(), count.to(), number);
          }
        });
    return transitions;
  }

  private void add(JourneyNode from, JourneyNode to, long number) {
    steps.computeIfAbsent(from, node -> new TreeMap<>(ORDER)).merge(to, number, Long::sum);
    if (!from.equals(JourneyCount.START)) {
      nodes.add(from);
    }
  }

  /** Every campaign and channel on a path, in order. */
  public NavigableSet<JourneyNode> nodes() {
    return nodes;
  }

  /** How often a step was made; never less than 0. */
  long count(JourneyNode from, JourneyNode to) {
    NavigableMap<JourneyNode, Long> next = steps.get(from);
    return next == null ? 0 : Math.max(0, next.getOrDefault(to, 0L));
  }

  /** Where the steps from a node go to, with the share of each; a touchless conversion is none. */
  NavigableMap<JourneyNode, Double> probabilities(JourneyNode from) {
    NavigableMap<JourneyNode, Double> probabilities = new TreeMap<>(ORDER);
    for (JourneyNode to : steps.getOrDefault(from, new TreeMap<>(ORDER)).keySet()) {
      if (!from.equals(JourneyCount.START) || !to.equals(JourneyCount.CONVERSION)) {
        probabilities.put(to, (double) count(from, to));
      }
    }
    double all = probabilities.values().stream().mapToDouble(count -> count).sum();
    probabilities.replaceAll((to, count) -> count == 0 ? 0 : count / all);
    return probabilities;
  }

  /** Conversions with a path. */
  public long conversionsWithTouch() {
    return nodes.stream().mapToLong(node -> count(node, JourneyCount.CONVERSION)).sum();
  }

  /** Conversions no touch led to. */
  public long conversionsWithoutTouch() {
    return count(JourneyCount.START, JourneyCount.CONVERSION);
  }
}
