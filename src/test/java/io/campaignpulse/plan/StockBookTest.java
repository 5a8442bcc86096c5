package io.campaignpulse.plan;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingSales.counted;
import static io.campaignpulse.testing.TestingSales.received;
import static io.campaignpulse.testing.TestingSales.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.PromotionItem;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

/** Golden scenarios of the stock of one article. */
class StockBookTest {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = 20_000 * DAY;
  private static final long END = START + 10 * DAY;
  private static final String SHOP = "shop";
  private static final PromotionItem ITEM =
      new PromotionItem(
          "S", 8 * MICROS, 10 * MICROS, 60 * MICROS, 50 * MICROS, 20 * MICROS, MICROS);
  private static final PromotionItem BARE =
      new PromotionItem("S", null, null, null, null, null, null);

  private final StockBook book = StockBook.empty();

  private StockFigures at(long now) {
    return book.figures(ITEM, START, END, now);
  }

  /** Days after the start. */
  private static long day(double days) {
    return START + Math.round(days * DAY);
  }

  @Test
  void nothing_is_known_of_nothing() {
    StockFigures figures = book.figures(BARE, START, END, day(1));
    assertThat(figures)
        .isEqualTo(new StockFigures(null, 0, 0, 0, null, null, List.of(), 0, null, null, null));
    assertThat(figures.sellThrough()).isNull();
    assertThat(figures.weeksOfSupply()).isNull();
    assertThat(figures.vsExpectedMicros()).isNull();
    assertThat(book.isEmpty()).isTrue();
  }

  @Test
  void opening_stock_of_the_catalogue_stands_for_a_count_that_is_missing() {
    book.add(received("a", day(-1), 3));
    book.add(sold(day(-0.5), 1, 50));
    assertThat(at(day(-0.25)).onHandMicros()).as("not begun").isEqualTo(2 * MICROS);
    book.add(sold(day(1), 8, 400));
    book.add(received("b", day(1.5), -2));
    assertThat(at(START).onHandMicros()).isEqualTo(10 * MICROS);
    StockFigures figures = at(day(2));
    assertThat(figures.onHandMicros()).as("10 - 8 - 2, wherever they lay").isZero();
    assertThat(figures.soldOutAt()).isEqualTo(day(1.5));
    assertThat(figures.openingMicros()).isEqualTo(10 * MICROS);
    assertThat(figures.sellThrough()).isEqualTo(1.0);
    book.add(counted("b", day(3), 4));
    assertThat(at(day(3)).onHandMicros())
        .as("the count wins, at all locations")
        .isEqualTo(7 * MICROS);
    assertThat(at(day(2)).onHandMicros()).isZero();
    book.add(counted("b", START, 6));
    assertThat(at(day(2)).onHandMicros()).as("counted in time").isEqualTo(-1 * MICROS);
  }

  @Test
  void without_it_the_last_counts_up_to_the_start_open() {
    book.add(counted("a", day(-3), 99));
    book.add(counted("a", day(-1), 4));
    book.add(received("a", day(-0.5), 50));
    book.add(counted("b", START, 3));
    book.add(counted("b", START + 1, 77));
    assertThat(book.figures(BARE, START, END, day(1)).openingMicros()).isEqualTo(7 * MICROS);
    assertThat(book.figures(BARE, START, END, day(-2)).openingMicros()).isEqualTo(99 * MICROS);
    assertThat(book.figures(BARE, START, END, day(-4)).openingMicros()).isNull();
  }

  @Test
  void a_stock_out_in_the_middle_and_a_receipt_that_ends_it() {
    book.add(counted(SHOP, START, 5));
    book.add(sold(day(1), 3, 150));
    book.add(sold(day(2), 2, 100));
    book.add(received(SHOP, day(4), 6));
    book.add(sold(day(5), 1, 50));
    StockFigures out = at(day(3));
    assertThat(out.onHandMicros()).isZero();
    assertThat(out.soldOutAt()).isEqualTo(day(2));
    assertThat(out.outOfStock()).containsExactly(new OutOfStock(day(2), day(3)));
    StockFigures after = at(END);
    assertThat(after.onHandMicros()).isEqualTo(5 * MICROS);
    assertThat(after.soldOutAt()).isNull();
    assertThat(after.outOfStock()).containsExactly(new OutOfStock(day(2), day(4)));
    assertThat(after.outOfStockMillis()).isEqualTo(2 * DAY);
    assertThat(after.receivedMicros()).isEqualTo(6 * MICROS);
    assertThat(after.sellThrough()).isEqualTo(6 / 16.0);
    assertThat(after.expectedMicros()).as("8 of 10 days in stock").isEqualTo(8 * MICROS);
    assertThat(after.vsExpectedMicros()).isEqualTo(-2 * MICROS);
  }

  @Test
  void what_is_sold_beyond_the_stock_shows_below_zero_and_out_since_the_sale_that_ended_it() {
    book.add(counted(SHOP, START, 2));
    book.add(sold(day(1), 1, 50));
    book.add(sold(day(2), 3, 150));
    book.add(sold(day(3), 1, 50));
    assertThat(at(day(4)).onHandMicros()).isEqualTo(-3 * MICROS);
    assertThat(at(day(4)).soldOutAt()).isEqualTo(day(2));
    book.add(received(SHOP, day(5), 3));
    assertThat(at(day(6)).onHandMicros()).isZero();
    assertThat(at(day(6)).soldOutAt()).isEqualTo(day(2));
    book.add(sold(null, day(3), day(7), -1, -50));
    assertThat(at(day(7)).onHandMicros()).isEqualTo(MICROS);
    assertThat(at(day(7)).soldOutAt()).as("what came back is sold again").isNull();
  }

  @Test
  void a_count_resets_and_may_itself_find_the_stock_ended() {
    book.add(counted(SHOP, START, 9));
    book.add(sold(day(1), 2, 100));
    book.add(counted(SHOP, day(2), 0));
    assertThat(at(day(2)).onHandMicros()).isZero();
    assertThat(at(day(3)).soldOutAt()).isEqualTo(day(2));
    book.add(sold(day(3), 1, 50));
    book.add(counted(SHOP, day(4), 4));
    assertThat(at(day(4)).onHandMicros()).isEqualTo(4 * MICROS);
    assertThat(at(day(4)).soldOutAt()).isNull();
  }

  @Test
  void at_one_instant_a_count_comes_first_then_a_receipt_then_a_sale() {
    book.add(sold(day(1), 4, 200));
    book.add(received(SHOP, day(1), 3));
    book.add(counted(SHOP, day(1), 1));
    assertThat(at(day(1)).onHandMicros()).isZero();
    assertThat(at(day(1)).soldOutAt()).isEqualTo(day(1));
  }

  @Test
  void of_two_counts_at_one_instant_that_of_the_larger_id_stands() {
    book.add(counted("b", SHOP, START, 7));
    book.add(counted("a", SHOP, START, 3));
    assertThat(at(START).onHandMicros()).isEqualTo(7 * MICROS);
    book.add(counted("c", SHOP, START, 5));
    assertThat(at(START).onHandMicros()).isEqualTo(5 * MICROS);
  }

  @Test
  void a_dealer_sells_its_own_stock_and_everybody_else_that_of_the_other_locations() {
    book.add(counted("north", START, 10));
    book.add(counted("south", START, 5));
    book.add(counted("dealer", START, 4));
    book.add(sold(day(1), 3, 150));
    book.add(sold("dealer", day(1), day(1), 1, 50));
    book.add(sold("no location", day(1), day(1), 2, 100));
    assertThat(at(day(1)).onHandMicros()).isEqualTo((19 - 6) * MICROS);
    book.add(counted("dealer", day(2), 3));
    assertThat(at(day(2)).onHandMicros())
        .as("the dealer's count settles the dealer's sales only")
        .isEqualTo((15 - 5 + 3) * MICROS);
    book.add(counted("north", day(3), 6));
    assertThat(at(day(3)).onHandMicros())
        .as("a count of the pool settles what the pool sold")
        .isEqualTo((6 + 5 + 3) * MICROS);
    book.add(sold("dealer", day(1), day(4), -1, -50));
    assertThat(at(day(4)).onHandMicros()).isEqualTo(15 * MICROS);
  }

  @Test
  void where_only_dealers_have_stock_other_sales_are_taken_from_all_of_it() {
    book.add(counted("dealer", START, 10));
    book.add(sold("dealer", day(1), day(1), 2, 100));
    book.add(sold(day(2), 3, 150));
    assertThat(at(day(2)).onHandMicros()).isEqualTo(5 * MICROS);
    book.add(counted("dealer", day(3), 6));
    assertThat(at(day(3)).onHandMicros()).isEqualTo(6 * MICROS);
  }

  @Test
  void without_any_count_receipts_less_sales_are_on_hand() {
    book.add(sold(day(1), 1, 50));
    assertThat(book.figures(BARE, START, END, day(1)).onHandMicros()).isNull();
    book.add(received(null, day(2), 6));
    assertThat(book.figures(BARE, START, END, day(2)).onHandMicros()).isEqualTo(5 * MICROS);
  }

  @Test
  void sales_count_inside_the_period_and_what_comes_back_inside_it_too() {
    book.add(counted(SHOP, day(-5), 20));
    book.add(sold(day(-1), 4, 200));
    book.add(sold(START, 2, 100));
    book.add(sold(null, day(-1), day(1), -1, -50));
    book.add(sold(null, START, day(2), -1, -50));
    book.add(sold(END - 1, 3, 150));
    book.add(sold(END, 5, 250));
    book.add(sold(null, START, day(11), -1, -50));
    StockFigures end = at(day(20));
    assertThat(end.soldMicros()).as("2 - 1 + 3").isEqualTo(4 * MICROS);
    assertThat(end.netMicros()).isEqualTo(200 * MICROS);
    assertThat(end.onHandMicros()).as("20 - 4 - 2 + 1 + 1 - 3").isEqualTo(13 * MICROS);
    assertThat(at(END)).isEqualTo(end);
    assertThat(at(START).soldMicros()).isEqualTo(2 * MICROS);
    assertThat(at(START - 1).soldMicros()).isZero();
  }

  @Test
  void a_promotion_that_is_extended_goes_on_from_what_has_happened() {
    book.add(counted(SHOP, START, 5));
    book.add(sold(day(4), 5, 250));
    book.add(received(SHOP, day(12), 3));
    book.add(sold(day(13), 2, 100));
    assertThat(at(day(14)).soldMicros()).isEqualTo(5 * MICROS);
    assertThat(at(day(14)).onHandMicros()).isZero();
    StockFigures extended = book.figures(ITEM, START, END + 10 * DAY, day(14));
    assertThat(extended.soldMicros()).isEqualTo(7 * MICROS);
    assertThat(extended.onHandMicros()).isEqualTo(MICROS);
    assertThat(extended.receivedMicros()).isEqualTo(3 * MICROS);
    assertThat(extended.outOfStock()).containsExactly(new OutOfStock(day(4), day(12)));
  }

  @Test
  void weeks_of_supply_go_by_four_weeks_or_since_the_first_sale_at_least_a_day() {
    book.add(counted(SHOP, day(-100), 100));
    book.add(sold(day(1), 2, 100));
    assertThat(at(day(1)).weeksOfSupply()).as("98 at 14 a week").isEqualTo(7.0);
    assertThat(at(day(8)).weeksOfSupply()).as("98 at 2 a week").isEqualTo(49.0);
    book.add(sold(day(-27), 8, 400));
    assertThat(at(day(1)).weeksOfSupply()).as("90 at 10 in 4 weeks").isEqualTo(36.0);
    assertThat(at(day(1.5)).weeksOfSupply()).as("90 at 2 in 4 weeks").isEqualTo(180.0);
  }

  @Test
  void what_the_discount_costs_and_the_part_of_it_that_would_have_sold_anyway() {
    book.add(counted(SHOP, START, 50));
    book.add(sold(day(1), 6, 300));
    book.add(sold(day(2), 4, 180));
    StockFigures figures = at(day(4));
    assertThat(figures.discountCostMicros()).as("10 x 60 - 480").isEqualTo(120 * MICROS);
    assertThat(figures.expectedMicros()).isEqualTo(4 * MICROS);
    assertThat(figures.marginGivenUpMicros()).as("4 of 10 units").isEqualTo(48 * MICROS);
    assertThat(figures.vsExpectedMicros()).isEqualTo(6 * MICROS);
    assertThat(at(END).marginGivenUpMicros()).as("all were expected").isEqualTo(120 * MICROS);
  }

  @Test
  void of_several_articles_what_is_unknown_of_one_is_unknown_of_all() {
    book.add(counted(SHOP, START, 2));
    book.add(sold(day(1), 2, 100));
    StockFigures known = at(day(3));
    StockBook other = StockBook.empty();
    other.add(counted(SHOP, START, 4));
    other.add(sold(day(2), 4, 200));
    StockFigures both = known.plus(other.figures(ITEM, START, END, day(3)));
    assertThat(both.soldMicros()).isEqualTo(6 * MICROS);
    assertThat(both.openingMicros()).isEqualTo(20 * MICROS);
    assertThat(both.sellThrough()).isEqualTo(0.3);
    assertThat(both.soldOutAt()).as("the last of them").isEqualTo(day(2));
    assertThat(both.outOfStock()).containsExactly(new OutOfStock(day(2), day(3)));
    assertThat(both.expectedMicros()).as("1 and 2 days in stock").isEqualTo(3 * MICROS);
    StockFigures vague = known.plus(StockBook.empty().figures(BARE, START, END, day(3)));
    assertThat(vague.onHandMicros()).isNull();
    assertThat(vague.openingMicros()).isNull();
    assertThat(vague.soldOutAt()).isNull();
    assertThat(vague.outOfStock()).isEmpty();
    assertThat(vague.discountCostMicros()).isNull();
    assertThat(vague.soldMicros()).isEqualTo(2 * MICROS);
  }

  @Test
  void what_is_taken_back_leaves_nothing_behind() {
    book.add(sold(day(1), 2, 100));
    book.add(sold(day(1), -2, -100));
    assertThat(book.isEmpty()).isTrue();
  }

  @Test
  void the_state_needs_no_generic_serializer() {
    assertThat(TypeInformation.of(StockBook.class)).isInstanceOf(PojoTypeInfo.class);
    assertThat(TypeInformation.of(StockBook.class).toString()).doesNotContain("GenericType");
  }
}
