package io.campaignpulse.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void readsNoFurtherThanItsLimit() {
    assertThat(WebAddress.of("https://x.example/?" + "a".repeat(10_000) + "&b=1").parameters())
        .isEmpty();
  }
}
