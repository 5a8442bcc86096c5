package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyNode;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.ShareMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The shares of all campaigns and channels in the conversions of one type.
 *
 * @param steps every path of the type
 * @param counts all counts, those of other types included
 * @param maxNodes above so many nodes that lead to conversions there are no MARKOV shares
 */
public record JourneyShares(
    ConversionType type, TransitionCounts steps, Map<JourneyCount, Long> counts, int maxNodes) {

  /** The shares of a type. */
  public static JourneyShares of(
      ConversionType type, Map<JourneyCount, Long> counts, int maxNodes) {
    return new JourneyShares(type, TransitionCounts.of(type, counts), counts, maxNodes);
  }

  /** The types of which there is, or was, a conversion with a path. */
  public static Set<ConversionType> types(Map<JourneyCount, Long> counts) {
    Set<ConversionType> types = EnumSet.noneOf(ConversionType.class);
    for (JourneyCount count : counts.keySet()) {
      if (count.conversionType() != null && count.isPartIn(count.conversionType())) {
        types.add(count.conversionType());
      }
    }
    return types;
  }

  /** Whether there are too many nodes for MARKOV. */
  public boolean isTooLarge() {
    return RemovalEffects.size(steps) > maxNodes;
  }

  /**
   * A share of each method for every node on a path, 0 included.
   *
   * @param asOf up to when journeys were read, epoch milliseconds
   */
  public List<ModelShare> rows(long asOf, long revision, long updatedAt) {
    List<ModelShare> rows = new ArrayList<>();
    for (ShareMethod method : ShareMethod.values()) {
      if (method == ShareMethod.MARKOV && isTooLarge()) {
        continue;
      }
      SortedMap<JourneyNode, Double> parts =
          switch (method) {
            case MARKOV -> RemovalEffects.of(steps);
            case SHAPLEY -> ShapleyShares.of(type, counts);
          };
      double all = parts.values().stream().mapToDouble(part -> part).sum();
      for (JourneyNode node : steps.nodes()) {
        double part = parts.getOrDefault(node, 0.0);
        rows.add(
            new ModelShare(
                method,
                type,
                node.campaignId(),
                node.channel(),
                part == 0 ? 0 : part / all,
                steps.conversionsWithTouch(),
                steps.conversionsWithoutTouch(),
                asOf,
                revision,
                updatedAt));
      }
    }
    return rows;
  }
}
