package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/**
 * What credit can go to: an interaction, or where there is none a campaign and channel.
 *
 * @param eventId {@code -} where there is no interaction
 * @param time where there is none that of the conversion
 */
record Touch(String eventId, Instant time, String type, String campaign, String channel) {

  static final String NOBODY = "(unattributed)";
  static final String DIRECT = "DIRECT";

  static final Comparator<Touch> BY_TIME =
      Comparator.comparing(Touch::time).thenComparing(Touch::eventId, Line.BYTES);

  /** A place of credit without an interaction. */
  static Touch none(Instant conversionTime, String campaign, String channel) {
    return new Touch("-", conversionTime, "", campaign, channel);
  }

  boolean isInteraction() {
    return !eventId.equals("-");
  }

  boolean isLike(Touch other) {
    return campaign.equals(other.campaign) && channel.equals(other.channel);
  }

  /** A touch with its part of a conversion, in whole billionths. */
  record Share(Touch touch, BigDecimal weight) {}
}
