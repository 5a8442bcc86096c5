package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeekProfileTest {

  @Test
  void nightsAndWeekendsAreFactorsWithAMeanOfOne() {
    WeekProfile profile = WeekProfile.NONE;
    for (int week = 0; week < 5; week++) {
      for (int hour = 0; hour < 168; hour++) {
        boolean night = hour % 24 < 6;
        profile = profile.with(hour, 40 * (night ? 0.5 : 1) * (hour >= 120 ? 0.7 : 1), 40);
      }
    }
    double[] factors = profile.factors();
    assertThat(Arrays.stream(factors).average().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(factors[3] / factors[12]).isCloseTo(0.5, within(0.05));
    assertThat(factors[140] / factors[20]).isCloseTo(0.7, within(0.05));
  }

  @Test
  void aShopClosedAtNightExpectsNothingThen() {
    WeekProfile profile = WeekProfile.NONE;
    for (int week = 0; week < 5; week++) {
      for (int hour = 0; hour < 168; hour++) {
        profile = profile.with(hour, hour % 24 < 8 ? 0 : 60, 40);
      }
    }
    assertThat(profile.factors()[3]).isLessThan(0.1);
  }

  @Test
  void fewArrivalsSayNothing() {
    assertThat(WeekProfile.NONE.with(3, 100, 10).factors()).containsOnly(1.0);
  }

  @Test
  void hoursOfTheWeekAreThoseOfTheZone() {
    long monday = Instant.parse("2026-03-02T00:30:00Z").toEpochMilli();
    assertThat(new WeekHours(ZoneOffset.UTC).of(monday)).isZero();
    assertThat(new WeekHours(ZoneId.of("America/New_York")).of(monday)).isEqualTo(167 - 4);
    assertThat(new WeekHours(ZoneId.of("Asia/Shanghai")).of(monday)).isEqualTo(8);
  }

  /** As when a campaign's orders of two hours come in the third. */
  @Test
  void the_first_hours_of_an_installation_have_no_profile() {
    WeekProfile profile =
        WeekProfile.NONE.with(8, 2_000, 3_000).with(9, 2_000, 3_000).with(10, 5_000, 3_000);

    assertThat(profile.factors()).containsOnly(1);
  }

  @Test
  void after_a_day_nights_differ_from_days() {
    WeekProfile profile = WeekProfile.NONE;
    for (int hour = 0; hour < 24; hour++) {
      profile = profile.with(hour, hour < 6 ? 100 : 1_000, 775);
    }

    assertThat(profile.factors()[3]).isLessThan(0.5);
    assertThat(profile.factors()[12]).isGreaterThan(1);
  }
}
