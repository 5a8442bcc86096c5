package io.campaignpulse.lag;

import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.LagShare;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lag curves given in the catalogue, by segment. A value. */
public record PriorLags(Map<LagSegment, LagCurve> curves) {

  /** Returns the curves of rows of the catalogue, of each segment at most one. */
  public static PriorLags of(Collection<ChannelLags> rows) {
    Map<LagSegment, LagCurve> curves = new HashMap<>();
    for (ChannelLags row : rows) {
      curves.put(
          new LagSegment(row.channel(), row.conversionType().name()),
          LagCurve.through(
              row.shares().stream().mapToLong(LagShare::age).toArray(),
              row.shares().stream().mapToDouble(LagShare::share).toArray()));
    }
    return new PriorLags(Map.copyOf(curves));
  }

  /** Returns the curve of a segment; null if none was given. */
  public @Nullable LagCurve curve(String channel, String type) {
    return curves.get(new LagSegment(channel, type));
  }
}
