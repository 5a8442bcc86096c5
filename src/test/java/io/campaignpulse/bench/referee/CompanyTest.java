package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.WindowSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompanyTest {

  private static final long SEED = 7;
  private static final int VOLUME = 20_000;

  private static Company company(Scenario scenario, int campaigns) {
    List<MeasuredCampaign> all = new ArrayList<>();
    for (int number = 0; number < campaigns; number++) {
      all.add(MeasuredCampaign.of(SEED, scenario, number, VOLUME));
    }
    return new Company("test", all, SEED, AttributionModel.LAST_TOUCH);
  }

  private static List<MarketFact> facts(Company company) {
    List<MarketFact> facts = new ArrayList<>();
    for (int minute = company.start(); minute < company.end(); minute++) {
      company.minute(minute, facts::add);
    }
    return facts;
  }

  private static double clicks(List<MarketFact> facts) {
    return sum(facts, BaseMeasure.CLICKS, 1);
  }

  /** Of each minute its latest revision. */
  private static double sum(List<MarketFact> facts, BaseMeasure measure, double unit) {
    Map<String, Long> latest = new HashMap<>();
    for (MarketFact fact : facts) {
      if (fact.row() != null && fact.row().window() == WindowSize.PT1M) {
        latest.put(fact.row().key(), fact.row().base()[measure.ordinal()]);
      }
    }
    return latest.values().stream().mapToLong(value -> value).sum() / unit;
  }

  private static List<Credit> orders(List<MarketFact> facts) {
    return facts.stream().map(MarketFact::credit).filter(credit -> credit != null).toList();
  }

  /** Clicks of the first five days, whose orders have nearly all come with the usual lags. */
  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "NIGHTS", "CLUMPS", "CLOSED"})
  void campaigns_convert_at_target(Scenario scenario) {
    List<MarketFact> facts = facts(company(scenario, 3));

    assertThat(clicks(facts)).isCloseTo(3 * 7 * VOLUME, within(0.1 * 3 * 7 * VOLUME));
    assertThat(orders(facts).size() / clicks(facts)).isCloseTo(0.029, within(0.0025));
  }

  @Test
  void cost_is_one_a_click_and_reported_within_the_hour() {
    List<MarketFact> facts = facts(company(Scenario.PLAIN, 1));

    assertThat(sum(facts, BaseMeasure.SPEND, 1e6)).isCloseTo(clicks(facts), within(2_000.0));
  }

  @Test
  void a_drop_halves_the_orders() {
    double rate =
        orders(facts(company(Scenario.DROP_50_START, 2))).size()
            / (double) orders(facts(company(Scenario.PLAIN, 2))).size();

    assertThat(rate).isCloseTo(0.5, within(0.03));
  }

  @Test
  void no_order_is_reported_once_conversions_stop() {
    MeasuredCampaign stops = MeasuredCampaign.of(SEED, Scenario.STOP, 0, VOLUME);
    Company company = new Company("test", List.of(stops), SEED, AttributionModel.LAST_TOUCH);

    List<Credit> orders = orders(facts(company));

    assertThat(orders).hasSizeGreaterThan(30);
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(order.conversionTime()).isLessThan(SeriesRows.time(stops.change())));
  }

  @Test
  void a_campaign_is_the_same_whatever_runs_beside_it() {
    List<MarketFact> alone = facts(company(Scenario.DAYS_25, 1));
    List<MarketFact> together = facts(company(Scenario.DAYS_25, 3));
    String id = MeasuredCampaign.of(SEED, Scenario.DAYS_25, 0, VOLUME).id();

    assertThat(orders(together).stream().filter(o -> o.campaignId().equals(id)).map(Credit::key))
        .containsExactlyElementsOf(orders(alone).stream().map(Credit::key).toList());
  }

  private static List<Credit> ordersOfClicksFrom(List<MarketFact> facts, int minute) {
    return orders(facts).stream()
        .filter(
            order ->
                Objects.requireNonNull(order.touchTime()).longValue() >= SeriesRows.time(minute))
        .toList();
  }

  @Test
  void clicks_cost_twice_as_much_after_the_change() {
    List<MarketFact> facts = facts(company(Scenario.CPC_DOUBLE, 1));
    int change = MeasuredCampaign.of(SEED, Scenario.CPC_DOUBLE, 0, VOLUME).change();
    double after = (7.0 * DAY - change) / DAY / 7;

    assertThat(sum(facts, BaseMeasure.SPEND, 1e6) / clicks(facts))
        .isCloseTo(1 + after, within(0.1));
  }

  @Test
  void orders_lose_value_and_not_number() {
    List<MarketFact> facts = facts(company(Scenario.VALUE_DROP, 1));
    int change = MeasuredCampaign.of(SEED, Scenario.VALUE_DROP, 0, VOLUME).change();
    List<Credit> after = ordersOfClicksFrom(facts, change);
    double value =
        after.stream()
                .mapToLong(
                    order ->
                        order
                            .bookings()
                            .get(0)
                            .amounts()[AttributedMeasure.GROSS_REVENUE.ordinal()])
                .sum()
            / 1e6;

    assertThat(orders(facts).size() / clicks(facts)).isCloseTo(0.029, within(0.0025));
    assertThat(value / after.size()).isCloseTo(0.35 * 60, within(3.0));
  }

  @Test
  void cost_that_is_late_is_reported_in_the_end() {
    MeasuredCampaign campaign = MeasuredCampaign.of(SEED, Scenario.COST_LATE, 0, VOLUME);
    Company company = new Company("test", List.of(campaign), SEED, AttributionModel.LAST_TOUCH);
    List<MarketFact> facts = new ArrayList<>();
    long reportedUntil = 0;
    for (int minute = company.start(); minute < company.end(); minute++) {
      company.minute(minute, facts::add);
      if (minute == campaign.change() + DAY - 1) {
        CampaignMetrics last = facts.get(facts.size() - 1).row();
        reportedUntil =
            last == null || last.spendReportedUntil() == null ? 0 : last.spendReportedUntil();
      }
    }

    assertThat(reportedUntil).isLessThanOrEqualTo(SeriesRows.time(campaign.change()));
    assertThat(sum(facts, BaseMeasure.SPEND, 1e6)).isCloseTo(clicks(facts), within(2_000.0));
  }

  @Test
  void what_was_held_back_comes_after_a_silence() {
    Company company = company(Scenario.FEED_SILENT, 1);
    List<MarketFact> facts = new ArrayList<>();
    int during = 0;
    for (int minute = company.start(); minute < company.end(); minute++) {
      int before = facts.size();
      company.minute(minute, facts::add);
      during += TargetMarket.FEED_SILENT.isSilent(minute) ? facts.size() - before : 0;
    }

    assertThat(during).isZero();
    assertThat(clicks(facts)).isCloseTo(7 * VOLUME, within(0.1 * 7 * VOLUME));
  }
}
