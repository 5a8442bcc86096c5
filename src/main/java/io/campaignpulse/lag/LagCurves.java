package io.campaignpulse.lag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lag curves of all segments. That of a segment is shrunk to that of its conversion type over
 * all channels, and that one to {@link LagCurve#PRIOR}, so that little data moves little. A value.
 *
 * @param segments by segment, as far as conversions were seen of it
 * @param types by conversion type, as far as conversions were seen of it
 */
public record LagCurves(Map<LagSegment, LagCurve> segments, Map<String, LagCurve> types) {

  /** How many conversions the curve is worth to which one is shrunk. */
  public static final double PSEUDO_CONVERSIONS = 50;

  /** The curves before any conversion was seen. */
  public static final LagCurves NONE = new LagCurves(Map.of(), Map.of());

  /** The curves that counts give as they stand. */
  public static LagCurves of(Map<LagSegment, LagCounts> counts) {
    Map<String, List<LagCounts>> byType = new HashMap<>();
    // In one order, so that sums are the same to the last bit however the counts were gathered.
    counts.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().channel()))
        .forEach(
            entry ->
                byType
                    .computeIfAbsent(entry.getKey().type(), type -> new ArrayList<>())
                    .add(entry.getValue()));
    Map<String, LagCurve> types = new HashMap<>();
    byType.forEach(
        (type, all) -> types.put(type, LagCounts.curve(all, LagCurve.PRIOR, PSEUDO_CONVERSIONS)));
    Map<LagSegment, LagCurve> segments = new HashMap<>();
    counts.forEach(
        (segment, count) -> {
          LagCurve portfolio = types.getOrDefault(segment.type(), LagCurve.PRIOR);
          segments.put(segment, LagCounts.curve(List.of(count), portfolio, PSEUDO_CONVERSIONS));
        });
    return new LagCurves(segments, types);
  }

  /** The curve of a segment, whether any conversion was seen of it or not. */
  public LagCurve curve(String channel, String type) {
    LagCurve known = segments.get(new LagSegment(channel, type));
    return known == null ? types.getOrDefault(type, LagCurve.PRIOR) : known;
  }
}
