package io.campaignpulse.channel;

import static io.campaignpulse.testing.TestingIngestEvents.cameFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sources.csv", "click-ids.csv", "payment-providers.csv"})
  void eachShippedRowHasItsOriginAndDate(String list) {
    assertThat(ListFile.shipped(list))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.required("origin")).isNotBlank();
              assertThat(LocalDate.parse(row.required("date"))).isNotNull();
            });
  }

  @Test
  void eachShippedSourceHasItsCategory() {
    SourceCategories categories = SourceCategories.shipped();
    assertThat(ListFile.shipped("sources.csv"))
        .allSatisfy(
            row -> {
              String address =
                  row.required("source").replace("*.", "below.").replace(".*", ".co.uk");
              int slash = address.indexOf('/');
              assertThat(
                      slash < 0
                          ? categories.of(address, "")
                          : categories.of(address.substring(0, slash), address.substring(slash)))
                  .isEqualTo(SourceCategory.valueOf(row.required("category")));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "SEARCH, find.example, ''",
    "SEARCH, www.find.example, ''",
    "SEARCH, m.find.example, ''",
    ", mail.find.example, ''",
    "SHOPPING, below.mall.example, ''",
    ", mall.example, ''",
    "SOCIAL, deep.below.talk.example, ''",
    "SEARCH, seek.co.uk, ''",
    ", seek.evil.example, ''",
    "AI_ASSISTANT, talk.example, /i/bot",
    "AI_ASSISTANT, www.talk.example, /I/Bot/1",
    "SOCIAL, talk.example, /i/botany",
    "VIDEO, 看片, ''",
    ", google, ''",
  })
  void aFileReplacesTheSources(@Nullable SourceCategory category, String source, String path)
      throws IOException {
    SourceCategories categories =
        SourceCategories.read(
            list(
                """
                # Ours.
                source,category,note
                Find.example,SEARCH,
                *.mall.example,SHOPPING,hosts below
                talk.example,SOCIAL
                talk.example/i/bot,AI_ASSISTANT

                seek.*,SEARCH
                看片,VIDEO
                """));
    assertThat(categories.of(source, path)).isEqualTo(category);
  }

  @Test
  void aFileReplacesTheClickIds() throws IOException {
    ClickIds ids =
        ClickIds.read(
            list(
                """
                parameter,source,medium,onlyFrom
                XCLID,bing,cpc,
                ref,partner,affiliate,partner.example other
                """));
    InteractionClassifier classifier =
        new InteractionClassifier(
            new ChannelOptions(
                SourceCategories.shipped(), ids, new IgnoredReferrers(List.of(), List.of())));
    assertThat(channel(classifier, "https://shop.example/?xclid=1", null)).isEqualTo("PAID_SEARCH");
    assertThat(channel(classifier, "https://shop.example/?gclid=1", null)).isEqualTo("DIRECT");
    assertThat(channel(classifier, "https://shop.example/?ref=1", null)).isEqualTo("DIRECT");
    assertThat(channel(classifier, "https://shop.example/?ref=1", "https://www.partner.example/"))
        .isEqualTo("AFFILIATE");
  }

  @ParameterizedTest
  @CsvSource({
    "true, https://own.example/",
    "true, https://www.own.example/",
    "true, https://blog.own.example/",
    "false, https://myown.example/",
    "false, https://own.example.evil.example/",
    "true, https://own-example.cdn.ampproject.org/",
    "true, https://blog-own-example.bing-amp.com/",
    "true, https://my--own-example.cdn.ampproject.org/",
    "true, https://google.de/amp/s/own.example/p",
    "false, https://www.google.de/amp/s/other.example/p",
    "true, https://bank.example/pay",
    "true, https://listed.example/",
    "false, https://www.paypal.com/",
    "false, ",
  })
  void referrersAreIgnoredByHost(boolean ignored, @Nullable String referrer) throws IOException {
    IgnoredReferrers referrers =
        new IgnoredReferrers(
            List.of("www.Own.example", "my-own.example"),
            List.of("bank.example", "file:" + list("host\nlisted.example\n")));
    String site = AmpCopy.siteOf(WebAddress.of(referrer));
    assertThat(site != null && referrers.contains(site)).isEqualTo(ignored);
  }

  @Test
  void aListThatCannotBeUsedIsRefusedWithItsLine() throws IOException {
    Path unknown = list("source,category\nfind.example,SEARCH\ntalk.example,CHAT\n");
    assertThatThrownBy(() -> SourceCategories.read(unknown))
        .hasMessageContaining("line 3: expected one of [SEARCH");
    Path incomplete = list("parameter,source\nxclid\n");
    assertThatThrownBy(() -> ClickIds.read(incomplete))
        .hasMessageContaining("line 2: expected a value for source");
    Path wide = list("source,category\na.example,SEARCH,too,much\n");
    assertThatThrownBy(() -> SourceCategories.read(wide))
        .hasMessageContaining("line 2: more values than columns");
    assertThatThrownBy(() -> ClickIds.read(folder.resolve("none.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
  }

  private Path list(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "list", ".csv"), text);
  }

  private static String channel(
      InteractionClassifier classifier, String page, @Nullable String from) {
    return classifier.classify(cameFrom(page, from, null, null, null)).channel();
  }
}
