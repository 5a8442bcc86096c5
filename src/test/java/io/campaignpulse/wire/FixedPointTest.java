package io.campaignpulse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FixedPointTest {

  @Property
  void the_text_is_the_exact_decimal(@ForAll long value) {
    assertThat(new BigDecimal(FixedPoint.micros(value)))
        .isEqualByComparingTo(BigDecimal.valueOf(value, 6));
    assertThat(new BigDecimal(FixedPoint.nanos(value)))
        .isEqualByComparingTo(BigDecimal.valueOf(value, 9));
  }
}
