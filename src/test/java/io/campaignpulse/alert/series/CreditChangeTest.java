package io.campaignpulse.alert.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreditChangeTest {

  private static final long WHOLE = 1_000_000_000L;

  @Test
  void aReturnOfWhatWasCreditedBeforePutsNothingRight() {
    assertThat(CreditChange.of(credit(WHOLE, WHOLE, booking(AttributedMeasure.REFUNDS, 30))))
        .extracting(CreditChange::time, CreditChange::refunds, CreditChange::moved)
        .containsExactly(Tuple.tuple(7L, 30.0, false));
  }

  @Test
  void aReturnThatIsTakenBackDoes() {
    assertThat(CreditChange.of(credit(WHOLE, WHOLE, booking(AttributedMeasure.REFUNDS, -30))))
        .extracting(CreditChange::refunds, CreditChange::moved)
        .containsExactly(Tuple.tuple(-30.0, true));
  }

  @Test
  void returnsMoveWithTheCredit() {
    assertThat(
            CreditChange.of(
                credit(
                    WHOLE,
                    WHOLE / 2,
                    booking(AttributedMeasure.REFUNDS, 15),
                    booking(AttributedMeasure.GROSS_REVENUE, 50))))
        .extracting(
            CreditChange::weight, CreditChange::revenue, CreditChange::refunds, CreditChange::moved)
        .containsExactlyInAnyOrder(
            Tuple.tuple(0.0, 0.0, 15.0, true), Tuple.tuple(0.5, 50.0, 0.0, true));
  }

  private static Booking booking(AttributedMeasure measure, long amount) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[measure.ordinal()] = amount * 1_000_000;
    return new Booking(7, amounts);
  }

  private static Credit credit(long weight, @Nullable Long before, Booking... bookings) {
    return new Credit(
        AttributionModel.LAST_TOUCH,
        "o-1",
        ConversionType.ORDER,
        5,
        null,
        "summer",
        "PAID_SEARCH",
        "e-1",
        3L,
        weight,
        0,
        List.of(bookings),
        null,
        before,
        null,
        false,
        false,
        1);
  }
}
