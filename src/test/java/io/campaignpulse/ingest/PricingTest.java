package io.campaignpulse.ingest;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.order;
import static io.campaignpulse.testing.TestingIngestEvents.rate;
import static io.campaignpulse.testing.TestingIngestEvents.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PricedLine;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final FxRates RATES =
      new FxRates(
          "USD", List.of(rate("EUR", START, "1.10", 0), rate("EUR", START + 1000, "1.20", 0)));

  @Test
  void theLatestRateAtOrBeforeHolds() {
    assertThat(RATES.latestAtOrBefore("EUR", START - 1)).isNull();
    assertThat(RATES.latestAtOrBefore("EUR", START)).isEqualByComparingTo("1.10");
    assertThat(RATES.latestAtOrBefore("EUR", START + 999)).isEqualByComparingTo("1.10");
    assertThat(RATES.latestAtOrBefore("EUR", START + 1000)).isEqualByComparingTo("1.20");
    assertThat(RATES.latestAtOrBefore("JPY", START)).isNull();
    assertThat(RATES.latestAtOrBefore("USD", 0)).isEqualByComparingTo("1");
  }

  @Test
  void theHigherRevisionOfARateStands() {
    LatestRows<io.campaignpulse.event.FxRate> rows = new LatestRows<>(List.of());
    rows.add(rate("EUR", START, "2", 1));
    rows.add(rate("EUR", START, "9", 0));
    rows.add(rate("EUR", START, "3", 1));
    rows.add(rate("EUR", START, "1", 1));
    assertThat(new FxRates("USD", rows.rows()).latestAtOrBefore("EUR", START))
        .isEqualByComparingTo("3");
  }

  @Test
  void anOrderIsConvertedLineByLineAtItsTime() throws Exception {
    assertThat(Pricing.order(order("e", START, "O", OrderStatus.PLACED, "EUR"), RATES).lines())
        .containsExactly(new PricedLine("sku", 2_000_000, 22_000_000, 1_100_000, 8_800_000L, null));
  }

  @Test
  void aReturnNeedsNoRate() throws Exception {
    assertThat(Pricing.order(order("e", START, "O", OrderStatus.RETURNED, "JPY"), RATES).lines())
        .hasSize(1);
  }

  @Test
  void spendIsConvertedAtTheStartOfItsPeriod() throws Exception {
    assertThat(Pricing.spend(spend(START + 5000, "EUR", 50_000_000, 1), RATES).costMicros())
        .isEqualTo(55_000_000);
  }

  @Test
  void whatCouldDriveASumOutOfItsRangeIsRefused() throws Exception {
    long most = Pricing.MAX_AMOUNT_MICROS;
    assertThat(Pricing.spend(spend(START, "USD", most, 1), RATES).costMicros()).isEqualTo(most);
    assertThatThrownBy(() -> Pricing.spend(spend(START, "USD", most + 1, 1), RATES))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("cost");
    OrderLine half = new OrderLine("sku", Pricing.MAX_QUANTITY_MICROS, 500_000_000, 0, null, null);
    assertThat(Pricing.order(placed(List.of(half)), RATES).lines()).hasSize(1);
    assertThatThrownBy(() -> Pricing.order(placed(List.of(half, half)), RATES))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("quantity");
    OrderLine dear = new OrderLine("sku", 2_000_000, most, 0, null, null);
    assertThatThrownBy(() -> Pricing.order(placed(List.of(dear)), RATES))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("gross");
  }

  private static OrderEvent placed(List<OrderLine> lines) {
    return new OrderEvent(
        "e",
        START,
        "O",
        OrderStatus.PLACED,
        null,
        null,
        null,
        "USD",
        lines,
        null,
        null,
        null,
        new Origin(0, 0, null, START));
  }

  @Test
  void withoutARateThereIsNoPrice() {
    assertThatThrownBy(
            () -> Pricing.order(order("e", START, "O", OrderStatus.PLACED, "JPY"), RATES))
        .isInstanceOf(Pricing.MissingRateException.class)
        .hasMessageContaining("JPY");
  }

  @Test
  void roundsOnceAndHalfEven() {
    assertThat(FxRates.convert(5, new BigDecimal("0.5"))).isEqualTo(2);
    assertThat(FxRates.convert(7, new BigDecimal("0.5"))).isEqualTo(4);
    assertThat(FxRates.worth(1_500_000, 1, BigDecimal.ONE)).isEqualTo(2);
    assertThat(FxRates.worth(333_333, 3, new BigDecimal("0.5"))).isEqualTo(0);
    assertThatThrownBy(() -> FxRates.worth(Long.MAX_VALUE, Long.MAX_VALUE, BigDecimal.TEN))
        .isInstanceOf(ArithmeticException.class);
  }
}
