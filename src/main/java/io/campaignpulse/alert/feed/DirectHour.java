package io.campaignpulse.alert.feed;

/**
 * Direct traffic of an hour.
 *
 * @param came clicks and visits without a campaign
 * @param expected as was known before the hour; NaN where too little was
 * @param phi overdispersion, at least 1
 */
public record DirectHour(double came, double expected, double phi) {

  /** Nothing is known of it. */
  static final DirectHour UNKNOWN = new DirectHour(0, Double.NaN, 1);
}
