package io.campaignpulse.customer;

/**
 * A signed change of what is known of the customers a campaign and channel acquired.
 *
 * @param day of acquisition, see {@link Days}
 * @param customersNanos billionths of customers acquired on that day
 * @param age in days
 * @param marginMicros margin booked at that age, micros of the reporting currency
 * @param unitsWithoutCost billionths of units of unknown cost booked at that age
 */
public record ValueChange(
    String campaignId,
    String channel,
    long day,
    long customersNanos,
    int age,
    long marginMicros,
    long unitsWithoutCost) {

  static ValueChange ofCustomers(Share share, long day, long nanos) {
    return new ValueChange(share.campaignId(), share.channel(), day, nanos, 0, 0, 0);
  }

  static ValueChange ofMargin(Share share, int age, long micros, long units) {
    return new ValueChange(share.campaignId(), share.channel(), 0, 0, age, micros, units);
  }
}
