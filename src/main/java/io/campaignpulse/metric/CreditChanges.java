package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.MeasureSums;
import io.campaignpulse.event.TimeBasis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the bookings of a credit count (metrics.md, ground rule 5): on CONVERSION_TIME each at its
 * own time, on INTERACTION_TIME all at the touch, or at the conversion if no touch explains it.
 */
public final class CreditChanges {

  private static final long[] NO_BASE = {};

  private CreditChanges() {}

  /** The changes of measures the credit makes, none that change nothing. */
  public static List<MeasureChange> of(Credit credit) {
    List<MeasureChange> changes = new ArrayList<>();
    long[] accrued = new long[AttributedMeasure.COUNT];
    for (Booking booking : credit.bookings()) {
      add(changes, credit, booking.time(), TimeBasis.CONVERSION_TIME, booking.amounts());
      new MeasureSums(accrued).add(booking.amounts());
    }
    long earned = credit.touchTime() == null ? credit.conversionTime() : credit.touchTime();
    add(changes, credit, earned, TimeBasis.INTERACTION_TIME, accrued);
    return changes;
  }

  private static void add(
      List<MeasureChange> changes, Credit credit, long time, TimeBasis basis, long[] amounts) {
    if (Arrays.stream(amounts).allMatch(a -> a == 0)) {
      return;
    }
    changes.add(
        new MeasureChange(
            credit.campaignId(),
            credit.channel(),
            Windows.minute(time),
            0,
            NO_BASE,
            null,
            List.of(new AttributedTotals(credit.model(), basis, amounts))));
  }
}
