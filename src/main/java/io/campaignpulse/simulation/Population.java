package io.campaignpulse.simulation;

/**
 * The people of the market: some visit far more often than others, and every third uses two
 * devices.
 */
final class Population {

  private static final int VISITORS = 30_000;
  private static final double SKEW = 1.3;

  private Population() {}

  /** A visitor, frequent ones more often. */
  static int anyone(Chance chance) {
    return (int) (VISITORS * StrictMath.pow(chance.unit(), SKEW));
  }

  /** The cookie of a visitor. */
  static String visitorId(int visitor) {
    return "v-" + Integer.toString(visitor, Character.MAX_RADIX);
  }

  /** The customer behind a visitor: two of three visitors in a row are the same person. */
  static String customerId(int visitor) {
    return "c-" + Integer.toString(visitor * 2 / 3, Character.MAX_RADIX);
  }
}
