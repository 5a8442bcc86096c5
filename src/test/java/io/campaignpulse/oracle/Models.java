package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The six attribution models over the eligible touches of a conversion, ordered by time. */
final class Models {

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  private final OracleSettings settings;

  Models(OracleSettings settings) {
    this.settings = settings;
  }

  /** The shares of a model; those of weight 0 are left out. */
  List<Touch.Share> shares(String model, List<Touch> eligible, Instant conversionTime) {
    List<Touch> path = settings.collapses() ? collapsed(model, eligible) : eligible;
    List<BigDecimal> weights =
        Exact.split(ONE, Exact.COUNT, relativeWeights(model, path, conversionTime));
    List<Touch.Share> shares = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (weights.get(i).signum() > 0) {
        shares.add(new Touch.Share(path.get(i), weights.get(i)));
      }
    }
    return shares;
  }

  /** Runs of one campaign and channel as one touch: the first for FIRST_TOUCH, else the last. */
  private static List<Touch> collapsed(String model, List<Touch> eligible) {
    List<Touch> runs = new ArrayList<>();
    for (Touch touch : eligible) {
      int last = runs.size() - 1;
      if (last < 0 || !runs.get(last).isLike(touch)) {
        runs.add(touch);
      } else if (!model.equals("FIRST_TOUCH")) {
        runs.set(last, touch);
      }
    }
    return runs;
  }

  private List<BigDecimal> relativeWeights(String model, List<Touch> path, Instant at) {
    int n = path.size();
    return switch (model) {
      case "FIRST_TOUCH" -> only(n, 0);
      case "LAST_TOUCH" -> only(n, n - 1);
      case "LAST_NON_DIRECT" -> only(n, lastNonDirect(path));
      case "LINEAR" -> new ArrayList<>(Collections.nCopies(n, ONE));
      case "POSITION_BASED" -> byPosition(n);
      case "TIME_DECAY" -> path.stream().map(touch -> decayed(touch, at)).toList();
      default -> throw new IllegalArgumentException(model);
    };
  }

  private static List<BigDecimal> only(int n, int index) {
    List<BigDecimal> weights = new ArrayList<>(Collections.nCopies(n, ZERO));
    weights.set(index, ONE);
    return weights;
  }

  private static int lastNonDirect(List<Touch> path) {
    for (int i = path.size() - 1; i >= 0; i--) {
      if (!path.get(i).channel().equals(Touch.DIRECT)) {
        return i;
      }
    }
    return path.size() - 1;
  }

  /** 0.4, 0.2 ÷ (n − 2) each between, 0.4: times 5 (n − 2). */
  private static List<BigDecimal> byPosition(int n) {
    List<BigDecimal> weights = new ArrayList<>(Collections.nCopies(n, ONE));
    if (n >= 3) {
      weights.set(0, BigDecimal.valueOf(2L * (n - 2)));
      weights.set(n - 1, BigDecimal.valueOf(2L * (n - 2)));
    }
    return weights;
  }

  private BigDecimal decayed(Touch touch, Instant at) {
    double age = Duration.between(touch.time(), at).toMillis();
    return new BigDecimal(StrictMath.pow(2, -age / settings.halfLife().toMillis()));
  }
}
