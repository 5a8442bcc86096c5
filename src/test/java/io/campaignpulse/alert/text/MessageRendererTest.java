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
    assertThat(both(instant("2026-11-29T15:59:00Z"))).isEqualTo("Sunday 23:59 周日 23:59");
    assertThat(both(instant("2026-11-30T16:00:00Z"))).isEqualTo("Tuesday 00:00 周二 00:00");
    assertThat(both(instant("2025-12-31T16:00:00Z"))).isEqualTo("1 Jan 1月1日");
    assertThat(both(instant("2025-11-30T06:05:00Z"))).isEqualTo("30 Nov 2025 2025年11月30日");
    assertThat(
            both(
                MessagePart.date("campaign", Instant.parse("2026-11-10T16:00:00Z").toEpochMilli())))
        .isEqualTo("11 Nov 11月11日");
  }

  @Test
  void amountsHaveThousandsSeparatorsAndTheirCurrency() {
    assertThat(both(MessagePart.money("campaign", 1_234_567_891_000L, "CNY")))
        .isEqualTo("CN¥1,234,568 ¥1,234,568");
    assertThat(both(MessagePart.money("campaign", 0L, "USD"))).isEqualTo("$0.00 US$0.00");
    assertThat(both(MessagePart.money("campaign", 1L, "USD")))
        .as("a difference may be a micro")
        .isEqualTo("$0.000001 US$0.000001");
    assertThat(both(MessagePart.money("campaign", 1_234_500_000L, "JPY")))
        .isEqualTo("¥1,234 JP¥1,234");
    assertThat(both(MessagePart.money("campaign", 12_340_000L, "CHF")))
        .isEqualTo("CHF\u00a012.34 CHF\u00a012.34");
    assertThat(both(MessagePart.money("campaign", 12_340_000L, "points")))
        .as("of no currency")
        .isEqualTo("12.3 points 12.3 points");
    assertThat(both(MessagePart.money("campaign", -2_500_000L, "USD")))
        .isEqualTo("-$2.50 -US$2.50");
  }

  @Test
  void numbersAreShort() {
    assertThat(both(MessagePart.count("campaign", 12_345L))).isEqualTo("12,345 12,345");
    assertThat(both(MessagePart.estimate("campaign", 1234.56))).isEqualTo("1,235 1,235");
    assertThat(both(MessagePart.percent("campaign", 0.035))).isEqualTo("3.5% 3.5%");
    assertThat(both(MessagePart.percent("campaign", 0.0123456))).isEqualTo("1.23% 1.23%");
    assertThat(both(MessagePart.percent("campaign", 12.3456))).isEqualTo("1,235% 1,235%");
    assertThat(both(MessagePart.factor("campaign", 2.34567))).isEqualTo("2.35 2.35");
  }

  @Test
  void durationsAreInTheLargestUnitWithoutAFraction() {
    assertThat(both(duration(45))).isEqualTo("45 minutes 45 分钟");
    assertThat(both(duration(120))).isEqualTo("2 hours 2 小时");
    assertThat(both(duration(2 * 1440))).isEqualTo("2 days 2 天");
    assertThat(both(duration(1440 + 60))).isEqualTo("25 hours 25 小时");
    assertThat(both(duration(0))).isEqualTo("1 minute 1 分钟");
  }

  @Test
  void namesAreInsertedAsTheyAreWithoutWhatCannotBeSeen() {
    String hostile = "{channel} [x] $1 \\ 'a'\u202E\u0000\n<b>";
    AlertMessage message =
        AlertMessage.of(
            "tracking.restored",
            MessagePart.text("campaign", hostile),
            MessagePart.channel("{campaign}"));

    assertThat(renderer(MessageLanguage.ENGLISH).render(message, NOW))
        .isEqualTo("Conversions of \"{channel} [x] $1 \\ 'a'<b>\" ({campaign}) arrive again.");
    assertThat(renderer(MessageLanguage.CHINESE).render(message, NOW))
        .isEqualTo("活动“{channel} [x] $1 \\ 'a'<b>”（{campaign}）的转化已恢复。");
  }

  @Test
  void anEndlessNameIsCut() {
    AlertMessage message =
        AlertMessage.of(
            "tracking.restored",
            MessagePart.text("campaign", "x".repeat(10_000)),
            MessagePart.channel("EMAIL"));

    assertThat(renderer(MessageLanguage.ENGLISH).render(message, NOW)).hasSizeLessThan(200);
  }

  @Test
  void channelsHaveNames() {
    assertThat(both(named("PAID_SEARCH"))).isEqualTo("Paid search 付费搜索");
    assertThat(both(named("IN_STORE"))).as("a channel of its own").isEqualTo("In store In store");
    assertThat(both(named("x\u202Ey\n"))).as("hostile").isEqualTo("Xy Xy");
  }

  private static MessagePart named(String channel) {
    return MessagePart.term("campaign", MessagePart.channel(channel).value());
  }

  @Test
  void headlinesCutNamesAsFarAsNeeded() {
    AlertMessage message =
        AlertMessage.of(
            "tracking.restored",
            MessagePart.text("campaign", "x".repeat(200)),
            MessagePart.channel("EMAIL"));

    assertThat(
            renderer(MessageLanguage.ENGLISH)
                .headline(AlertMessage.of("state.LEARNING"), message, NOW))
        .hasSize(90)
        .startsWith("Paused – Conversions arrive again: xxx")
        .endsWith("… (Email)");
  }

  private static MessagePart instant(String instant) {
    return MessagePart.instant("campaign", Instant.parse(instant).toEpochMilli());
  }

  private static MessagePart duration(long minutes) {
    return MessagePart.duration("campaign", Duration.ofMinutes(minutes).toMillis());
  }

  /** A value in English and in Chinese. */
  private static String both(MessagePart part) {
    String english = value(MessageLanguage.ENGLISH, part, "Conversions of \"", "\" (—");
    String chinese = value(MessageLanguage.CHINESE, part, "活动“", "”（—");
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
