package io.campaignpulse.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Visits to the page of a server: what the browser complained of, and what it asked for. */
public final class TestingVisit {

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Opens the page and waits until it is live. */
  public Page open(BrowserContext context, TestingPulseServer server, String query) {
    complaints.clear();
    requests.clear();
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(server.at("/" + query).toString());
    assertThat(page.getByTestId("connection")).hasText("Live");
    return page;
  }

  /** Takes a complaint that was to be expected off the list. */
  public void forgive(String part) {
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  /** The browser had nothing to complain of and asked nobody but the server. */
  public void assertQuiet(TestingPulseServer server) {
    assertThat(complaints).isEmpty();
    assertThat(requests)
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith(server.at("/").toString()));
  }
}
