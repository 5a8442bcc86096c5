package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingWireValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means, against a server that answers what it is told to. */
class CourierTest {

  private static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");

  private HttpServer server;
  private Courier courier;
  private int status;
  private @Nullable String retryAfter;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    courier =
        new Courier(
            new TargetsFile("urn:x", List.of(), Map.of()),
            GuardedHttp.ofNetwork(Duration.ofSeconds(10)),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    courier.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"200", "202", "204"})
  void successIsDelivery(int code) throws RefusedException {
    status = code;
    assertThat(deliver()).isEqualTo(new Outcome.Delivered());
  }

  @Test
  void goneIsGone() throws RefusedException {
    status = 410;
    assertThat(deliver()).isEqualTo(new Outcome.Gone());
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, 120000",
    "503, 'Tue, 10 Mar 2026 08:05:00 GMT', 300000",
    "503, 'Tue, 10 Mar 2026 07:00:00 GMT', 0",
    "429, 999999999, 36000000",
    "429, soon, ",
    "503, , ",
    "500, 120, ",
    "404, , "
  })
  void aRefusalMaySayForHowLong(int code, @Nullable String wait, @Nullable Long millis)
      throws RefusedException {
    status = code;
    retryAfter = wait;
    assertThat(deliver()).isEqualTo(new Outcome.Failed("HTTP " + code, millis));
  }

  @Test
  void aTargetThatIsDownIsAFailureThatDoesNotTellItsPath() throws RefusedException {
    server.stop(0);
    assertThat(deliver())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.because()).contains("ConnectException").doesNotContain("secret"));
  }

  private Outcome deliver() throws RefusedException {
    String at = "127.0.0.1:" + server.getAddress().getPort();
    TargetUrl url =
        TargetUrl.parse("http://" + at + "/secret", new AllowedHosts(List.of(at)), true);
    Target target =
        new Target(
            "t",
            TargetType.WEBHOOK,
            url,
            List.of(Secret.ofWebhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            TargetFilter.EVERYTHING,
            false);
    Notice notice =
        new Notice("t", TestingWireValues.alert(), Transition.FIRING, 1, Severity.WARNING, null);
    return courier.deliver(new Attempt(target, List.of(notice), List.of(), null));
  }
}
