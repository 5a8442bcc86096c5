package io.campaignpulse.spend;

import static io.campaignpulse.testing.TestingMetrics.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpendNowcastTest {

  private static final long NOON = at("2026-03-02T12:00:00Z");
  private static final long DAY = 86_400_000;

  @Test
  void aClickIsGivenUpAfterSevenDaysWithAllOfItsHour() {
    assertThat(SpendNowcast.givenUpAt(NOON)).isEqualTo(NOON + 7 * DAY);
    assertThat(SpendNowcast.givenUpAt(NOON + 60_000)).isEqualTo(NOON + 7 * DAY + 3_600_000);
  }

  @Test
  void nothingIsProvisionalWhileAClickBehindAllReportsHasWaitedInVain() {
    SpendNowcast nowcast = SpendNowcast.UNKNOWN.withCpc(250_000);
    assertThat(nowcast.rate(Coverage.none())).isEqualTo(250_000);

    SpendNowcast vain = nowcast.withGivenUp(NOON).withGivenUp(NOON - DAY);
    assertThat(vain.newestGivenUp()).isEqualTo(NOON);
    assertThat(vain.rate(Coverage.none())).isZero();
    assertThat(vain.rate(Coverage.none().with(NOON - DAY, NOON))).isZero();
    assertThat(vain.rate(Coverage.none().with(NOON, NOON + DAY))).isEqualTo(250_000);
  }

  @Test
  void absurdProductsStayInsideALong() {
    assertThat(SpendNowcast.micros(3, 250_000)).isEqualTo(750_000);
    assertThat(SpendNowcast.micros(0, 250_000)).isZero();
    assertThat(SpendNowcast.micros(1_000_000_000_000L, 1_000_000_000_000_000L))
        .isEqualTo(1_000_000_000_000_000L);
    assertThat(SpendNowcast.micros(Long.MAX_VALUE / 2, 3)).isEqualTo(1_000_000_000_000_000L);
  }
}
