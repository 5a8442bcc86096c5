package io.campaignpulse.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.campaignpulse.server.PulseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Chromium or Chrome that is installed on this machine, without a window. */
public final class TestingBrowser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome");
  private static final Path MAC =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final Playwright playwright;
  private final Browser browser;

  private TestingBrowser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
  }

  /** Where one is installed. */
  public static Optional<Path> installed() {
    return Stream.concat(
            FOLDERS.stream().flatMap(f -> NAMES.stream().map(n -> Path.of(f, n))), Stream.of(MAC))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the one that is installed; without one, or without the page, the test is skipped. */
  public static TestingBrowser startOrSkip() {
    Optional<Path> chromium = installed();
    assumeTrue(chromium.isPresent(), "SKIPPED: no Chromium or Chrome is installed here");
    assumeTrue(
        PulseServer.class.getResource("/web/index.html") != null,
        "SKIPPED: the page was not built (mvn without -Dskip.web builds it)");
    return start(chromium.orElseThrow());
  }

  /** Starts the one at the path. */
  public static TestingBrowser start(Path executable) {
    return new TestingBrowser(executable);
  }

  /** The browser itself. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
