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
    shop.writeTo(folder.resolve("in"));
    return TestingReplay.filesOf(
            folder.resolve("in"), folder.resolve("out"), "--set", "asOf=2026-03-02T09:00:00Z")
        .getOrDefault("alerts.jsonl", "")
        .lines()
        .toList();
  }
}
