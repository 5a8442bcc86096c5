package io.campaignpulse.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://Shop.Example:8443/a?b=c#d, shop.example",
    "shop.example/path, shop.example",
    "//cdn.example, cdn.example",
    "https://user:pw@shop.example., shop.example",
    "https://[2001:db8::1]:80/x, [2001:db8::1]",
    "android-app://com.google.android.gm/x, com.google.android.gm",
    "https://, ",
    "nonsense, ",
    "/only/a/path, ",
  })
  void findsTheHost(String address, String host) {
    assertThat(WebAddress.of(address).host()).isEqualTo(host);
  }

  @Test
  void decodesParametersAndKeepsBrokenEscapes() {
    WebAddress address =
        WebAddress.of("https://x.example/?utm_id=&UTM_ID=1&utm_id=2&a=%E6%98%A5+x&b=%zz%2&c&=d");
    assertThat(address.parameter("utm_id")).isEqualTo("1");
    assertThat(address.parameter("a")).isEqualTo("春 x");
    assertThat(address.parameter("b")).isEqualTo("%zz%2");
    assertThat(address.parameters()).containsOnlyKeys("utm_id", "a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/p/q?a=1#b, /p/q",
    "https://x.example#/p, ''",
    "x.example/p, /p",
    "android-app://com.example.app/https/x.example, /https/x.example",
  })
  void findsThePath(String address, String path) {
    assertThat(WebAddress.of(address).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?a=1&b=2&c=3",
        "#a=1&b=2&c=3",
        "#!/p?a=1&b=2&c=3",
        "?a=1#b=2&c=3",
        "?a=1&b=2#/p?c=3",
        "?a=1?b=2?c=3",
        "?a=1&amp;b=2&amp;amp;c=3",
        "?a=1&#038;b=2&#38;c=3",
        "?a=1&amp%3Bb=2;c=3",
        "?A=1&a=9&b=&B=%20&b=2&c=%2533&c=9#a=9",
        "?&&;=x&a=1;;b=2&#c=3#",
      })
  void findsParametersWhereverTheyStand(String rest) {
    assertThat(WebAddress.of("https://x.example/p" + rest).parameters())
        .containsOnly(entry("a", "1"), entry("b", "2"), entry("c", "3"));
  }

  @ParameterizedTest
  @CsvSource({
    "why?, why?",
    "a?b?, a?b?",
    "%25E6%2598%25A5, 春",
    "a%252Bb%2Bc%2520d, a+b c d",
    "%252541, %41",
    "20%25de, 20%de",
    "cafe%CC%81, café",
    "a=b, a=b",
  })
  void readsValuesAsTheyWereMeant(String encoded, String value) {
    assertThat(WebAddress.of("https://x.example/?v=" + encoded + "&w=1").parameter("v"))
        .isEqualTo(value);
  }

  @Test
  void readsNoFurtherThanItsLimit() {
    assertThat(WebAddress.of("https://x.example/?" + "a".repeat(10_000) + "&b=1").parameters())
        .isEmpty();
  }
}
