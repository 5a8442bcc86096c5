package io.campaignpulse.channel;

import org.jspecify.annotations.Nullable;

/**
 * Where an interaction came from, in lower case.
 *
 * @param source the site or sender; null if unknown
 * @param medium the kind of link; null if unknown
 * @param campaign the campaign's name; null if unknown
 * @param path the path on the referring site where the source is one; else empty
 * @param ignored true if the referrer is one to ignore and nothing else says where it came from
 */
record TrafficSource(
    @Nullable String source,
    @Nullable String medium,
    @Nullable String campaign,
    String path,
    boolean ignored) {

  /** The source of a visit that nothing explains: an address typed or kept. */
  static final TrafficSource DIRECT = direct(false);

  /** The source of a visit from an own site or a payment page. */
  static final TrafficSource IGNORED = direct(true);

  private static TrafficSource direct(boolean ignored) {
    return new TrafficSource("(direct)", "(none)", null, "", ignored);
  }
}
