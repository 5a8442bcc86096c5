package io.campaignpulse.attribution;

import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionBooking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of conversions: what was booked for them, told as changes, before anybody knows who
 * gets the credit.
 */
public final class ConversionLedger {

  private ConversionLedger() {}

  /** What leads from the bookings told before to those that stand now, for each conversion. */
  public static List<ConversionBooking> changes(List<Conversion> before, List<Conversion> after) {
    Map<String, Conversion> told = new LinkedHashMap<>();
    before.forEach(conversion -> told.put(conversion.conversionId(), conversion));
    List<ConversionBooking> changes = new ArrayList<>();
    for (Conversion conversion : after) {
      add(changes, conversion, told.remove(conversion.conversionId()), conversion);
    }
    for (Conversion gone : told.values()) {
      add(changes, gone, gone, null);
    }
    return changes;
  }

  private static void add(
      List<ConversionBooking> changes,
      Conversion named,
      @Nullable Conversion before,
      @Nullable Conversion after) {
    List<Booking> difference = Bookings.difference(bookings(before), bookings(after));
    if (!difference.isEmpty()) {
      changes.add(new ConversionBooking(named.conversionId(), named.type(), difference));
    }
  }

  private static List<Booking> bookings(@Nullable Conversion conversion) {
    return conversion == null ? List.of() : conversion.bookings();
  }
}
