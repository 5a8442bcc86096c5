package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.testing.TestingArrivals;
import io.campaignpulse.testing.TestingReplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Causes of bad data, from the events of a folder to the alerts of a replay. */
class ReplayCausesITCase {

  private static final String SOURCES =
      """
      {"ruleId":"sources","kind":"DATA_SILENCE","severity":"WARNING"}""";

  private static final int HALF_HOUR = 30;
  private static final int HOUR = 60;
  private static final int NINTH_DAY = 8 * 24 * HOUR;
  private static final int END = NINTH_DAY + 6 * HOUR;
  private static final int LOST_AN_HOUR = 10;
  private static final int VISITS_AN_HOUR = 10;

  @TempDir Path folder;

  @Test
  void ordersInACurrencyWithoutARateAreAnAlertOfTheirOwn() throws IOException {
    TestingArrivals shop = shop();
    shop.line(
        "orders",
        """
        {"eventId":"e-x","orderId":"x","eventTime":"2026-03-02T08:05:00Z","arrivalTime":"2026-03-02T08:06:00Z","status":"PLACED","customerId":"k1","currency":"SEK","lines":[{"sku":"a","quantity":1,"unitPrice":500}]}""");

    List<String> alerts = alerts(shop);

    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0))
        .contains(
            "\"cause\":\"FX_RATE_MISSING\"",
            "\"state\":\"FIRING\"",
            "\"subject\":\"orders:SEK\"",
            "No exchange rate for SEK is known, so orders have been refused since 08:06: 1 so far");
  }

  @Test
  void ordersInTheReportingCurrencyAreNone() throws IOException {
    assertThat(alerts(shop())).isEmpty();
  }

  @Test
  void trackingThatLosesDoublesAndLosesItsTagsIsSaidOfEach() throws IOException {
    TestingArrivals shop = days(VISITS_AN_HOUR + LOST_AN_HOUR);
    for (int minute = NINTH_DAY; minute < END; minute += HALF_HOUR) {
      shop.order("stranger" + minute, "s" + minute, minute + 5, 0);
      shop.order("twin" + minute, "k1", minute + 1, 1);
    }

    assertThat(alerts(shop, "2026-03-10T14:00:00Z"))
        .satisfiesExactlyInAnyOrder(
            alert ->
                assertThat(alert)
                    .contains(
                        "\"cause\":\"TRACKING_PARTIAL\"",
                        "\"state\":\"FIRING\"",
                        "\"subject\":\"touches\"",
                        "have no known visit before them"),
            alert ->
                assertThat(alert)
                    .contains(
                        "\"cause\":\"TRACKING_DOUBLE\"",
                        "\"state\":\"FIRING\"",
                        "\"subject\":\"doubles\"",
                        "repeat another order"),
            alert ->
                assertThat(alert)
                    .contains(
                        "\"cause\":\"TAGGING_LOST\"",
                        "\"state\":\"FIRING\"",
                        "\"campaignId\":\"c0\"",
                        "have arrived without their campaign since"));
  }

  /** As many orders, each with its touch and second; clicks that stay away without more visits. */
  @Test
  void soundOrdersAndClicksThatStayAwayAreNone() throws IOException {
    TestingArrivals shop = days(VISITS_AN_HOUR);
    for (int minute = NINTH_DAY; minute < END; minute += HALF_HOUR) {
      shop.order("more" + minute, "k1", minute + 5, 0);
      shop.order("second" + minute, "k1", minute + 2, 0);
    }

    assertThat(alerts(shop, "2026-03-10T14:00:00Z")).isEmpty();
  }

  /**
   * Eight days of a campaign with cost and one with orders, beside direct visits; then some hours
   * in which the first has cost, but no clicks.
   *
   * @param visitsThen direct visits of each of these hours
   */
  private static TestingArrivals days(int visitsThen) {
    TestingArrivals shop = new TestingArrivals();
    shop.link("v1", "k1", 0, 0);
    for (int start = 0; start < END; start += HOUR) {
      boolean after = start >= NINTH_DAY;
      for (int click = 0; click < LOST_AN_HOUR && !after; click++) {
        shop.click("a" + start + "-" + click, "u" + start, "c0", start + 6 * click, 0);
      }
      for (int visit = 0; visit < (after ? visitsThen : VISITS_AN_HOUR); visit++) {
        shop.visit("d" + start + "-" + visit, "w" + start + "-" + visit, start + 3 * visit);
      }
      for (int minute = start; minute < start + HOUR; minute++) {
        // A person with few touches is credited fast.
        String visitor = minute % (24 * HOUR) == 0 ? "v1" : "b" + minute;
        shop.click("b" + minute, visitor, "c1", minute, 0);
      }
      shop.order("x" + start, "k1", start + 1, 0);
      shop.order("y" + start, "k1", start + HALF_HOUR + 1, 0);
      shop.spend("c0", start / HOUR, 20, 0);
    }
    shop.rule(SOURCES, null);
    return shop;
  }

  private static TestingArrivals shop() {
    TestingArrivals shop = new TestingArrivals();
    shop.click("i1", "v1", "c0", 1, 0);
    shop.link("v1", "k1", 0, 0);
    for (int order = 0; order < 5; order++) {
      shop.order("o" + order, "k1", 2 + order * 5, 0);
    }
    shop.rule(SOURCES, null);
    return shop;
  }

  private List<String> alerts(TestingArrivals shop) throws IOException {
    return alerts(shop, "2026-03-02T09:00:00Z");
  }

  private List<String> alerts(TestingArrivals shop, String asOf) throws IOException {
    shop.writeTo(folder.resolve("in"));
    return TestingReplay.filesOf(
            folder.resolve("in"), folder.resolve("out"), "--set", "asOf=" + asOf)
        .getOrDefault("alerts.jsonl", "")
        .lines()
        .toList();
  }
}
