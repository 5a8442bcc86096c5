package io.campaignpulse.testing;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The two kinds of readers that credits are written for. */
public final class TestingCreditReaders {

  private TestingCreditReaders() {}

  /** What an upsert reader shows in the end: key to all but bookings, revision and previous. */
  public static Map<String, List<Object>> upserted(List<Credit> credits) {
    Map<String, Credit> latest = new TreeMap<>();
    for (Credit credit : credits) {
      Credit replaced = latest.put(credit.key(), credit);
      if (replaced != null) {
        assertThat(credit.revision()).as(credit.key()).isGreaterThan(replaced.revision());
      }
    }
    Map<String, List<Object>> shown = new TreeMap<>();
    latest.forEach(
        (key, c) -> {
          if (c.weightNanos() > 0) {
            shown.put(
                key,
                Arrays.asList(
                    c.personId(),
                    c.conversionType(),
                    c.conversionTime(),
                    c.campaignId(),
                    c.channel(),
                    c.touchTime(),
                    c.weightNanos(),
                    c.valueMicros(),
                    c.newCustomer(),
                    c.voided(),
                    c.dealerId()));
          }
        });
    return shown;
  }

  /**
   * What a summing reader has: model, campaign, channel, touch time, booking time and, if there is
   * one, dealer to sums.
   */
  public static Map<String, List<Long>> summed(List<Credit> credits) {
    Map<String, long[]> sums = new TreeMap<>();
    for (Credit credit : credits) {
      for (Booking booking : credit.bookings()) {
        // Without a touch, INTERACTION_TIME books at the conversion's own time.
        long touch = credit.touchTime() == null ? credit.conversionTime() : credit.touchTime();
        String place =
            String.join(
                    "|",
                    credit.model().name(),
                    credit.campaignId(),
                    credit.channel(),
                    Long.toString(touch),
                    Long.toString(booking.time()))
                + (credit.dealerId() == null ? "" : "|" + credit.dealerId());
        long[] sum = sums.computeIfAbsent(place, p -> new long[AttributedMeasure.COUNT]);
        for (int m = 0; m < sum.length; m++) {
          sum[m] += booking.amounts()[m];
        }
      }
    }
    Map<String, List<Long>> nonZero = new TreeMap<>();
    sums.forEach(
        (place, sum) -> {
          if (Arrays.stream(sum).anyMatch(amount -> amount != 0)) {
            nonZero.put(place, Arrays.stream(sum).boxed().toList());
          }
        });
    return nonZero;
  }

  /**
   * What credits of one model book by time, over all campaigns and channels, but for new customers:
   * the ledger knows none.
   */
  public static Map<Long, List<Long>> byTime(List<Credit> credits, AttributionModel model) {
    return byTime(
        credits.stream().filter(c -> c.model() == model).flatMap(c -> c.bookings().stream()));
  }

  /** What the ledger of conversions books by time. */
  public static Map<Long, List<Long>> byTime(List<ConversionBooking> ledger) {
    return byTime(ledger.stream().flatMap(change -> change.bookings().stream()));
  }

  private static Map<Long, List<Long>> byTime(Stream<Booking> bookings) {
    Map<Long, List<Long>> sums = new TreeMap<>();
    bookings.forEach(
        booking -> {
          List<Long> amounts = Arrays.stream(booking.amounts()).boxed().collect(toList());
          amounts.set(AttributedMeasure.NEW_CUSTOMERS.ordinal(), 0L);
          sums.merge(
              booking.time(),
              amounts,
              (a, b) -> {
                for (int m = 0; m < a.size(); m++) {
                  a.set(m, Math.addExact(a.get(m), b.get(m)));
                }
                return a;
              });
        });
    sums.values().removeIf(amounts -> amounts.stream().allMatch(amount -> amount == 0));
    return sums;
  }

  /** The sum of a measure over all bookings of one model. */
  public static long total(List<Credit> credits, AttributionModel model, AttributedMeasure m) {
    return credits.stream()
        .filter(c -> c.model() == model)
        .flatMap(c -> c.bookings().stream())
        .mapToLong(b -> b.amounts()[m.ordinal()])
        .sum();
  }
}
