package io.campaignpulse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.WindowSize;
import org.junit.jupiter.api.Test;

class RatiosTest {

  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  private final long[] base = new long[BaseMeasure.COUNT];
  private final long[] attributed = new long[AttributedMeasure.COUNT];

  @Test
  void givesNullForAZeroDenominator() {
    for (Metric metric : Metric.values()) {
      if (metric.isRatio()) {
        assertThat(metric.value(base, 0, attributed)).as(metric.label()).isNull();
        assertThat(metric.denominator(base, 0, attributed)).as(metric.label()).isZero();
      } else {
        assertThat(metric.value(base, 0, attributed)).as(metric.label()).isZero();
      }
    }
  }

  @Test
  void dividesInWholes() {
    set(BaseMeasure.IMPRESSIONS, 2000);
    set(BaseMeasure.CLICKS, 40);
    set(BaseMeasure.SPEND, 30 * MICROS);
    set(AttributedMeasure.LEADS, 8 * NANOS);
    set(AttributedMeasure.QUALIFIED_LEADS, 4 * NANOS);
    set(AttributedMeasure.ACCEPTED_LEADS, 3 * NANOS);
    set(AttributedMeasure.OPPORTUNITIES, 2 * NANOS);
    set(AttributedMeasure.WON_LEADS, NANOS);
    set(AttributedMeasure.ORDERS, 5 * NANOS / 2);
    set(AttributedMeasure.NEW_CUSTOMERS, NANOS);
    set(AttributedMeasure.NET_REVENUE, 120 * MICROS);
    set(AttributedMeasure.COGS, 45 * MICROS);

    assertThat(Metric.CTR.value(base, 500, attributed)).isEqualTo(0.02);
    assertThat(Metric.CPM.value(base, 500, attributed)).isEqualTo(15.0);
    assertThat(Metric.CPC.value(base, 500, attributed)).isEqualTo(0.75);
    assertThat(Metric.FREQUENCY.value(base, 500, attributed)).isEqualTo(4.0);
    assertThat(Metric.CVR.value(base, 500, attributed)).isEqualTo(0.0625);
    assertThat(Metric.LEAD_RATE.value(base, 500, attributed)).isEqualTo(0.2);
    assertThat(Metric.CPL.value(base, 500, attributed)).isEqualTo(3.75);
    assertThat(Metric.CPQL.value(base, 500, attributed)).isEqualTo(7.5);
    assertThat(Metric.QUALIFIED_RATE.value(base, 500, attributed)).isEqualTo(0.5);
    assertThat(Metric.ACCEPT_RATE.value(base, 500, attributed)).isEqualTo(0.75);
    assertThat(Metric.WIN_RATE.value(base, 500, attributed)).isEqualTo(0.5);
    assertThat(Metric.CPA.value(base, 500, attributed)).isEqualTo(12.0);
    assertThat(Metric.CAC.value(base, 500, attributed)).isEqualTo(30.0);
    assertThat(Metric.ROAS.value(base, 500, attributed)).isEqualTo(4.0);
    assertThat(Metric.POAS.value(base, 500, attributed)).isEqualTo(2.5);
    assertThat(Metric.AOV.value(base, 500, attributed)).isEqualTo(48.0);
  }

  @Test
  void liveRatiosCountWhatIsProvisionalAndTheOthersDoNot() {
    set(BaseMeasure.SPEND, 30 * MICROS);
    set(BaseMeasure.PROVISIONAL_SPEND, 10 * MICROS);
    set(AttributedMeasure.ORDERS, 5 * NANOS);
    set(AttributedMeasure.NET_REVENUE, 120 * MICROS);
    assertThat(Metric.CPA.value(base, 0, attributed)).isEqualTo(6.0);
    assertThat(Metric.CPA_LIVE.value(base, 0, attributed)).isEqualTo(8.0);
    assertThat(Metric.ROAS.value(base, 0, attributed)).isEqualTo(4.0);
    assertThat(Metric.ROAS_LIVE.value(base, 0, attributed)).isEqualTo(3.0);
    assertThat(Metric.PROVISIONAL_SPEND.value(base, 0, attributed)).isEqualTo(10.0);
  }

  @Test
  void knowsNoMarginWhileAUnitsCostIsUnknown() {
    set(BaseMeasure.SPEND, MICROS);
    set(AttributedMeasure.NET_REVENUE, 120 * MICROS);
    set(AttributedMeasure.UNITS_WITHOUT_COST, 1);

    assertThat(Ratios.marginMicros(attributed)).isNull();
    assertThat(Metric.MARGIN.value(base, 0, attributed)).isNull();
    assertThat(Metric.POAS.value(base, 0, attributed)).isNull();
    assertThat(Metric.POAS.numerator(base, 0, attributed)).isNull();
    assertThat(Metric.ROAS.value(base, 0, attributed)).isEqualTo(120.0);
  }

  @Test
  void workedExample1MaturingCpa() {
    set(BaseMeasure.SPEND, 1000 * MICROS);
    set(AttributedMeasure.ORDERS, 10 * NANOS);
    assertThat(Metric.CPA.value(base, 0, attributed)).isEqualTo(100.0);

    set(AttributedMeasure.ORDERS, 50 * NANOS);
    assertThat(Metric.CPA.value(base, 0, attributed)).isEqualTo(20.0);
  }

  @Test
  void workedExample3Currency() {
    set(BaseMeasure.SPEND, 95 * MICROS);
    set(AttributedMeasure.NET_REVENUE, 475 * MICROS);
    assertThat(Metric.ROAS.value(base, 0, attributed)).isEqualTo(5.0);
  }

  @Test
  void readsTheWholeBusiness() {
    set(AttributedMeasure.NET_REVENUE, 10 * MICROS);
    set(AttributedMeasure.NEW_CUSTOMERS, NANOS / 2);
    BusinessMetrics totals =
        new BusinessMetrics(WindowSize.LIFE, 0, null, 4 * MICROS, attributed, null, false, 1, 0);
    assertThat(Ratios.of(Metric.MER, totals)).isEqualTo(2.5);
    assertThat(Ratios.of(Metric.CAC, totals)).isEqualTo(8.0);
  }

  @Test
  void findsAMetricByItsName() {
    assertThat(Metric.named("qualifiedRate")).isEqualTo(Metric.QUALIFIED_RATE);
    assertThat(Metric.named("cpx")).isNull();
    assertThat(Ratios.OF_BASE)
        .containsExactly(Metric.CTR, Metric.CPM, Metric.CPC, Metric.FREQUENCY);
    assertThat(Ratios.OF_ATTRIBUTED).hasSize(14).doesNotContain(Metric.MER);
  }

  private void set(BaseMeasure measure, long amount) {
    base[measure.ordinal()] = amount;
  }

  private void set(AttributedMeasure measure, long amount) {
    attributed[measure.ordinal()] = amount;
  }
}
