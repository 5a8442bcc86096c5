package io.campaignpulse.plan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PlanClockTest {

  @Property
  void whatIsToldBeforeAnEndOfAnIntervalStandsAtThatEnd(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long clock,
      @ForAll @LongRange(min = 4, max = 3_600_000) long every) {
    long told = PlanClock.beforeSoon(clock, every);
    assertThat(told).isGreaterThan(clock).isLessThanOrEqualTo(clock + every);
    assertThat(PlanClock.soon(told, every) - told).isLessThanOrEqualTo(every / 4);
  }

  @Test
  void aSecondIsEnoughForTwoStepsOnTheWay() {
    assertThat(PlanClock.beforeSoon(10_000, 1_000)).isEqualTo(10_750);
    assertThat(PlanClock.beforeSoon(10_749, 1_000)).isEqualTo(10_750);
    assertThat(PlanClock.beforeSoon(10_750, 1_000)).isEqualTo(11_750);
    assertThat(PlanClock.soon(10_750, 1_000)).isEqualTo(11_000);
  }
}
