package io.campaignpulse.metric;

import static io.campaignpulse.testing.TestingMetrics.LONG;
import static io.campaignpulse.testing.TestingMetrics.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import org.junit.jupiter.api.Test;

class ConservationCheckTest {

  private static final MetricOptions OPTIONS = options(Emission.AT_END, "UTC", LONG);

  private final ConservationCheck check = new ConservationCheck(OPTIONS);
  private final Totals sums = new Totals();

  @Test
  void nothingBalances() {
    Conservation books = check.of(WindowSize.P1D, sums);
    assertThat(books.balanced()).isTrue();
    assertThat(books.differenceMicros()).isZero();
  }

  @Test
  void everyModelHasToCreditWhatWasBooked() {
    sums.book(amounts(1_000_000_000, 90_000_000));
    for (AttributionModel model : OPTIONS.models()) {
      credit(model, TimeBasis.CONVERSION_TIME, 1_000_000_000, 90_000_000);
    }
    assertThat(check.of(WindowSize.P1D, sums).balanced()).isTrue();

    credit(AttributionModel.LINEAR, TimeBasis.CONVERSION_TIME, -1, 0);
    Conservation books = check.of(WindowSize.P1D, sums);
    assertThat(books.unbalanced())
        .containsExactly(
            new Imbalance(
                AttributionModel.LINEAR,
                TimeBasis.CONVERSION_TIME,
                AttributedMeasure.ORDERS,
                1_000_000_000,
                999_999_999));
    assertThat(books.ledgerMicros()).isEqualTo(90_000_000);
    assertThat(books.creditedMicros()).isEqualTo(90_000_000);
  }

  @Test
  void byInteractionTimeOnlyTheTotalToDateIsChecked() {
    sums.book(amounts(0, 5));
    for (AttributionModel model : OPTIONS.models()) {
      credit(model, TimeBasis.CONVERSION_TIME, 0, 5);
    }
    assertThat(check.of(WindowSize.P1D, sums).balanced()).isTrue();
    assertThat(check.of(WindowSize.LIFE, sums).unbalanced())
        .hasSize(OPTIONS.models().size())
        .extracting(Imbalance::basis)
        .containsOnly(TimeBasis.INTERACTION_TIME);
  }

  @Test
  void theReportingModelComesFirst() {
    sums.book(amounts(0, 5));
    Conservation books = check.of(WindowSize.LIFE, sums);
    assertThat(books.unbalanced().get(0).model()).isEqualTo(OPTIONS.reportingModel());
    assertThat(books.differenceMicros()).isEqualTo(5);
  }

  @Test
  void whoIsANewCustomerIsKnownToCreditOnly() {
    long[] amounts = Ratios.nothingAttributed();
    amounts[AttributedMeasure.NEW_CUSTOMERS.ordinal()] = 1_000_000_000;
    sums.add(new AttributedTotals(AttributionModel.LINEAR, TimeBasis.CONVERSION_TIME, amounts));
    assertThat(check.of(WindowSize.LIFE, sums).balanced()).isTrue();
  }

  private void credit(AttributionModel model, TimeBasis basis, long orders, long net) {
    sums.add(new AttributedTotals(model, basis, amounts(orders, net)));
  }

  private static long[] amounts(long orders, long net) {
    long[] amounts = Ratios.nothingAttributed();
    amounts[AttributedMeasure.ORDERS.ordinal()] = orders;
    amounts[AttributedMeasure.NET_REVENUE.ordinal()] = net;
    return amounts;
  }
}
