package io.campaignpulse.alert.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortfolioStateTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long NOON = Duration.ofHours(500_000).toMillis();

  private final Map<String, CostReports> reports = new TreeMap<>();
  private @Nullable PortfolioTotals totals;

  @Test
  void cost_is_as_late_as_with_four_series_of_five_at_most() throws Exception {
    // Every series but the last is reported each 5 minutes; c4's reports take 12 minutes.
    Double delay = null;
    for (int minute = 0; minute <= 30; minute++) {
      for (int series = 0; series < 5; series++) {
        int period = series == 4 ? 12 : 5;
        Portfolio said = reported("c" + series, minute, minute - minute % period);
        delay = said == null ? delay : said.costDelay();
      }
    }
    assertThat(delay).isEqualTo(5.0 * MINUTE);
  }

  @Test
  void what_has_never_reported_since_the_start_counts_with_its_present_wait() throws Exception {
    Double delay = null;
    for (int minute = 0; minute <= 30; minute++) {
      for (int series = 0; series < 7; series++) {
        // The last two are reported once a day.
        long until = series < 5 ? minute - minute % 5 : -12 * 60;
        Portfolio said = reported("c" + series, minute, until);
        delay = said == null ? delay : said.costDelay();
      }
    }
    assertThat(delay).isBetween((12.0 * 60) * MINUTE, (12.0 * 60 + 30) * MINUTE);
  }

  @Test
  void a_few_series_say_nothing_of_what_is_usual() throws Exception {
    for (int minute = 0; minute <= 60; minute++) {
      for (int series = 0; series < 4; series++) {
        assertThat(reported("c" + series, minute, minute - minute % 5)).isNull();
      }
    }
  }

  @Test
  void orders_reported_late_teach_the_hour_they_were_placed_in() throws Exception {
    PortfolioState state = state();
    long reported = NOON + Duration.ofHours(30).toMillis();
    CreditChange order =
        new CreditChange(ConversionType.ORDER, NOON, NOON - MINUTE, 1, 0, 60, 0, false);
    state.learn(List.of(PortfolioFact.of("c", "EMAIL", order)), reported);
    double[] counts = state.totals().arrivalsOf(ConversionType.ORDER).counts();
    WeekHours hours = new WeekHours(ZoneOffset.UTC);
    assertThat(counts[hours.of(NOON)]).isEqualTo(1);
    assertThat(counts[hours.of(reported - 1)]).isZero();
  }

  private PortfolioState state() {
    return new PortfolioState(
        new PortfolioState.Shelves(
            shelf(new TreeMap<>()), shelf(new TreeMap<>()), shelf(new TreeMap<>()), shelf(reports)),
        totals,
        new WeekHours(ZoneOffset.UTC),
        (id, channel, department, instant) -> false,
        0.15);
  }

  /** The portfolio after a report that reaches until a minute came at another. */
  private @Nullable Portfolio reported(String campaign, long minute, long until) throws Exception {
    PortfolioState state = state();
    long tick = NOON + minute * MINUTE;
    state.learn(
        List.of(
            new PortfolioFact(campaign, "EMAIL", tick - MINUTE, 1, NOON + until * MINUTE, null)),
        tick);
    Portfolio published = state.published(tick);
    totals = state.totals();
    return published;
  }

  private static <T> PortfolioState.Shelf<T> shelf(Map<String, T> kept) {
    return new PortfolioState.Shelf<>(kept::get, kept::put, kept::entrySet);
  }
}
