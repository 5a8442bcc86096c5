package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributionModel;
import org.junit.jupiter.api.Test;

class RivalTest {

  private static final String CAMPAIGN = "c";

  private final DashboardFigures figures = new DashboardFigures();
  private final SeriesRows rows =
      new SeriesRows(CAMPAIGN, "PAID_SEARCH", AttributionModel.LAST_TOUCH);
  private long number;

  /** An hour of clicks that cost 1 each, with its cost reported. */
  private void hour(int hour, int clicks, int orders, double value) {
    for (int minute = hour * HOUR; minute < (hour + 1) * HOUR; minute++) {
      int clicked = minute == hour * HOUR ? clicks : 0;
      rows.minute(minute, clicked, minute == hour * HOUR ? orders : 0, figures::add);
    }
    for (int i = 0; i < orders; i++) {
      rows.order(hour * HOUR, hour * HOUR, number++, value, figures::add);
    }
    rows.report((hour + 1) * HOUR, clicks, figures::add);
  }

  private boolean isMissed(Rival rival, int hour) {
    return rival.isMissed(figures, CAMPAIGN, hour);
  }

  @Test
  void the_cost_limit_wants_fifty_clicks_of_today() {
    hour(0, 49, 0, 60);
    assertThat(isMissed(Rival.COST_LIMIT, 0)).isFalse();

    hour(1, 1, 0, 60);
    assertThat(isMissed(Rival.COST_LIMIT, 1)).isTrue();
    assertThat(isMissed(Rival.COST_LIMIT, 24)).isFalse();
  }

  @Test
  void the_cost_limit_leaves_campaigns_within_it_alone() {
    hour(0, 100, 3, 60);

    assertThat(isMissed(Rival.COST_LIMIT, 0)).isFalse();
  }

  @Test
  void the_score_compares_with_yesterday() {
    hour(5, 1_000, 30, 60);
    hour(29, 1_000, 25, 60);
    assertThat(isMissed(Rival.YESTERDAY, 29)).isFalse();

    hour(30, 1_000, 5, 60);
    assertThat(isMissed(Rival.YESTERDAY, 30)).isTrue();
  }

  @Test
  void the_platform_sees_seven_days_and_the_value_of_orders() {
    hour(0, 1_000, 30, 60);
    assertThat(isMissed(Rival.PLATFORM, 0)).isFalse();

    hour(24, 1_000, 30, 10);
    assertThat(isMissed(Rival.PLATFORM, 24)).isTrue();
    assertThat(isMissed(Rival.PLATFORM, 24 + 7 * 24)).isFalse();
  }
}
