package io.campaignpulse.plan;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.TimeBasis;
import java.util.function.Consumer;

/** How what others publish becomes facts of a series. */
public final class SeriesFacts {
  private SeriesFacts() {}

  /**
   * The bookings of a credit, on a time basis: each at its own time, or all at the touch, or at the
   * conversion if no touch explains it (metrics.md, ground rule 5).
   */
  public static void of(Credit credit, TimeBasis basis, Consumer<SeriesFact> facts) {
    PlanSeries series = PlanSeries.of(credit.campaignId(), credit.channel());
    long earned = credit.touchTime() == null ? credit.conversionTime() : credit.touchTime();
    for (Booking booking : credit.bookings()) {
      long time = basis == TimeBasis.CONVERSION_TIME ? booking.time() : earned;
      facts.accept(SeriesFact.booked(series, credit.dealerId(), time, booking.amounts()));
    }
  }

  /** A sale of a promotion; none if its line names no promotion. */
  public static void of(SaleFact sale, Consumer<SeriesFact> facts) {
    if (sale.promotionId() == null) {
      return;
    }
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.UNITS.ordinal()] = Measures.nanos(sale.unitsMicros());
    amounts[AttributedMeasure.GROSS_REVENUE.ordinal()] = sale.grossMicros();
    amounts[AttributedMeasure.NET_REVENUE.ordinal()] = sale.netMicros();
    amounts[AttributedMeasure.COGS.ordinal()] = sale.cogsMicros() == null ? 0 : sale.cogsMicros();
    facts.accept(
        SeriesFact.booked(
            PlanSeries.ofPromotion(sale.promotionId()), sale.dealerId(), sale.time(), amounts));
  }
}
