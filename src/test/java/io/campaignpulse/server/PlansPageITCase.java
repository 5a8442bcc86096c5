package io.campaignpulse.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.campaignpulse.testing.TestingPlans.budget;
import static io.campaignpulse.testing.TestingPlans.clearance;
import static io.campaignpulse.testing.TestingPlans.dailyBudget;
import static io.campaignpulse.testing.TestingPlans.score;
import static io.campaignpulse.testing.TestingPlans.target;
import static io.campaignpulse.testing.TestingPlans.unsoundTarget;
import static io.campaignpulse.testing.TestingResults.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.campaignpulse.testing.TestingBrowser;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingVisit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page shows of plans, in a real Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansPageITCase {

  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
  private static final LocatorAssertions.HasTextOptions SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(Duration.ofSeconds(3).toMillis());

  private static final Locator.GetByLabelOptions EXACTLY =
      new Locator.GetByLabelOptions().setExact(true);

  private final TestingVisit visit = new TestingVisit();
  private TestingBrowser browser;
  private TestingPulseServer server;

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

  @BeforeEach
  void fill() {
    server = TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
    ResultViews views = server.views();
    views.accept(campaign("brand", "Brand awareness", 1));
    views.accept(campaign("spring-sale", "Spring sale", 1));
    views.accept(campaign("test-drive", "Test drive at the <b>dealer</b>", 1));
    views.accept(budget(NOW, "brand", 60_000, 22_400, 2_300, 1));
    views.accept(budget(NOW, "spring-sale", 30_000, 16_900, 900, 1));
    views.accept(dailyBudget(NOW, "spring-sale", 1_000, 1_800, 16_900, 1));
    views.accept(dailyBudget(NOW, "test-drive", 400, 850, 2_900, 1));
    views.accept(clearance(NOW, "winter", null, 5_000, 2_400, 1));
    views.accept(clearance(NOW, "winter", "rain-jacket", 3_500, 2_150, 1));
    views.accept(clearance(NOW, "winter", "wool-socks", 1_500, 250, 1));
    views.accept(clearance(NOW, "autumn", null, 300, 180, 1));
    views.accept(clearance(NOW, "autumn", "day-pack", 300, 180, 1));
    views.accept(unsoundTarget(NOW, "growth", "Growth", 800, 700));
    views.accept(target(NOW, "marketing", "Marketing", "growth", 500, 310, 0.93));
    views.accept(target(NOW, "search", "Search", "marketing", 300, 190, 0.86));
    views.accept(target(NOW, "social", "Social", "marketing", 200, 120, 0.71));
    views.accept(target(NOW, "dealers", "Dealers", "growth", 200, 60, 0.04));
    for (int i = 0; i < 240; i++) {
      views.accept(score("PLAN", "p" + i, 101 + i % 3, 100, i < 190));
    }
    views.accept(score("SPEND_NOWCAST", "brand|DISPLAY", 97.5, 100, null));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private BrowserContext context(int width, int height, ColorScheme scheme) {
    return browser
        .browser()
        .newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
  }

  @Test
  void budgetsMoveForwardAndBack() {
    try (BrowserContext context = context(1280, 900, ColorScheme.LIGHT)) {
      Page page = visit.open(context, server, "");
      Locator spring =
          page.getByTestId("budget").filter(new Locator.FilterOptions().setHasText("Spring sale"));
      assertThat(spring).containsText("$16,900 of $30,000 (56%, planned 50%)");
      assertThat(spring).containsText("+ $900.00 provisional");
      assertThat(spring).containsText("Will be overspent");
      assertThat(spring).containsText("which is allowed: a day may take up to twice its budget");
      assertThat(spring.getByRole(AriaRole.IMG).first())
          .hasAttribute(
              "aria-label",
              "$16,900 of $30,000, 56%; 50% planned by now; $900.00 more provisional;"
                  + " heading for $35,600, 80 % interval $32,040 to $39,160");
      assertThat(
              page.getByTestId("budget")
                  .filter(new Locator.FilterOptions().setHasText("Test drive at the <b>dealer")))
          .containsText("Overspent");

      // A cost report was restated.
      server.views().accept(budget(NOW, "spring-sale", 30_000, 14_000, 0, 2));
      assertThat(spring.locator(".plan-facts").first())
          .containsText(
              "$14,000 of $30,000 (47%",
              new LocatorAssertions.ContainsTextOptions().setTimeout(3_000));
      assertThat(spring).not().containsText("provisional");
      assertThat(page.getByTestId("projection-score"))
          .hasText(
              "80 % intervals held the truth in 79% of 240 graded projections; they were off by"
                  + " +2% on average. Provisional spend was off by -2.5% on average, 1 graded.");
      visit.assertQuiet(server);
    }
  }

  @Test
  void aClearanceIsShownWholeAndByArticle() {
    try (BrowserContext context = context(1280, 900, ColorScheme.LIGHT)) {
      Page page = visit.open(context, server, "");
      Locator clearance = page.getByTestId("clearance");
      clearance.getByLabel("Promotion", EXACTLY).selectOption("winter");
      Locator figures = page.getByTestId("clearance-figures");
      assertThat(figures).containsText("2,400 of 5,000");
      assertThat(figures).containsText("a comparison and not an effect");
      assertThat(clearance).not().containsText("ncremental");
      assertThat(clearance.locator(".u-over")).isVisible();
      assertThat(page.getByTestId("article")).hasCount(2);
      assertThat(page.getByTestId("article").last()).containsText("Behind");

      // Units came back.
      server.views().accept(clearance(NOW, "winter", "wool-socks", 1_500, 240, 2));
      server.views().accept(clearance(NOW, "winter", null, 5_000, 2_390, 2));
      assertThat(figures.locator("strong").first()).hasText("2,390 of 5,000", SOON);

      clearance.getByLabel("Article", EXACTLY).selectOption("rain-jacket");
      assertThat(figures).containsText("2,150 of 3,500");
      assertThat(figures).containsText("Expected Mar 14, 2026, 21:00");
      assertThat(clearance.getByTestId("scenarios")).containsText("scenario, not advice");
      clearance.getByTestId("scenarios").locator("summary").press("Enter");
      assertThat(clearance.getByTestId("scenarios").locator("tbody tr")).hasCount(11);
      assertThat(clearance.getByTestId("scenarios").locator("tbody tr").nth(4))
          .containsText("20%$38.40");
      clearance.screenshot(
          new Locator.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "clearance-scenarios.png")));
      assertThat(clearance.getByRole(AriaRole.IMG).first())
          .hasAttribute(
              "aria-label",
              "rain-jacket: 2,150 of 3,500 sold, 50% planned by now; heading for 4,300");
      visit.assertQuiet(server);
    }
  }

  @Test
  void targetsStandInTheirTreeAndAContradictionIsShown() {
    try (BrowserContext context = context(1280, 900, ColorScheme.LIGHT)) {
      Page page = visit.open(context, server, "");
      Locator targets = page.getByTestId("target");
      assertThat(targets).hasCount(5);
      assertThat(targets.nth(0)).containsText("Growth");
      assertThat(targets.nth(0)).containsText("Invalid");
      assertThat(page.getByTestId("targets"))
          .containsText("The goal is 800, but the goals of its parts sum to 700.");
      assertThat(targets.nth(1)).containsText("Dealers, part of Growth");
      assertThat(targets.nth(1).locator("td").last()).hasText("4%");
      assertThat(targets.nth(3)).containsText("Search, part of Marketing");
      assertThat(targets.nth(4)).containsText("120 of 200240 192 to 288");
      visit.assertQuiet(server);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wide, 1280, 900, LIGHT",
    "dark, 1280, 900, DARK",
    "phone, 390, 844, LIGHT",
  })
  void fitsTheScreen(String name, int width, int height, ColorScheme scheme) {
    try (BrowserContext context = context(width, height, scheme)) {
      Page page = visit.open(context, server, "");
      assertThat(page.getByTestId("clearance").locator(".u-over")).isVisible();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "screenshots", "plans-" + name + ".png")));
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as("nothing sticks out to the side")
          .isEqualTo(width);
      visit.assertQuiet(server);
    }
  }
}
