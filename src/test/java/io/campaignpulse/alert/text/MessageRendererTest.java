package io.campaignpulse.alert.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** How values are written in both languages. */
class MessageRendererTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final long NOW = Instant.parse("2026-11-30T15:59:00Z").toEpochMilli();

  @Test
  void instantsAreShownByTheClocksOfTheReportingZone() {
    assertThat(both(instant("2026-11-30T06:05:00Z"))).isEqualTo("14:05 今天 14:05");
    assertThat(both(instant("2026-11-29T15:59:00Z"))).isEqualTo("29 Nov 23:59 11月29日 23:59");
    assertThat(both(instant("2026-11-30T16:00:00Z"))).isEqualTo("1 Dec 00:00 12月1日 00:00");
    assertThat(both(instant("2025-12-31T16:00:00Z"))).isEqualTo("1 Jan 00:00 1月1日 00:00");
    assertThat(both(instant("2025-11-30T06:05:00Z")))
        .isEqualTo("30 Nov 2025 14:05 2025年11月30日 14:05");
    assertThat(
            both(
                MessagePart.date("campaign", Instant.parse("2026-11-10T16:00:00Z").toEpochMilli())))
        .isEqualTo("11 Nov 11月11日");
  }

  @Test
  void amountsHaveThousandsSeparatorsAndTheirCurrency() {
    assertThat(both(MessagePart.money("campaign", 1_234_567_891_000L, "CNY")))
        .isEqualTo("1,234,567.89 CNY 1,234,567.89 CNY");
    assertThat(both(MessagePart.money("campaign", 0L, "USD"))).isEqualTo("0.00 USD 0.00 USD");
    assertThat(both(MessagePart.money("campaign", 1L, "USD")))
        .as("a difference may be a micro")
        .isEqualTo("0.000001 USD 0.000001 USD");
    assertThat(both(MessagePart.money("campaign", -2_500_000L, "USD")))
        .isEqualTo("-2.50 USD -2.50 USD");
  }

  @Test
  void numbersAreShort() {
    assertThat(both(MessagePart.count("campaign", 12_345L))).isEqualTo("12,345 12,345");
    assertThat(both(MessagePart.estimate("campaign", 1234.56))).isEqualTo("1,234.6 1,234.6");
    assertThat(both(MessagePart.percent("campaign", 0.035))).isEqualTo("3.5% 3.5%");
    assertThat(both(MessagePart.percent("campaign", 0.0123456))).isEqualTo("1.23% 1.23%");
    assertThat(both(MessagePart.percent("campaign", 12.3456))).isEqualTo("1,235% 1,235%");
    assertThat(both(MessagePart.factor("campaign", 2.34567))).isEqualTo("2.35 2.35");
  }

  @Test
  void durationsAreInTheLargestUnitWithoutAFraction() {
    assertThat(both(duration(45))).isEqualTo("45 min 45 分钟");
    assertThat(both(duration(120))).isEqualTo("2 h 2 小时");
    assertThat(both(duration(2 * 1440))).isEqualTo("2 d 2 天");
    assertThat(both(duration(1440 + 60))).isEqualTo("25 h 25 小时");
    assertThat(both(duration(0))).isEqualTo("1 min 1 分钟");
  }

  @Test
  void namesAreInsertedAsTheyAreWithoutWhatCannotBeSeen() {
    String hostile = "{channel} [x] $1 \\ 'a'\u202E\u0000\n<b>";
    AlertMessage message =
        AlertMessage.of(
            "tracking.restored",
            MessagePart.text("campaign", hostile),
            MessagePart.text("channel", "{campaign}"));

    assertThat(renderer(MessageLanguage.ENGLISH).render(message, NOW))
        .isEqualTo(
            "Conversions of campaign \"{channel} [x] $1 \\ 'a'<b>\" on {campaign} arrive again.");
    assertThat(renderer(MessageLanguage.CHINESE).render(message, NOW))
        .isEqualTo("活动“{channel} [x] $1 \\ 'a'<b>”在渠道 {campaign} 的转化已恢复。");
  }

  @Test
  void anEndlessNameIsCut() {
    AlertMessage message =
        AlertMessage.of(
            "tracking.restored",
            MessagePart.text("campaign", "x".repeat(10_000)),
            MessagePart.text("channel", "EMAIL"));

    assertThat(renderer(MessageLanguage.ENGLISH).render(message, NOW)).hasSizeLessThan(200);
  }

  private static MessagePart instant(String instant) {
    return MessagePart.instant("campaign", Instant.parse(instant).toEpochMilli());
  }

  private static MessagePart duration(long minutes) {
    return MessagePart.duration("campaign", Duration.ofMinutes(minutes).toMillis());
  }

  /** A value in English and in Chinese. */
  private static String both(MessagePart part) {
    String english = value(MessageLanguage.ENGLISH, part, "Conversions of campaign \"", "\" on —");
    String chinese = value(MessageLanguage.CHINESE, part, "活动“", "”在渠道");
    return english + " " + chinese;
  }

  private static String value(
      MessageLanguage language, MessagePart part, String before, String after) {
    String sentence = renderer(language).render(AlertMessage.of("tracking.restored", part), NOW);
    return sentence.substring(before.length(), sentence.indexOf(after));
  }

  private static MessageRenderer renderer(MessageLanguage language) {
    return new MessageRenderer(language, SHANGHAI);
  }
}
