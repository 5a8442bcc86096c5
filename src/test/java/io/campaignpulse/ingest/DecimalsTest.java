package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @Property
  void what_decimal_18_6_holds_is_kept_exactly(
      @ForAll @LongRange(min = -999_999_999_999_999_999L, max = 999_999_999_999_999_999L)
          long micros) {
    assertThat(Decimals.micros("f", BigDecimal.valueOf(micros, 6))).isEqualTo(micros);
  }

  @Test
  void more_decimals_are_rounded_half_even() {
    assertThat(Decimals.micros("f", new BigDecimal("0.0000005"))).isZero();
    assertThat(Decimals.micros("f", new BigDecimal("0.0000015"))).isEqualTo(2);
    assertThat(Decimals.micros("f", new BigDecimal("-0.0000025"))).isEqualTo(-2);
    assertThat(Decimals.micros("f", new BigDecimal("1e-2000000000"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e12", "-1e12", "999999999999.9999999", "1e2000000000"})
  void more_integer_digits_are_refused_without_being_written_out(String number) {
    assertThatThrownBy(() -> Decimals.micros("f", new BigDecimal(number)))
        .isInstanceOf(RejectedException.class)
        .hasMessage("f: number out of range");
  }

  @Test
  void whole_numbers_are_whole_and_fit_a_long() {
    assertThat(Decimals.whole("f", new BigDecimal("7.000"))).isEqualTo(7);
    assertThat(Decimals.whole("f", new BigDecimal(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    for (String number : new String[] {"0.5", "1e30", "9223372036854775808", "1e-2000000000"}) {
      assertThatThrownBy(() -> Decimals.whole("f", new BigDecimal(number)))
          .isInstanceOf(RejectedException.class);
    }
  }
}
