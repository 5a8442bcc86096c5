package io.campaignpulse.event;

/**
 * The share that a model gives a campaign and channel in all conversions of a type, as of a time.
 * It says with which paths people converted, not what the campaign caused.
 *
 * @param share from 0 to 1; the shares of a method and conversion type sum to 1
 * @param conversionsWithTouch conversions with a path, which the shares are of
 * @param conversionsWithoutTouch conversions no touch led to, which no share is of
 * @param asOf up to when journeys were read, epoch milliseconds
 * @param revision a higher one replaces a lower one of the same key
 * @param updatedAt when it was published, epoch milliseconds
 */
public record ModelShare(
    ShareMethod method,
    ConversionType conversionType,
    String campaignId,
    String channel,
    double share,
    long conversionsWithTouch,
    long conversionsWithoutTouch,
    long asOf,
    long revision,
    long updatedAt) {

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(method.name(), conversionType.name(), campaignId, channel);
  }
}
