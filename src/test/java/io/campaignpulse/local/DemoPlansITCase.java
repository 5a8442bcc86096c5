package io.campaignpulse.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingBrowser;
import io.campaignpulse.testing.TestingDemo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Plans from the events somebody sends to what a browser shows, all in one process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("thorough")
class DemoPlansITCase {

  /** Until jobs and topics are up and the first plans have come. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final Duration SOON = Duration.ofSeconds(3);

  /** Plans are judged at the wall clock, so the world is made around it. */
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir Path folder;

  private TestingBrowser browser;

  @BeforeAll
  void begin() {
    browser = TestingBrowser.startOrSkip();
  }

  @AfterAll
  void end() {
    // After a skip there is none.
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void restatedCostsAndReturnedUnitsMoveActualsBackWithinSeconds() throws Exception {
    String[] arguments = {"--no-simulation", "--dir", folder.resolve("state").toString()};
    try (TestingDemo demo = TestingDemo.start(folder.resolve("demo.txt"), arguments)) {
      URI address = demo.page();
      demo.send(address, Topic.CAMPAIGNS, List.of(campaign()));
      demo.send(address, Topic.PROMOTIONS, List.of(promotion()));
      demo.send(address, Topic.INVENTORY, List.of(count()));
      Page page = browser.browser().newPage();
      page.navigate(address.toString());
      Locator budget = page.getByTestId("budget").locator(".plan-facts").first();
      Locator figures = page.getByTestId("clearance-figures");

      demo.send(address, Topic.SPEND, List.of(spend(600, 1)));
      demo.send(address, Topic.ORDERS, List.of(order("PLACED", 5, "placed")));
      assertThat(budget).containsText("$600.00 of $1,000", within(START));
      assertThat(figures).containsText("5 of 10", within(START));
      assertThat(figures).containsText("Stock left15", within(START));
      // A first correction of each kind, so that what is measured isn't a cold start.
      demo.send(address, Topic.SPEND, List.of(spend(550, 2)));
      demo.send(address, Topic.ORDERS, List.of(order("RETURNED", 1, "returned first")));
      assertThat(budget).containsText("$550.00 of $1,000", within(START));
      assertThat(figures).containsText("4 of 10", within(START));

      demo.send(address, Topic.SPEND, List.of(spend(450, 3)));
      assertThat(budget).containsText("$450.00 of $1,000", within(SOON));

      demo.send(address, Topic.ORDERS, List.of(order("RETURNED", 1, "returned again")));
      assertThat(figures).containsText("3 of 10", within(SOON));
      assertThat(figures).containsText("Stock left17", within(SOON));
      page.setViewportSize(1280, 1000);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "screenshots", "plans-live.png")));
    }
  }

  private static LocatorAssertions.ContainsTextOptions within(Duration patience) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(patience.toMillis());
  }

  private String campaign() {
    return """
        {"campaignId": "spring", "name": "Spring sale", "startTime": "%s", "endTime": "%s", \
        "currency": "USD", "totalBudget": "1000"}\
        """
        .formatted(hours(-2), hours(2));
  }

  private String promotion() {
    return """
        {"promotionId": "sale", "campaignId": "spring", "name": "Sale", "startTime": "%s", \
        "endTime": "%s", "items": [{"sku": "shoe", "targetUnits": 10, "openingStock": 20, \
        "listPrice": "90", "promoPrice": "60", "unitCost": "40"}]}\
        """
        .formatted(hours(-2), hours(2));
  }

  private String count() {
    return """
        {"eventId": "count", "eventTime": "%s", "sku": "shoe", "location": "shop", "onHand": 20}\
        """
        .formatted(hours(-1));
  }

  private String spend(int cost, int revision) {
    return """
        {"eventTime": "%s", "campaignId": "spring", "channel": "EMAIL", "periodStart": "%s", \
        "periodEnd": "%s", "currency": "USD", "cost": %d, "revision": %d}\
        """
        .formatted(
            now,
            now.minus(Duration.ofMinutes(60)),
            now.minus(Duration.ofMinutes(1)),
            cost,
            revision);
  }

  private String order(String status, int quantity, String eventId) {
    return """
        {"eventId": "%s", "eventTime": "%s", "orderId": "o-1", "status": "%s", \
        "customerId": "c-1", "currency": "USD", "lines": [{"sku": "shoe", "quantity": %d, \
        "unitPrice": "60"}]}\
        """
        .formatted(eventId, now.minusSeconds(status.equals("PLACED") ? 120 : 60), status, quantity);
  }

  private Instant hours(int from) {
    return now.plus(Duration.ofHours(from));
  }
}
