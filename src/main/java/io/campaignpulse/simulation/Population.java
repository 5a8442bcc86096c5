package io.campaignpulse.simulation;

/**
 * The people of the market: some visit far more often than others, and every third uses two
 * devices.
 */
final class Population {

  private static final int VISITORS = 30_000;
  private static final double SKEW = 1.3;

  private Population() {}

  /** A visitor of an audience, frequent ones more often; audiences have nobody in common. */
  static int anyone(int audience, Chance chance) {
    return audience * VISITORS + (int) (VISITORS * StrictMath.pow(chance.unit(), SKEW));
  }

  /** The cookie of a visitor. */
  static String visitorId(int visitor) {
    return "v-" + Integer.toString(visitor, Character.MAX_RADIX);
  }

  /** The audience somebody with a cookie belongs to. */
  static int audience(String visitorId) {
    return Integer.parseInt(visitorId.substring(2), Character.MAX_RADIX) / VISITORS;
  }

  /** The customer behind a visitor: two of three visitors in a row are the same person. */
  static String customerId(int visitor) {
    return "c-" + Integer.toString(visitor * 2 / 3, Character.MAX_RADIX);
  }
}
