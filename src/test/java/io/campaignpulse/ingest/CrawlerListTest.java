package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrawlerListTest {
  private static final CrawlerList SHIPPED = CrawlerList.shipped();

  @Test
  void recognisesEveryExampleOfTheList() throws IOException {
    List<String> missed = new ArrayList<>();
    int examples = 0;
    try (InputStream json =
        CrawlerListTest.class.getResourceAsStream("/crawlers/crawler-user-agents.json")) {
      for (JsonNode crawler : new JsonMapper().readTree(json)) {
        for (JsonNode example : crawler.path("instances")) {
          examples++;
          if (!SHIPPED.matches(example.textValue())) {
            missed.add(example.textValue());
          }
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(examples).isGreaterThan(1500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/17.5 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36",
      })
  void letsBrowsersPass(String userAgent) {
    assertThat(SHIPPED.matches(userAgent)).isFalse();
  }

  @Test
  void noUserAgentIsValid() {
    assertThat(SHIPPED.matches(null)).isFalse();
    assertThat(SHIPPED.matches("")).isFalse();
  }

  @Test
  void readsWordsAndExpressionsCaseSensitively() throws IOException {
    CrawlerList list =
        CrawlerList.read(
            new StringReader("[{\"pattern\":\"Bot\\\\/1\"},{\"pattern\":\"^[cC]url \\\\d\"}]"));
    assertThat(list.matches("a Bot/1.0")).isTrue();
    assertThat(list.matches("a bot/1.0")).isFalse();
    assertThat(list.matches("curl 8")).isTrue();
    assertThat(list.matches("a curl 8")).isFalse();
  }

  @Test
  void verdictsDoNotDependOnWhatWasAskedBefore() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        assertThat(SHIPPED.matches("Googlebot/" + i)).isTrue();
        assertThat(SHIPPED.matches("Firefox/" + i)).isFalse();
      }
    }
  }

  @Test
  void aHostileUserAgentIsJudgedByItsBeginning() {
    assertThat(SHIPPED.matches("Spider".repeat(200_000))).isFalse();
  }
}
