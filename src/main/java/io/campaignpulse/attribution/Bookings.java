package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sums of signed changes by the instant they are booked at. */
final class Bookings {

  private final Map<Long, long[]> byTime = new TreeMap<>();

  /** The same changes, one for each instant, those that change nothing left out. */
  static List<Booking> normalised(List<Booking> bookings) {
    if (bookings.size() == 1) {
      return changesNothing(bookings.get(0).amounts()) ? List.of() : List.copyOf(bookings);
    }
    return new Bookings().plus(bookings).toList();
  }

  /** What leads from one history to another. */
  static List<Booking> difference(List<Booking> before, List<Booking> after) {
    return new Bookings().plus(after).minus(before).toList();
  }

  private Bookings plus(List<Booking> bookings) {
    bookings.forEach(booking -> add(booking, 1));
    return this;
  }

  private Bookings minus(List<Booking> bookings) {
    bookings.forEach(booking -> add(booking, -1));
    return this;
  }

  private void add(Booking booking, int sign) {
    long[] sums = byTime.computeIfAbsent(booking.time(), t -> new long[AttributedMeasure.COUNT]);
    for (int m = 0; m < sums.length; m++) {
      sums[m] = Math.addExact(sums[m], sign * booking.amounts()[m]);
    }
  }

  private List<Booking> toList() {
    return byTime.entrySet().stream()
        .filter(entry -> !changesNothing(entry.getValue()))
        .map(entry -> new Booking(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static boolean changesNothing(long[] amounts) {
    for (long amount : amounts) {
      if (amount != 0) {
        return false;
      }
    }
    return true;
  }
}
