package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeekProfileTest {

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
