package io.campaignpulse.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.campaignpulse.testing.TestingAlerts.costly;
import static io.campaignpulse.testing.TestingAlerts.outlook;
import static io.campaignpulse.testing.TestingResults.campaign;
import static io.campaignpulse.testing.TestingResults.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.TargetStanding;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingBrowser;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingResults.Figures;
import io.campaignpulse.testing.TestingVisit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The inbox of alerts and the outlook of campaigns in a real Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertInboxITCase {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Instant TODAY = Instant.parse("2026-03-14T00:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-03-14T09:10:00Z");
  private static final String HOSTILE = "Clearance <b onmouseover=alert(1)>-50%</b>";

  private TestingBrowser browser;
  private final TestingVisit visit = new TestingVisit();
  private TestingPulseServer server;

  @BeforeAll
  void begin() {
    browser = TestingBrowser.startOrSkip();
  }

  @BeforeEach
  void fill() {
    server = TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
    ResultViews views = server.views();
    String[][] series = {
      {"spring", "Spring sale", "PAID_SEARCH"},
      {"brand", "Brand awareness", "DISPLAY"},
      {"clearance", HOSTILE, "PAID_SHOPPING"},
      {"partners", "合作伙伴 affiliates", "AFFILIATE"},
    };
    for (String[] one : series) {
      views.accept(campaign(one[0], one[1], 1));
      views.accept(row(WindowSize.P1D, TODAY, one[0], one[2], 1, Figures.of(900, 400, 13, 1300)));
    }
    views.accept(outlook("spring", "PAID_SEARCH", 0.62, TargetStanding.MISSED, 6.4));
    views.accept(outlook("brand", "DISPLAY", 0.734, TargetStanding.OK, 41.2));
    views.accept(outlook("clearance", "PAID_SHOPPING", 0.9, TargetStanding.LEARNING, 0.4));
    views.accept(outlook("partners", "AFFILIATE", 0.2, TargetStanding.OK, null));
    views.accept(costly("small", AlertState.FIRING, "clearance", "PAID_SHOPPING", 120, MORNING, 1));
    views.accept(costly("large", AlertState.FIRING, "spring", "PAID_SEARCH", 4830, MORNING, 1));
    views.accept(costly("still", AlertState.PAUSED, "brand", "DISPLAY", 900, MORNING, 1));
    views.accept(costly("wrong", AlertState.RETRACTED, "partners", "AFFILIATE", 310, MORNING, 9));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Locator alerts(Page page) {
    return page.getByTestId("alert");
  }

  @Test
  void theInboxBeginsWithWhatMostMoneyIsAtRiskOf() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = visit.open(context, server, "");
      assertThat(alerts(page)).hasCount(4);
      Locator first = alerts(page).first();
      assertThat(first).containsText("$4,830");
      assertThat(first).containsText("It costs more than expected");
      assertThat(first).containsText("0.55× of target (0.40× to 0.78×)");
      assertThat(first).containsText("evidence 42.3, e-value 31.5");
      assertThat(first).containsText("62% of conversions in");
      assertThat(first).containsText("since 09:10, for 3 h 20 min");
      assertThat(first.getByRole(AriaRole.IMG))
          .hasAttribute(
              "aria-label",
              "What the miss is made of: Traffic -4.9%, Conversion -40%, Order value +8.3%,"
                  + " Availability 0%");
      // Hostile names are text.
      assertThat(alerts(page).nth(1)).containsText(HOSTILE);
      assertThat(alerts(page).nth(2)).containsText("Paused: its source is silent or late");
      Locator withdrawn = alerts(page).nth(3);
      assertThat(withdrawn)
          .containsText("Retracted: conversions that had happened before came later");
      assertThat(withdrawn.getByRole(AriaRole.BUTTON)).hasCount(0);
      visit.assertQuiet(server);
    }
  }

  @Test
  void somebodySaysToTakeCareAndTakesItBack() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = visit.open(context, server, "");
      Locator first = alerts(page).first();
      first.getByText("Acknowledge").click();
      assertThat(page.getByText("Say who you are first")).isVisible();
      assertThat(page.getByLabel("Your name")).isFocused();
      assertThat(server.actions()).isEmpty();

      page.getByLabel("Your name").fill("李梅");
      first.getByText("Acknowledge").click();
      assertThat(first).containsText("Acknowledged by 李梅 at 12:30");
      assertThat(server.actions().get(0).acknowledgedBy()).isEqualTo("李梅");

      first.getByText("Take back").click();
      assertThat(first.getByText("Acknowledged by")).hasCount(0);
      assertThat(server.audit()).hasSize(2).allMatch(entry -> "李梅".equals(entry.changedBy()));
      visit.assertQuiet(server);
    }
  }

  @Test
  void whatIsPutOffComesAfterWhatIsNot() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = visit.open(context, server, "");
      page.getByLabel("Your name").fill("Mei");
      alerts(page).first().getByRole(AriaRole.COMBOBOX).selectOption("PT4H");

      assertThat(alerts(page).first()).containsText(HOSTILE);
      Locator resting = page.locator(".alert.resting");
      assertThat(resting).containsText("Snoozed by Mei until Mar 14, 2026, 16:30");
      resting.getByText("Wake up").click();
      assertThat(alerts(page).first()).containsText("$4,830");

      server.acknowledgement(CompletableFuture.failedFuture(new IllegalStateException("down")));
      alerts(page).first().getByText("Acknowledge").click();
      assertThat(alerts(page).first().getByRole(AriaRole.ALERT)).containsText("not acknowledged");
    }
    // The browser itself tells of an answer that is 503.
    visit.forgive("503");
    visit.assertQuiet(server);
  }

  @Test
  void aChineseReaderReadsChinese() {
    try (BrowserContext context =
        browser.browser().newContext(new Browser.NewContextOptions().setLocale("zh-CN"))) {
      Page page = visit.open(context, server, "");
      assertThat(alerts(page).first()).containsText("spring 的单次订单成本是目标 25 美元的 1.8 倍。");
      assertThat(alerts(page).first()).containsText("投放效率低于预期");
      assertThat(alerts(page).nth(3)).containsText("已撤回: 此前的转化较晚到达");
      visit.assertQuiet(server);
    }
  }

  @Test
  void campaignsSayHowMatureTheyAreAndWhenOneCanKnow() {
    try (BrowserContext context = browser.browser().newContext()) {
      Page page = visit.open(context, server, "");
      Locator rows = page.getByTestId("series").locator("tbody tr");
      Locator brand = rows.filter(new Locator.FilterOptions().setHasText("DISPLAY"));
      assertThat(brand).containsText("CPA never in a week at this volume (about 42 days)");
      assertThat(brand).containsText("96 → 131118 to 145");
      assertThat(brand).containsText("73% in→ $22.75$20.50 to $25.25");
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("PAID_SEARCH")))
          .containsText("CPA missed");
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("PAID_SHOPPING")))
          .containsText("CPA about 10 h");
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("AFFILIATE")))
          .containsText("CPA never: nothing is expected");

      assertThat(page.getByTestId("maturity-cpa")).hasText("61% in");
      assertThat(page.getByTestId("maturity-spend")).hasCount(0);

      page.locator("th button", new Page.LocatorOptions().setHasText("Maturity")).click();
      assertThat(rows.first()).containsText("PAID_SHOPPING");
      visit.assertQuiet(server);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wide, 1500, 1000, LIGHT",
    "wide-dark, 1500, 1000, DARK",
    "phone, 390, 844, LIGHT",
  })
  void fitsEveryScreen(String name, int width, int height, ColorScheme scheme) {
    try (BrowserContext context =
        browser
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme))) {
      Page page = visit.open(context, server, "");
      page.getByLabel("Your name").fill("Mei");
      alerts(page).first().getByText("Acknowledge").click();
      assertThat(alerts(page).first()).containsText("Acknowledged by Mei");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "screenshots", "inbox-" + name + ".png")));
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as("nothing sticks out to the side")
          .isEqualTo(width);
      visit.assertQuiet(server);
    }
  }
}
