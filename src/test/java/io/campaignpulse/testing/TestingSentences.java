package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.text.MessageLanguage;
import io.campaignpulse.alert.text.MessageRenderer;
import io.campaignpulse.event.AlertMessage;
import java.time.ZoneOffset;

/** The sentences of findings as UTC shows them. */
public final class TestingSentences {

  private static final MessageRenderer ENGLISH =
      new MessageRenderer(MessageLanguage.ENGLISH, ZoneOffset.UTC);
  private static final MessageRenderer CHINESE =
      new MessageRenderer(MessageLanguage.CHINESE, ZoneOffset.UTC);

  private TestingSentences() {}

  /** Both sentences and both actions have a pattern whose every value is known. */
  public static void assertWritten(Finding finding) {
    assertWritten(finding.message(), finding.tick());
    if (finding.action() != null) {
      assertWritten(finding.action(), finding.tick());
    }
  }

  private static void assertWritten(AlertMessage message, long tick) {
    assertThat(ENGLISH.render(message, tick)).doesNotContain("—", "{").contains(" ");
    assertThat(CHINESE.render(message, tick))
        .doesNotContain("—", "{", " %")
        .isNotEqualTo(message.key());
  }

  /** The sentence in English. */
  public static String english(Finding finding) {
    return ENGLISH.render(finding.message(), finding.tick());
  }

  /** The sentence in Chinese. */
  public static String chinese(Finding finding) {
    return CHINESE.render(finding.message(), finding.tick());
  }
}
