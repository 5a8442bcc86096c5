package io.campaignpulse.simulation;

import java.time.Duration;
import java.util.List;

/**
 * Time that buyers take to decide, in life: a mixture of exponentials.
 *
 * @param parts their shares add up to 1
 */
record DecisionTime(List<Part> parts) {

  /** Decisions of most buyers. */
  static final DecisionTime USUAL =
      new DecisionTime(
          List.of(
              new Part(0.60, Duration.ofMinutes(15)),
              new Part(0.25, Duration.ofHours(6)),
              new Part(0.15, Duration.ofDays(2))));

  /** Decisions on what people consider longer. */
  static final DecisionTime CONSIDERED =
      new DecisionTime(
          List.of(
              new Part(0.20, Duration.ofMinutes(80)),
              new Part(0.50, Duration.ofHours(20)),
              new Part(0.30, Duration.ofHours(60))));

  /** One of the exponentials. */
  record Part(double share, Duration mean) {
    private double rate() {
      return 1.0 / mean.toMillis();
    }
  }

  static DecisionTime of(CampaignProfile profile) {
    return profile.considered() ? CONSIDERED : USUAL;
  }

  /** Draws a time, in milliseconds. */
  double draw(Chance chance) {
    double drawn = chance.unit();
    double sum = 0;
    Part chosen = parts.get(0);
    for (Part part : parts) {
      chosen = part;
      sum += part.share;
      if (drawn < sum) {
        break;
      }
    }
    return chance.exponential(chosen.mean.toMillis());
  }

  /** Returns the share of decisions made within a time, milliseconds. */
  double share(double millis) {
    double share = 0;
    for (Part part : parts) {
      share += part.share * within(millis, part.rate());
    }
    return share;
  }

  /** Returns the share of pairs of decisions, one after the other, made within a time. */
  double shareOfTwo(double millis) {
    double share = 0;
    for (Part first : parts) {
      for (Part second : parts) {
        share += first.share * second.share * within(millis, first.rate(), second.rate());
      }
    }
    return share;
  }

  private static double within(double millis, double rate) {
    return millis <= 0 ? 0 : -StrictMath.expm1(-rate * millis);
  }

  /** The distribution of the sum of two exponential times. */
  private static double within(double millis, double first, double second) {
    if (millis <= 0) {
      return 0;
    }
    return first == second
        ? within(millis, first) - first * millis * StrictMath.exp(-first * millis)
        : (second * within(millis, first) - first * within(millis, second)) / (second - first);
  }
}
