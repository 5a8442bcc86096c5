package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.plan.MarkdownScenario.AtPresentPrice;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What a cut of the price would do if demand answered so. */
class MarkdownScenarioTest {

  private static AtPresentPrice present(long remaining, long onHand) {
    return new AtPresentPrice(remaining * MICROS, onHand * MICROS, 50 * MICROS, 20 * MICROS);
  }

  @Test
  void half_the_price_at_elasticity_two_sells_four_times_as_much() {
    assertThat(present(10, 100).after(0.5, -2))
        .isEqualTo(
            new MarkdownScenario(
                0.5, -2, 25 * MICROS, 40 * MICROS, 60 * MICROS, 1000 * MICROS, 200 * MICROS));
  }

  @Test
  void no_more_is_sold_than_is_on_hand() {
    MarkdownScenario scenario = present(10, 30).after(0.5, -3);
    assertThat(scenario.unitsMicros()).isEqualTo(30 * MICROS);
    assertThat(scenario.leftoverMicros()).isZero();
    MarkdownScenario oversold = present(10, -2).after(0.1, -1);
    assertThat(oversold.unitsMicros()).isZero();
    assertThat(oversold.leftoverMicros()).isEqualTo(-2 * MICROS);
    assertThat(oversold.revenueMicros()).isZero();
  }

  @Test
  void the_present_price_is_in_the_table_whatever_the_elasticity() {
    List<MarkdownScenario> table = MarkdownScenario.table(present(10, 100));
    assertThat(table).hasSize(55);
    assertThat(table.subList(0, 5))
        .allMatch(s -> s.unitsMicros() == 10 * MICROS && s.priceMicros() == 50 * MICROS);
    assertThat(table.subList(0, 5))
        .extracting(MarkdownScenario::elasticity)
        .isEqualTo(MarkdownScenario.ELASTICITIES);
  }

  @Test
  void without_a_unit_cost_the_margin_is_unknown() {
    AtPresentPrice present = new AtPresentPrice(10 * MICROS, 100 * MICROS, 50 * MICROS, null);
    assertThat(present.after(0, -1).marginMicros()).isNull();
  }

  @Property
  void a_deeper_cut_and_a_stronger_answer_never_sell_less(
      @ForAll @LongRange(min = 0, max = 1_000_000) long remaining,
      @ForAll @LongRange(min = -100, max = 1_000_000) long onHand) {
    AtPresentPrice present = present(remaining, onHand);
    for (double elasticity : MarkdownScenario.ELASTICITIES) {
      long sold = 0;
      for (double markdown : MarkdownScenario.MARKDOWNS) {
        MarkdownScenario scenario = present.after(markdown, elasticity);
        assertThat(scenario.unitsMicros()).isGreaterThanOrEqualTo(sold);
        assertThat(present.after(markdown, elasticity - 1).unitsMicros())
            .isGreaterThanOrEqualTo(scenario.unitsMicros());
        assertThat(scenario.unitsMicros() + scenario.leftoverMicros()).isEqualTo(onHand * MICROS);
        sold = scenario.unitsMicros();
      }
    }
  }
}
