package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The six models: how much of a conversion each touch of its path earned, in billionths that sum to
 * exactly 10⁹. Formulas: table "Attribution" in the metrics' definitions.
 */
final class CreditModels {

  /** A weight of one, in billionths. */
  static final long ONE = 1_000_000_000L;

  private CreditModels() {}

  /**
   * The touches a model sees. A run of repeats is one touch: its first under FIRST_TOUCH, its last
   * under all others.
   *
   * @param touches eligible touches in their order
   */
  static List<Touch> path(AttributionModel model, List<Touch> touches, Collapse collapse) {
    if (collapse == Collapse.NONE) {
      return touches;
    }
    List<Touch> path = new ArrayList<>();
    for (Touch touch : touches) {
      int last = path.size() - 1;
      if (last < 0 || !touch.repeats(path.get(last))) {
        path.add(touch);
      } else if (model != AttributionModel.FIRST_TOUCH) {
        path.set(last, touch);
      }
    }
    return path;
  }

  /**
   * The weight of each touch of a path that has at least one.
   *
   * @param halfLife in milliseconds
   */
  static long[] weights(AttributionModel model, List<Touch> path, long halfLife) {
    int n = path.size();
    return switch (model) {
      case FIRST_TOUCH -> allOn(0, n);
      case LAST_TOUCH -> allOn(n - 1, n);
      case LAST_NON_DIRECT -> allOn(lastNonDirect(path), n);
      case LINEAR -> LargestRemainder.split(ONE, equalParts(n));
      case POSITION_BASED -> LargestRemainder.split(ONE, positionParts(n));
      case TIME_DECAY -> LargestRemainder.split(ONE, decayed(path, halfLife));
    };
  }

  private static long[] allOn(int index, int n) {
    long[] weights = new long[n];
    weights[index] = ONE;
    return weights;
  }

  private static int lastNonDirect(List<Touch> path) {
    for (int i = path.size() - 1; i >= 0; i--) {
      if (!path.get(i).isDirect()) {
        return i;
      }
    }
    return path.size() - 1;
  }

  private static long[] equalParts(int n) {
    long[] parts = new long[n];
    Arrays.fill(parts, 1);
    return parts;
  }

  /** 0.4, 0.2/(n−2) each between, 0.4: in parts of 1/(5(n−2)). */
  private static long[] positionParts(int n) {
    long[] parts = equalParts(n);
    if (n > 2) {
      parts[0] = 2L * (n - 2);
      parts[n - 1] = parts[0];
    }
    return parts;
  }

  /**
   * 2^(−Δt/halfLife), normalised. Δt counts from the last touch, not from the conversion: the
   * proportions are the same and never all vanish. StrictMath, so that bytes don't depend on the
   * machine.
   */
  private static double[] decayed(List<Touch> path, long halfLife) {
    long last = path.get(path.size() - 1).time();
    double[] shares = new double[path.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double halvings = (double) (last - path.get(i).time()) / halfLife;
      shares[i] = StrictMath.pow(2, -halvings);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
