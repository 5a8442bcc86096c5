package io.campaignpulse.bench.referee;

import io.campaignpulse.simulation.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Mixture of exponential lags from a click to its order. Shares add up to 1. */
record LagMixture(List<Part> parts) {

  /** Lags of most shops. */
  static final LagMixture USUAL =
      new LagMixture(
          List.of(
              Part.of(0.60, Duration.ofMinutes(15)),
              Part.of(0.25, Duration.ofHours(6)),
              Part.of(0.15, Duration.ofDays(2))));

  /** One of the exponential lags, its mean in minutes. */
  record Part(double share, double mean) {
    static Part of(double share, Duration mean) {
      return new Part(share, mean.toMinutes());
    }
  }

  static LagMixture of(double shortShare, Duration shortMean, Duration longMean) {
    return new LagMixture(
        List.of(Part.of(shortShare, shortMean), Part.of(1 - shortShare, longMean)));
  }

  /** The usual lags, the longest part with another mean. */
  static LagMixture withTail(Duration mean) {
    List<Part> parts = new ArrayList<>(USUAL.parts);
    Part longest = parts.remove(parts.size() - 1);
    parts.add(Part.of(longest.share, mean));
    return new LagMixture(List.copyOf(parts));
  }

  /** All lags times a factor. */
  LagMixture times(double factor) {
    return new LagMixture(
        parts.stream().map(part -> new Part(part.share, part.mean * factor)).toList());
  }

  /** Draws a lag, in minutes. */
  double draw(Chance chance) {
    double drawn = chance.unit();
    int last = parts.size() - 1;
    int at = 0;
    for (; at < last && drawn >= parts.get(at).share; at++) {
      drawn -= parts.get(at).share;
    }
    return chance.exponential(parts.get(at).mean);
  }
}
