package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaPoissonEvidenceTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 5, 2.5408458795",
    "0, 10, 6.0453150942",
    "3, 12, 3.6565645852",
    "7, 20, 4.5792633286",
    "20, 40, 5.1179035894",
    "60, 100, 8.0442053298",
    "100, 100, -1.8819722497",
    "40, 20, -2.8613861321",
    "2.5, 9.75, 2.8253667851"
  })
  void evidence_has_its_reference_values(double count, double expected, double logE) {
    assertThat(GammaPoissonEvidence.logE(count, expected)).isCloseTo(logE, within(5e-10));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, .6540",
    "7, 20, .0330, .9050",
    "60, 100, .3902, .8699",
    "300, 300, .8226, 1.2010"
  })
  void intervals_have_their_reference_values(
      double count, double expected, double low, double high) {
    RatioInterval interval = GammaPoissonEvidence.interval(count, expected, 0.05);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Property(tries = 60)
  void evidence_is_one_on_average_where_the_rate_is_as_expected(
      @ForAll @DoubleRange(min = 0.01, max = 300) double expected) {
    double below = 0;
    double above = 0;
    int most = 2_000;
    for (int n = 0; n <= most; n++) {
      double log = n * Math.log(expected) - expected - LogGamma.value(n + 1);
      below += Math.exp(log + GammaPoissonEvidence.logE(n, expected));
      above += Math.exp(log + GammaPoissonEvidence.logUpperE(n, expected));
    }
    assertThat(below).isCloseTo(1, within(1e-8));
    // The evidence of too many falls off slowly, so the sum lacks a little.
    assertThat(above).isCloseTo(1, within(1e-3));
  }

  @Test
  void too_many_speak_for_the_upper_twin_only() {
    assertThat(GammaPoissonEvidence.logUpperE(60, 20)).isGreaterThan(10);
    assertThat(GammaPoissonEvidence.logE(60, 20)).isLessThan(0);
    assertThat(GammaPoissonEvidence.logUpperE(5, 20)).isLessThan(0);
  }

  @Test
  void far_more_than_expected_is_no_evidence_and_no_error() {
    assertThat(GammaPoissonEvidence.logE(1e6, 10)).isNegative();
    assertThat(GammaPoissonEvidence.logE(1e7, 1e7)).isNegative();
    assertThat(GammaPoissonEvidence.logE(0, 1e7)).isGreaterThan(1e6);
    assertThat(GammaPoissonEvidence.logUpperE(0, 1e6)).isNegative();
  }

  @Test
  void corrections_below_zero_count_as_nothing() {
    assertThat(GammaPoissonEvidence.logE(-3, 10)).isEqualTo(GammaPoissonEvidence.logE(0, 10));
    assertThat(GammaPoissonEvidence.logE(3, -10)).isEqualTo(GammaPoissonEvidence.logE(3, 0));
  }

  @Test
  void nothing_expected_refutes_no_rate() {
    assertThat(GammaPoissonEvidence.interval(0, 0, 0.05))
        .isEqualTo(new RatioInterval(0, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({"1, 5.7", ".7, 12", ".5, 25", ".3, 82", ".2, 211", ".1, 1029"})
  void the_smaller_a_shortfall_the_longer_it_takes_to_know(double shortfall, double expected) {
    double found = TimeToKnow.expected(shortfall, 0.05);
    double half = expected < 10 ? 0.05 : 0.5;
    // The reference values are the first whole, or tenth, expectation at which it is proven.
    assertThat(found).isBetween(expected - 2 * half - 1e-9, expected + half);
    assertThat(TimeToKnow.days(shortfall, 0.05, found / 3)).isCloseTo(3, within(1e-9));
  }

  @Test
  void without_a_shortfall_or_without_volume_nobody_ever_knows() {
    assertThat(TimeToKnow.expected(0, 0.05)).isInfinite();
    assertThat(TimeToKnow.days(0.5, 0.05, 0)).isInfinite();
  }
}
