package io.campaignpulse.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.campaignpulse.testing.TestingResults.alert;
import static io.campaignpulse.testing.TestingResults.brokenBooks;
import static io.campaignpulse.testing.TestingResults.business;
import static io.campaignpulse.testing.TestingResults.campaign;
import static io.campaignpulse.testing.TestingResults.customerValue;
import static io.campaignpulse.testing.TestingResults.ledger;
import static io.campaignpulse.testing.TestingResults.provisional;
import static io.campaignpulse.testing.TestingResults.row;
import static io.campaignpulse.testing.TestingResults.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingBrowser;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingResults.Figures;
import io.campaignpulse.testing.TestingVisit;
import io.campaignpulse.testing.TestingWireValues;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real Chromium, over results put into the views of a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageITCase {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Instant TODAY = Instant.parse("2026-03-14T00:00:00Z");
  private static final Instant MINUTE = Instant.parse("2026-03-14T12:29:00Z");
  private static final String BROKEN =
      "Credits and the order ledger disagree: to date, of net revenue the ledger has 30060 USD and"
          + " credits have 30000 USD (LAST_TOUCH, by conversion time), a difference of 60 USD.";
  private static final List<Series> SERIES =
      List.of(
          new Series("spring-sale", "Spring sale", "PAID_SEARCH", 5, 9),
          new Series("spring-sale", "Spring sale", "PAID_SOCIAL", 4, 4),
          new Series("brand", "Brand awareness", "DISPLAY", 6, 1),
          new Series("brand", "Brand awareness", "PAID_VIDEO", 3, 1),
          new Series("newsletter", "Weekly newsletter", "EMAIL", 1, 5),
          new Series("clearance", "Winter clearance <b>-50%</b>", "PAID_SHOPPING", 5, 2),
          new Series("partners", "合作伙伴 affiliates", "AFFILIATE", 2, 3),
          new Series("(unattributed)", "(unattributed)", "DIRECT", 0, 2));

  private TestingBrowser browser;
  private final TestingVisit visit = new TestingVisit();
  private TestingPulseServer server;

  /** A campaign on a channel, with its weight in cost and in orders. */
  private record Series(String id, String name, String channel, int cost, int orders) {}

  @BeforeAll
  void begin() {
    browser = TestingBrowser.startOrSkip();
  }

  @BeforeEach
  void fill() {
    server = TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
    for (Series series : SERIES) {
      if (!series.id.startsWith("(")) {
        server.views().accept(campaign(series.id, series.name, 1));
      }
      put(WindowSize.LIFE, Instant.EPOCH, series, 1, 2000);
      put(WindowSize.P1D, TODAY, series, 1, 130);
      for (int age = 0; age < 60; age++) {
        int wave = 3 + (int) Math.round(2 * Math.sin(age / 7.0)) + age % 3;
        put(WindowSize.PT1M, MINUTE.minusSeconds(60L * age), series, 1, wave);
      }
    }
    server.views().accept(business(WindowSize.P1D, TODAY, 3380, 30000));
    server.views().accept(alert("a0", AlertState.RESOLVED, Severity.INFO, "brand", TODAY, 30));
    for (int age = 0; age <= 200; age++) {
      double grown = 24 + 0.35 * Math.sqrt(age) * 4;
      server.views().accept(customerValue("brand", "PAID_SEARCH", age, 812.5, grown, 31.4, 30));
      if (age <= 40) {
        server
            .views()
            .accept(customerValue("clearance", "PAID_SHOPPING", age, 96, grown, 78, null));
      }
    }
    server.views().accept(customerValue("(unattributed)", "DIRECT", 0, 51, 18.2, 0, null));
    put(ShareMethod.MARKOV, 0.625, 0.25, 0.125);
    put(ShareMethod.SHAPLEY, 0.55, 0.25, 0.2);
    server.views().accept(ledger(Topic.INTERACTIONS, 184_220, 181_002, 1));
    evaluated(AlertHeartbeat.ALL, HeartbeatState.LIVE, 1);
    server.views().accept(ledger(Topic.ORDERS, 3_511, 3_498, 1));
  }

  private void evaluated(String source, HeartbeatState state, long revision) {
    server
        .views()
        .accept(
            new AlertHeartbeat(
                source,
                state,
                MINUTE.minusSeconds(3600).toEpochMilli(),
                MINUTE.toEpochMilli(),
                revision,
                NOW.toEpochMilli()));
  }

  private void put(ShareMethod method, double... shares) {
    for (int i = 0; i < shares.length; i++) {
      Series series = SERIES.get(i);
      server.views().accept(share(method, series.id, series.channel, shares[i], 1));
    }
  }

  private void put(WindowSize window, Instant start, Series series, long revision, int scale) {
    long orders = (long) series.orders * scale / 12;
    server
        .views()
        .accept(
            row(
                window,
                start,
                series.id,
                series.channel,
                revision,
                Figures.of(
                    (long) series.cost * scale * 3,
                    (long) series.cost * scale,
                    orders,
                    orders * 61)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  void end() {
    // After a skip there is none.
    if (browser != null) {
      browser.close();
    }
  }

  private Page open(BrowserContext context, String query) {
    return visit.open(context, server, query);
  }

  private void assertQuiet() {
    visit.assertQuiet(server);
  }

  @Test
  void alertsThatArentEvaluatedUpToNowAreSaidToBeSo() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      assertThat(page.getByTestId("evaluation")).hasCount(0);

      evaluated(AlertHeartbeat.ALL, HeartbeatState.CATCHING_UP, 2);
      assertThat(page.getByTestId("evaluation")).hasText("Alerts catching up, evaluated to 11:29");

      evaluated("orders", HeartbeatState.PAUSED, 3);
      evaluated(AlertHeartbeat.ALL, HeartbeatState.PAUSED, 3);
      assertThat(page.getByTestId("evaluation")).hasText("No orders: alerts paused");
      assertQuiet();
    }
  }

  @Test
  void numbersMoveAsResultsCome() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      assertThat(page.getByTestId("tile-spend")).hasText("$3,380");
      assertThat(page.getByTestId("data-age")).containsText("s old");

      put(WindowSize.P1D, TODAY, SERIES.get(0), 2, 260);
      assertThat(page.getByTestId("tile-spend")).hasText("$4,030");

      page.getByText("To date").click();
      assertThat(page.getByTestId("tile-spend")).hasText("$52,000");
      assertThat(page.getByTestId("ledger")).containsText("187,731 received");
      assertQuiet();
    }
  }

  @Test
  void whatNoReportCoversIsShownAsAnEstimateUntilOneDoes() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      Locator row = page.getByTestId("series").locator("tbody tr").filter(springSearch());
      assertThat(row.locator(".provisional")).hasCount(0);

      CampaignMetrics late =
          row(
              WindowSize.P1D,
              TODAY,
              "spring-sale",
              "PAID_SEARCH",
              3,
              Figures.of(900, 100, 10, 400));
      server.views().accept(provisional(late, 100, NOW.minus(Duration.ofHours(2))));
      assertThat(row).containsText("≈ $100.00 provisional, reported until");
      assertThat(row).containsText("$10.00≈ $20.00 live");
      assertThat(row).containsText("4.00×≈ 2.00× live");
      assertThat(page.getByTestId("provisional-spend")).hasText("≈ $100.00 provisional");

      server
          .views()
          .accept(
              row(
                  WindowSize.P1D,
                  TODAY,
                  "spring-sale",
                  "PAID_SEARCH",
                  4,
                  Figures.of(900, 190, 10, 400)));
      assertThat(row).containsText("$190.00");
      assertThat(row.locator(".provisional")).hasCount(0);
      assertThat(page.getByTestId("provisional-spend")).hasCount(0);
      assertQuiet();
    }
  }

  private static Locator.FilterOptions springSearch() {
    return new Locator.FilterOptions().setHasText(Pattern.compile("Spring sale.*PAID_SEARCH"));
  }

  @Test
  void theTableSortsByClickAndByKeyboard() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      Locator firstRow = page.getByTestId("series").locator("tbody tr").first();
      assertThat(firstRow).containsText("PAID_SEARCH");

      Locator channel = page.locator("th button", new Page.LocatorOptions().setHasText("Channel"));
      channel.click();
      assertThat(firstRow).containsText("AFFILIATE");
      assertThat(page.locator("th[aria-sort=ascending]")).containsText("Channel");
      channel.press("Enter");
      assertThat(firstRow).containsText("PAID_VIDEO");
      assertThat(page.locator("th[aria-sort=descending]")).containsText("Channel");

      page.locator("th button", new Page.LocatorOptions().setHasText("CPA")).click();
      assertThat(page.getByTestId("series").locator("tbody tr").last()).containsText("0.00");
      page.getByLabel("Filter campaigns").fill("clearance");
      assertThat(page.getByTestId("series").locator("tbody tr")).hasCount(1);
      assertThat(firstRow).containsText("Winter clearance <b>-50%</b>");
      assertQuiet();
    }
  }

  @Test
  void theModelCanBeChosenAndIsKeptInTheAddress() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      assertThat(page.getByTestId("tile-orders")).hasText("288");

      page.getByLabel("Attribution").selectOption("LINEAR");
      assertThat(page.getByTestId("tile-orders")).hasText("144");
      page.getByLabel("Booked by").selectOption("INTERACTION_TIME");
      assertThat(page.getByTestId("tile-orders")).hasText("0");
      assertThat(page.getByTestId("tile-cpa")).hasText("—");
      assertThat(page.url()).contains("model=LINEAR", "basis=INTERACTION_TIME");
      assertQuiet();
    }
  }

  @Test
  void whatCustomersAreWorthIsShownByAge() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      Locator rows = page.getByTestId("customer-value").locator("tbody tr");
      assertThat(rows).hasCount(3);
      assertThat(rows.nth(0).locator("td.number"))
          .hasText(
              new String[] {
                "812.5", "$24.00", "$31.67", "$37.28", "$42.78", "—", "$43.80", "$31.40", "1.39×",
                "Day 30"
              });
      assertThat(rows.nth(1)).containsText("Winter clearance <b>-50%</b>");
      assertThat(rows.nth(1).locator("td.number").last()).hasText("—");
      assertThat(rows.nth(2).locator("td.number"))
          .hasText(new String[] {"51", "$18.20", "—", "—", "—", "—", "$18.20", "—", "—", "—"});
      assertQuiet();
    }
  }

  @Test
  void whatIsBehindAConversionIsToldOnRequest() {
    server.explain(TestingWireValues.explanation());
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      page.getByLabel("Order, or lead and stage").fill("order|1");
      page.getByLabel("Order, or lead and stage").press("Enter");
      Locator journey = page.getByTestId("journey");
      assertThat(journey).containsText("Divided among the touches of the person.");
      assertThat(journey.locator("tbody tr")).hasCount(2);
      assertThat(journey.locator("tbody tr").nth(0)).containsText("Before look back");
      assertThat(journey.locator("tbody tr").nth(1)).containsText("50.00%");
      // Hostile names are text.
      assertThat(journey.locator("tbody tr").nth(1)).containsText("<b>");
      assertThat(journey).containsText("Corrected 21 times");
      assertThat(journey).containsText("a visitor became known as another person");
      journey.scrollIntoViewIfNeeded();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "explained-conversion.png")));

      page.getByLabel("Order, or lead and stage").fill("nobody's");
      page.getByLabel("Order, or lead and stage").press("Enter");
      assertThat(page.getByText("No conversion nobody's")).isVisible();
      assertThat(page.getByTestId("journey")).hasCount(0);
    }
    // The browser itself tells of an answer that is 404.
    visit.forgive("404");
    assertQuiet();
  }

  @Test
  void modelSharesOfBothMethodsStandSideBySide() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      Locator first = page.getByTestId("model-shares").locator("tbody tr").first();
      assertThat(first).containsText("Spring sale");
      assertThat(first).containsText("62.50%");
      assertThat(first).containsText("55.00%");
      assertThat(page.getByText("Model share as of Mar 14, 2026, 12:00")).isVisible();
      assertThat(page.getByText("40 conversions; 2 more had no touch")).isVisible();
      assertQuiet();
    }
  }

  @Test
  void anAlertAppearsAndEnds() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      assertThat(page.getByTestId("alert")).hasCount(1);

      server
          .views()
          .accept(alert("a1", AlertState.FIRING, Severity.CRITICAL, "clearance", MINUTE, 2));
      Locator top = page.getByTestId("alert").first();
      assertThat(top).containsText("Firing");
      assertThat(top).containsText("Conversion rate of clearance is below 2 %");
      assertThat(page).hasTitle("(1) Campaign Pulse");

      server
          .views()
          .accept(alert("a1", AlertState.RESOLVED, Severity.CRITICAL, "clearance", MINUTE, 3));
      assertThat(page.getByText("None firing")).isVisible();
      assertThat(page).hasTitle("Campaign Pulse");
      assertQuiet();
    }
  }

  @Test
  void booksThatDoNotBalanceAreShownWithTheNumbers() {
    server.views().accept(business(WindowSize.LIFE, Instant.EPOCH, 52000, 30060, 30060, 1));
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      assertThat(page.getByTestId("books")).hasText("Credits tie out");
      assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);

      server.views().accept(business(WindowSize.LIFE, Instant.EPOCH, 52000, 30060, 30000, 2));
      assertThat(page.getByTestId("books")).hasText("Credits on their way");
      assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);

      server.views().accept(brokenBooks(AlertState.FIRING, MINUTE, BROKEN, 2));
      Locator banner = page.getByRole(AriaRole.ALERT);
      assertThat(banner).containsText("The books have not balanced since 12:29");
      assertThat(banner).containsText(BROKEN);
      banner.getByText("One measure to date is out").click();
      assertThat(banner.locator("tbody tr"))
          .hasText("Net revenueLast touchConversion time300603000060");
      assertThat(page.getByText("Credits do not tie out")).isVisible();
      assertThat(page.getByTestId("alert").first())
          .containsText("Net revenue $30,000.00 against $30,060.00");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "broken-books.png")));

      server.views().accept(business(WindowSize.LIFE, Instant.EPOCH, 52000, 30060, 30060, 3));
      server.views().accept(brokenBooks(AlertState.RESOLVED, MINUTE, "They agree again.", 3));
      assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
      assertThat(page.getByTestId("books")).hasText("Credits tie out");
      assertQuiet();
    }
  }

  @Test
  void brokenBooksFitAPhone() {
    server.views().accept(business(WindowSize.LIFE, Instant.EPOCH, 52000, 30060, 30000, 1));
    server.views().accept(brokenBooks(AlertState.FIRING, MINUTE, BROKEN, 2));
    try (BrowserContext context =
        browser
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(360, 800)
                    .setColorScheme(ColorScheme.DARK))) {
      Page page = open(context, "");
      page.getByText("One measure to date is out").click();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "broken-books-phone.png")));
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      assertQuiet();
    }
  }

  @Test
  void troubleIsShown() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = open(context, "");
      server.feedState(ResultFeed.State.UNREACHABLE);
      put(WindowSize.P1D, TODAY, SERIES.get(0), 3, 300);
      assertThat(page.getByTestId("connection")).hasText("Kafka unreachable");

      server.close();
      assertThat(page.getByTestId("connection")).hasText("Connection lost, retrying");
      assertThat(page.getByTestId("tile-spend")).hasText("$4,230");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wide, 1400, 1000, LIGHT",
    "wide-dark, 1400, 1000, DARK",
    "tablet, 900, 1100, LIGHT",
    "phone, 390, 844, LIGHT",
    "phone-dark, 360, 800, DARK",
    "wall, 1600, 1000, LIGHT",
  })
  void fitsEveryScreen(String name, int width, int height, ColorScheme scheme) {
    for (AlertState state : List.of(AlertState.FIRING, AlertState.PENDING)) {
      Severity severity = state == AlertState.FIRING ? Severity.CRITICAL : Severity.WARNING;
      server.views().accept(alert("s" + state, state, severity, "clearance", MINUTE, 1));
    }
    try (BrowserContext context =
        browser
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme))) {
      Page page = open(context, "");
      assertThat(page.locator(".u-over")).isVisible();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "screenshots", "live-page-" + name + ".png")));
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as("nothing sticks out to the side")
          .isEqualTo(width);
      assertQuiet();
    }
  }
}
