package io.campaignpulse.customer.operator;

import io.campaignpulse.event.CustomerValue;
import org.jspecify.annotations.Nullable;

/**
 * What was last published of a campaign and channel.
 *
 * @param revision the highest one; 0 before the first
 * @param prints of the rows by age, so that only what has changed is published again
 */
public record PublishedRows(long revision, long[] prints) {

  static final PublishedRows NONE = new PublishedRows(0, new long[0]);

  /** The print of the row that was published at an age; 0 if there is none. */
  long print(int age) {
    return age < prints.length ? prints[age] : 0;
  }

  /** 64 bits that stand for what a row says; 0 if it says that there is none. */
  static long print(CustomerValue row) {
    if (row.customersNanos() == 0) {
      return 0;
    }
    Integer payback = row.paybackDay();
    Long margin = row.marginMicros();
    long print = mixed(1, row.customersNanos());
    print = mixed(print, margin == null ? Long.MIN_VALUE : margin);
    print = mixed(print, bits(row.ltv()));
    print = mixed(print, bits(row.cac()));
    print = mixed(print, payback == null ? -1 : payback);
    return print == 0 ? 1 : print;
  }

  private static long bits(@Nullable Double value) {
    return Double.doubleToLongBits(value == null ? Double.NaN : value);
  }

  private static long mixed(long print, long more) {
    long product = (print ^ more) * 0x9E3779B97F4A7C15L; // Fibonacci hashing
    return product ^ product >>> 32;
  }
}
