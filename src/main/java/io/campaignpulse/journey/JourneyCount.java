package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the things counted of paths; the counts are all that the models need, and they add up.
 *
 * @param conversionType the conversions it is counted among; null where it counts among all types
 * @param from where a step begins, or the node that took part in conversions
 * @param to where a step ends
 * @param among 0 for a step; else the node took part in conversions of so many distinct nodes
 */
public record JourneyCount(
    @Nullable ConversionType conversionType, JourneyNode from, JourneyNode to, int among) {

  /** Where every path begins. */
  public static final JourneyNode START = new JourneyNode("(start)", "");

  /** Where a path ends that led to a conversion. */
  public static final JourneyNode CONVERSION = new JourneyNode("(conversion)", "");

  /** Where a path ends that led to nothing. */
  public static final JourneyNode NULL = new JourneyNode("(null)", "");

  /** Receives what a change adds to the counts. */
  @FunctionalInterface
  public interface Sink {
    /** Adds a number to a count. */
    void add(JourneyCount count, long number) throws Exception;
  }

  /** Whether it is a step, counted among the conversions of a type. */
  boolean isStepAmong(ConversionType type) {
    return among == 0 && isAmong(type);
  }

  /** Whether it tells of conversions of a type that had so many distinct nodes. */
  boolean isPartIn(ConversionType type) {
    return among > 0 && isAmong(type);
  }

  private boolean isAmong(ConversionType type) {
    return conversionType == null || conversionType == type;
  }

  /** Counts the steps of a change's path, and the nodes that took part in a conversion. */
  public static void of(JourneyChange change, Sink into) throws Exception {
    ConversionType type = change.conversionType();
    JourneyNode at = START;
    for (JourneyNode node : change.nodes()) {
      into.add(new JourneyCount(type, at, node, 0), change.count());
      at = node;
    }
    JourneyNode end = change.converted() ? CONVERSION : NULL;
    into.add(new JourneyCount(type, at, end, 0), change.count());
    if (change.converted()) {
      List<JourneyNode> distinct = List.copyOf(new HashSet<>(change.nodes()));
      for (JourneyNode node : distinct) {
        into.add(new JourneyCount(type, node, CONVERSION, distinct.size()), change.count());
      }
    }
  }
}
