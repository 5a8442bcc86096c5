package io.campaignpulse.alert.series;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record of credits changes in the conversions of a series. Conversions are counted gross:
 * what comes back later doesn't lower them.
 *
 * @param time when it happened, epoch milliseconds: the conversion, or the return
 * @param touchTime the click it is credited to, epoch milliseconds; null where there was none
 * @param weight conversions, fractional and signed
 * @param newCustomers likewise
 * @param revenue gross, in wholes of the reporting currency, signed
 * @param refunds likewise
 * @param moved whether credit that had been given differently is given anew, or a return taken back
 */
public record CreditChange(
    ConversionType type,
    long time,
    @Nullable Long touchTime,
    double weight,
    double newCustomers,
    double revenue,
    double refunds,
    boolean moved) {

  /** An order of changes of one series, so that sums don't depend on that of their arrival. */
  public static final Comparator<CreditChange> ORDER =
      Comparator.comparingLong(CreditChange::time)
          .thenComparing(CreditChange::type)
          .thenComparing(CreditChange::touchTime, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingDouble(CreditChange::weight)
          .thenComparingDouble(CreditChange::newCustomers)
          .thenComparingDouble(CreditChange::revenue)
          .thenComparingDouble(CreditChange::refunds)
          .thenComparing(CreditChange::moved);

  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;

  /** The changes of a record: one for the conversion, one for each return. */
  public static List<CreditChange> of(Credit credit) {
    Long before = credit.previousWeightNanos();
    long weight = credit.weightNanos() - (before == null ? 0 : before);
    long newCustomers = 0;
    long revenue = 0;
    List<CreditChange> changes = new ArrayList<>();
    for (Booking booking : credit.bookings()) {
      newCustomers += booking.amounts()[AttributedMeasure.NEW_CUSTOMERS.ordinal()];
      revenue += booking.amounts()[AttributedMeasure.GROSS_REVENUE.ordinal()];
      long refunds = booking.amounts()[AttributedMeasure.REFUNDS.ordinal()];
      if (refunds != 0) {
        changes.add(
            new CreditChange(
                credit.conversionType(),
                booking.time(),
                credit.touchTime(),
                0,
                0,
                0,
                refunds / MICROS,
                before != null && (weight != 0 || refunds < 0)));
      }
    }
    if (weight != 0 || newCustomers != 0 || revenue != 0) {
      changes.add(
          new CreditChange(
              credit.conversionType(),
              credit.conversionTime(),
              credit.touchTime(),
              weight / NANOS,
              newCustomers / NANOS,
              revenue / MICROS,
              0,
              before != null));
    }
    return changes;
  }
}
