package io.campaignpulse.alert.target;

/**
 * Exposure that a series has been expected to bring conversions of in its first week. It grows as
 * conversions arrive by the hour of the week, but never beyond what its own clicks would have
 * brought by now: by hours of arrival alone a young series is expected to bring what older ones
 * still get from the days before it began. A value.
 *
 * @param exposure cumulative, clicks or cost
 */
public record Beginning(double exposure) {

  static final Beginning NONE = new Beginning(0);

  /**
   * The exposure after a step.
   *
   * @param gained exposure of the step by the hours in which conversions arrive
   * @param byClick cumulative exposure by the hours of the clicks
   */
  Beginning after(double gained, double byClick) {
    return new Beginning(Math.min(exposure + gained, byClick));
  }
}
