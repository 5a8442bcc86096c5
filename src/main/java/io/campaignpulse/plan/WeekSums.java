package io.campaignpulse.plan;

/**
 * What came in during the hours of one week. Mutable: it belongs to the state of a {@link
 * ProfileBook}. Only longs are summed, so the order of arrival doesn't matter.
 *
 * @param micros amounts by hour of the week, in millionths
 * @param facts by hour of the week how many there were, less those taken back
 */
public record WeekSums(long[] micros, long[] facts) {

  /** A week in which nothing has come in. */
  public static WeekSums empty() {
    return new WeekSums(new long[HourOfWeekProfile.HOURS], new long[HourOfWeekProfile.HOURS]);
  }

  void add(int hour, long amountMicros) {
    micros[hour] = Math.addExact(micros[hour], amountMicros);
    facts[hour] += Long.signum(amountMicros);
  }

  /** The first hour in which anything came in; 168 if nothing did. */
  int firstHour() {
    int hour = 0;
    while (hour < facts.length && facts[hour] == 0 && micros[hour] == 0) {
      hour++;
    }
    return hour;
  }
}
