package io.campaignpulse.alert.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names in sentences. */
class VisibleNameTest {

  @Test
  void namesAreStrippedOfWhatNobodySees() {
    assertThat(VisibleName.of("a\u0007b\u202Ec\r\nd\u2028e")).isEqualTo("abcde");
    assertThat(VisibleName.of("x".repeat(200))).hasSize(50).endsWith("…");
    assertThat(VisibleName.of("x".repeat(200), 8)).isEqualTo("xxxxxxx…");
  }
}
