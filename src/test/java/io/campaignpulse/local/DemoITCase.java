package io.campaignpulse.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingBrowser;
import io.campaignpulse.testing.TestingDemo;
import io.campaignpulse.testing.TestingWorld;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README, as a newcomer runs it. */
class DemoITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @BeforeAll
  static void needsTheBuiltTree() {
    assumeTrue(
        DemoITCase.class.getResource("/web/index.html") != null,
        "SKIPPED: the page was not built (mvn without -Dskip.web builds it)");
  }

  @Test
  @Tag("thorough")
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    TestingWorld world = TestingWorld.generate(99, 120);
    List<String> interactions = world.lines().getOrDefault(Topic.INTERACTIONS, List.of());
    List<String> orders = world.lines().getOrDefault(Topic.ORDERS, List.of());
    int half = interactions.size() / 2;
    String[] arguments = {"--no-simulation", "--dir", folder.resolve("state").toString()};
    try (TestingDemo demo = TestingDemo.start(folder.resolve("first.txt"), arguments)) {
      URI page = demo.page();
      demo.send(page, Topic.FX_RATES, world.lines().getOrDefault(Topic.FX_RATES, List.of()));
      demo.send(page, Topic.IDENTITIES, world.lines().getOrDefault(Topic.IDENTITIES, List.of()));
      demo.send(page, Topic.INTERACTIONS, interactions.subList(0, half));
      await().atMost(PATIENCE).until(() -> received(demo, page, "interactions") == half);
      demo.send(page, Topic.INTERACTIONS, interactions.subList(half, interactions.size()));
      demo.send(page, Topic.ORDERS, orders);
      demo.kill();
    }
    try (TestingDemo demo = TestingDemo.start(folder.resolve("second.txt"), arguments)) {
      URI page = demo.page();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(received(demo, page, "interactions")).isEqualTo(interactions.size());
                assertThat(received(demo, page, "orders")).isEqualTo(orders.size());
              });
      assertThat(demo.interrupt()).isEqualTo(130);
      assertThat(demo.printed()).contains("Kafka stopped", "Flink stopped", "Page stopped");
    }
  }

  @Test
  void theSimulatedMarketMovesThePageAndItsTrackingOutageRaisesAnAlert() throws Exception {
    Optional<Path> chromium = TestingBrowser.installed();
    assumeTrue(chromium.isPresent(), "SKIPPED: no Chromium or Chrome is installed here");
    try (TestingDemo demo = TestingDemo.start(folder.resolve("demo.txt"));
        TestingBrowser browser = TestingBrowser.start(chromium.orElseThrow())) {
      Page page = browser.browser().newPage();
      page.navigate(demo.page().toString());

      Locator clicks = page.getByTestId("tile-clicks");
      assertThat(clicks).hasText(java.util.regex.Pattern.compile("[1-9][0-9,]*"), soon());
      String first = clicks.innerText();
      assertThat(clicks).not().hasText(first, soon());

      page.getByText("To date").click();
      assertThat(page.getByTestId("series")).containsText("Spring clearance");
      page.setViewportSize(1400, 1130);
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/demo.png")));
    }
  }

  private static LocatorAssertions.HasTextOptions soon() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE.toMillis());
  }

  private static long received(TestingDemo demo, URI page, String topic) throws Exception {
    for (JsonNode book : demo.get(page, "/api/health").at("/parts/ledger/topics")) {
      if (book.get("topic").asText().equals(topic)) {
        return book.get("received").asLong();
      }
    }
    return 0;
  }
}
