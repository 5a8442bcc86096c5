package io.campaignpulse.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stock of an article, by examples small enough for the head. */
class ShelfTest {

  private static final Instant NIGHT = Instant.parse("2026-03-01T00:00:00Z");

  private static Instant hour(int hour) {
    return NIGHT.plus(Duration.ofHours(hour));
  }

  private static Line event(int hour, @Nullable String location, String field, int units) {
    String place = location == null ? "" : ",\"location\":\"" + location + "\"";
    String text =
        "{\"eventId\":\"e\",\"eventTime\":\"%s\",\"sku\":\"S\",\"%s\":%d%s}"
            .formatted(hour(hour), field, units, place);
    try {
      return new Line("inventory", 1, new ObjectMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Movement sale(int hour, @Nullable String dealer, int units) {
    return new Movement(
        hour(hour), hour(hour), dealer, "S", null, Map.of("units", BigDecimal.valueOf(units)));
  }

  private static @Nullable Integer onHand(List<Line> inventory, List<Movement> sales) {
    BigDecimal onHand = new Shelf(inventory, sales, hour(24)).onHand();
    return onHand == null ? null : (Integer) onHand.intValueExact();
  }

  private static @Nullable Instant soldOutAt(List<Line> inventory, List<Movement> sales) {
    return new Shelf(inventory, sales, hour(24)).soldOutAt();
  }

  @Test
  void aCountResetsWhatWasBeforeItAndNothingAtItsInstant() {
    List<Movement> sales = List.of(sale(1, null, 3), sale(5, null, 2));
    assertThat(onHand(List.of(), sales)).isNull();
    assertThat(onHand(List.of(event(0, "main", "received", 10)), sales)).isEqualTo(5);
    assertThat(
            onHand(
                List.of(
                    event(0, "main", "received", 10),
                    event(5, "main", "onHand", 4),
                    event(5, "main", "received", 6)),
                sales))
        .isEqualTo(8);
  }

  @Test
  void aDealerSellsWhatItHasAndAllOthersFromThePool() {
    List<Line> inventory =
        List.of(
            event(0, "north", "onHand", 5),
            event(0, "main", "onHand", 10),
            event(4, "store", "onHand", 20));
    List<Movement> sales =
        List.of(sale(1, "north", 7), sale(2, "south", 1), sale(3, null, 1), sale(5, null, 2));
    // north 5 - 7; of the pool's 30 only what was sold after its last count.
    assertThat(onHand(inventory, sales)).isEqualTo(-2 + 30 - 2);
  }

  @Test
  void soldOutIsTheSaleThatLeftNothingUntilSomethingComes() {
    List<Line> inventory = List.of(event(0, "main", "onHand", 5));
    List<Movement> sales = List.of(sale(1, null, 3), sale(2, null, 3), sale(3, null, 1));
    assertThat(soldOutAt(inventory, sales)).isEqualTo(hour(2));
    assertThat(
            soldOutAt(
                List.of(event(0, "main", "onHand", 5), event(4, "main", "received", 9)), sales))
        .isNull();
    assertThat(soldOutAt(inventory, List.of(sale(1, null, 5), sale(2, null, -1), sale(3, null, 1))))
        .isEqualTo(hour(3));
  }
}
