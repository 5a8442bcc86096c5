package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.WindowSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
}
