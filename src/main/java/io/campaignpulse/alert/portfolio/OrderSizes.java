package io.campaignpulse.alert.portfolio;

import java.util.Map;
import java.util.TreeMap;

/**
 * Sizes of orders by channel: their mean, their mean square and the size that is exceeded by one
 * order in a thousand. Faded with a half-life of 21 days; what is cancelled is taken out again. A
 * value but for its maps and arrays.
 *
 * @param channels orders, money and squares by channel
 * @param histogram orders by the logarithm of their size
 */
public record OrderSizes(Map<String, double[]> channels, double[] histogram) {

  private static final int ORDERS = 0;
  private static final int MONEY = 1;
  private static final int SQUARES = 2;

  private static final int BINS = 120;
  private static final int FIRST_BIN = 30;
  private static final double LOG_STEP = StrictMath.log(1.25);
  private static final double WINSORISED = 0.001;

  /** Orders the sizes of all channels are worth beside those of one. */
  private static final double PSEUDO_ORDERS = 50;

  /** Orders differ more than the past has shown. */
  private static final double RESERVE = 1.2;

  private static final double ENOUGH_ORDERS = 5;

  /** Nothing was sold yet. */
  static OrderSizes begin() {
    return new OrderSizes(new TreeMap<>(), new double[BINS]);
  }

  /**
   * Adds an order, or takes it out.
   *
   * @param size of the whole order, above 0
   * @param weight share of it, signed
   */
  void add(String channel, double size, double weight) {
    double[] sums = channels.computeIfAbsent(channel, c -> new double[3]);
    double winsorised = Math.min(size, limit());
    sums[ORDERS] += weight;
    sums[MONEY] += weight * winsorised;
    sums[SQUARES] += weight * winsorised * winsorised;
    int bin = (int) Math.floor(StrictMath.log(size) / LOG_STEP) + FIRST_BIN;
    histogram[Math.max(0, Math.min(BINS - 1, bin))] += weight;
  }

  void fade(double kept) {
    for (double[] sums : channels.values()) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= kept;
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      histogram[bin] *= kept;
    }
  }

  /** The size above which orders count as that size; infinite while few are known. */
  double limit() {
    double all = 0;
    for (double count : histogram) {
      all += Math.max(0, count);
    }
    double above = WINSORISED * all;
    if (above < 1) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      sum += Math.max(0, histogram[bin]);
      if (sum > above) {
        return StrictMath.exp((bin + 1 - FIRST_BIN) * LOG_STEP);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The size of a channel's orders; null where too few were sold anywhere. */
  Map<String, OrderSize> byChannel() {
    double[] all = new double[3];
    for (double[] sums : channels.values()) {
      for (int i = 0; i < all.length; i++) {
        all[i] += Math.max(0, sums[i]);
      }
    }
    Map<String, OrderSize> sizes = new TreeMap<>();
    if (all[ORDERS] < ENOUGH_ORDERS || !(all[MONEY] > 0)) {
      return sizes;
    }
    double mean = all[MONEY] / all[ORDERS];
    double square = all[SQUARES] / all[ORDERS];
    sizes.put(OrderSize.EVERYWHERE, new OrderSize(mean, RESERVE * square));
    for (Map.Entry<String, double[]> each : channels.entrySet()) {
      double[] sums = each.getValue();
      double orders = Math.max(0, sums[ORDERS]) + PSEUDO_ORDERS;
      sizes.put(
          each.getKey(),
          new OrderSize(
              (Math.max(0, sums[MONEY]) + PSEUDO_ORDERS * mean) / orders,
              RESERVE * (Math.max(0, sums[SQUARES]) + PSEUDO_ORDERS * square) / orders));
    }
    return sizes;
  }
}
