package io.campaignpulse.bench.referee;

/**
 * Projection of a conversion rate that was published, beside the truth.
 *
 * @param held whether its 80 % interval holds the truth
 */
record Projection(int toCome, boolean held) {

  private static final int MANY = 20;

  /** Whether enough is to come for its share to be no matter of whole orders. */
  boolean isOfMany() {
    return toCome >= MANY;
  }
}
