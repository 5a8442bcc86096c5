package io.campaignpulse.alert.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Headlines, sentences and actions of every key, as people have to read them. */
class SentencesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-11-30T15:59:00Z");
  private static final int LONGEST_SUMMARY = 280;

  /** Of the longest names, metric and amounts at once. */
  private static final int LONGEST_EXTREME = 420;

  private static final int LONGEST_ACTION = 120;
  private static final int MOST_FIGURES = 3;

  private static final Set<String> WORDS =
      Set.of(
          "action",
          "basis",
          "channel",
          "headline",
          "metric",
          "model",
          "planKind",
          "problem",
          "scope",
          "source",
          "state",
          "unit");

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}|\\d{2}:\\d{2}:\\d{2}|[A-Z]+_[A-Z]+|[0-9a-f]{16}|[{}\\[\\]—]"
              + "|\\b(FIRING|PAUSED|RESOLVED|RETRACTED|[a-z]+[A-Z]\\w*)\\b| {2}| [.,;]|[.,;]{2}");

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{1,2} [A-Z][a-z]{2}( \\d{4})?|(\\d{4}年)?\\d{1,2}月\\d{1,2}日|\\d{2}:\\d{2}");

  /** "Fewer than 1 in 100" is one figure. */
  private static final Pattern ODDS = Pattern.compile("than 1 in|不到 1 [个次]");

  private static final Pattern FIGURE = Pattern.compile("\\d[\\d,.]*");
  private static final Pattern SENTENCE = Pattern.compile(".+?(?:[.](?=\\s|$)|。|$)");

  /** Values of a message. */
  private enum Values {
    REALISTIC,
    EXTREME,
    /** Only those without which a sentence has a gap. */
    BARE;

    private List<MessagePart> of(MessagePattern pattern, MessagePattern headline, String key) {
      List<MessagePart> parts = new ArrayList<>();
      Set<String> names = this == BARE ? pattern.required() : pattern.names();
      for (String name : names) {
        parts.add(part(name, key));
      }
      for (String name : headline.names()) {
        if (!names.contains(name) && (this != BARE || headline.required().contains(name))) {
          parts.add(part(name, key));
        }
      }
      return parts;
    }

    private MessagePart part(String name, String key) {
      boolean extreme = this == EXTREME;
      return switch (name) {
        case "campaign", "currency", "plan", "owner", "scope" -> MessagePart.text(name, text());
        case "channel" -> MessagePart.channel(extreme ? "IN_STORE_".repeat(20) : "PAID_SEARCH");
        case "metric", "measure" ->
            MessagePart.term(name, MetricUnit.termOf(extreme ? "roasLive" : "cvr"));
        case "source" -> MessagePart.term(name, "source.impressions");
        case "planKind" -> MessagePart.term(name, "planKind.DAILY_BUDGET");
        case "basis" -> MessagePart.term(name, "basis.INTERACTION_TIME");
        case "model" -> MessagePart.term(name, "model.LAST_NON_DIRECT");
        case "problem" -> MessagePart.term(name, "problem.MEASURE_DIFFERS_FROM_PARENT");
        case "since", "until", "oldest", "end", "soldOutAt" ->
            MessagePart.instant(name, NOW.minus(Duration.ofDays(extreme ? 400 : 3)).toEpochMilli());
        case "start", "day" -> MessagePart.date(name, NOW.toEpochMilli());
        case "window" -> MessagePart.duration(name, duration().toMillis());
        case "limit" ->
            key.startsWith("leads.")
                ? MessagePart.duration(name, duration().toMillis())
                : amount(name);
        case "chance" -> Objects.requireNonNull(MessagePart.chance(140.0));
        case "share", "usual", "probability" ->
            MessagePart.percent(name, extreme ? 12.34567 : .0345678);
        case "count", "others", "members", "evaluated" ->
            MessagePart.count(name, extreme ? Long.MAX_VALUE : 12);
        case "sold", "planned", "onHand", "leftover", "came", "rise", "expected", "counted" ->
            MessagePart.estimate(name, extreme ? 9_876_543.12 : 24.53);
        case "observed",
            "target",
            "spent",
            "atRisk",
            "actual",
            "goal",
            "projected",
            "excess",
            "unspent",
            "perDay",
            "bestDay",
            "ledger",
            "credited",
            "worth",
            "difference" ->
            amount(name);
        default -> throw new AssertionError("no value is known for " + name + " of " + key);
      };
    }

    private String text() {
      return this == EXTREME ? "Sommerschlussverkauf ".repeat(20) : "Summer";
    }

    private MessagePart amount(String name) {
      return this == EXTREME
          ? MessagePart.money(name, 987_654_321.76, "CHF")
          : MessagePart.money(name, 123.456, "USD");
    }

    private Duration duration() {
      return this == EXTREME ? Duration.ofMinutes(100_001) : Duration.ofHours(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void headlinesAreShort(MessageLanguage language) {
    for (Values values : Values.values()) {
      for (String key : sentences(language)) {
        for (String state : states(language)) {
          String headline =
              renderer(language)
                  .headline(AlertMessage.of(state), message(language, key, values), now());
          assertThat(headline.codePointCount(0, headline.length()))
              .as("%s %s: %s", state, key, headline)
              .isBetween(8, MessageRenderer.LONGEST_HEADLINE);
          assertThat(headline).as(key).doesNotContainPattern(FORBIDDEN).doesNotEndWith(".");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void summariesAreTwoPlainSentences(MessageLanguage language) {
    for (Values values : Values.values()) {
      for (String key : sentences(language)) {
        for (String state : states(language)) {
          String summary =
              renderer(language)
                  .render(AlertMessage.of(state), message(language, key, values), now());
          int longest = values == Values.EXTREME ? LONGEST_EXTREME : LONGEST_SUMMARY;
          assertPlain(state + " " + key, summary, 2, longest);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void actionsAreOneSentence(MessageLanguage language) {
    for (String key : language.keys()) {
      if (key.startsWith("action.")) {
        String action =
            renderer(language)
                .render(
                    AlertMessage.of(key, MessagePart.term("source", "source.impressions")), now());
        assertPlain(key, action, 1, LONGEST_ACTION);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHostileNameChangesNothingButItself(MessageLanguage language) {
    String hostile = "{target}[, {atRisk}] </p>\"PAID\u202E\n{{summaryZh}} 2026-11-30T12:25:48Z";
    for (String key : sentences(language)) {
      AlertMessage calm = message(language, key, Values.REALISTIC);
      AlertMessage message =
          new AlertMessage(
              key,
              calm.parts().stream()
                  .map(
                      part ->
                          part.kind() == MessagePart.Kind.TEXT
                              ? MessagePart.text(part.name(), hostile)
                              : part)
                  .toList());
      String text = renderer(language).render(message, now());
      assertThat(text.replace(VisibleName.of(hostile), "Summer"))
          .isEqualTo(renderer(language).render(calm, now()));
    }
  }

  private static void assertPlain(String key, String text, int mostSentences, int longest) {
    List<String> sentences =
        SENTENCE.matcher(text).results().map(MatchResult::group).map(String::strip).toList();
    assertThat(text).as(key).hasSizeLessThanOrEqualTo(longest).doesNotContainPattern(FORBIDDEN);
    assertThat(text).as(key).matches("(?s).*[.。]");
    assertThat(sentences).as(key).hasSizeBetween(1, mostSentences);
    for (String sentence : sentences) {
      String timeless = ODDS.matcher(TIME.matcher(sentence).replaceAll("")).replaceAll("");
      assertThat(FIGURE.matcher(timeless).results().count())
          .as("figures of %s: %s", key, sentence)
          .isLessThanOrEqualTo(MOST_FIGURES);
    }
  }

  private static AlertMessage message(MessageLanguage language, String key, Values values) {
    return new AlertMessage(
        key, values.of(pattern(language, key), pattern(language, "headline." + key), key));
  }

  private static MessagePattern pattern(MessageLanguage language, String key) {
    return Objects.requireNonNull(language.pattern(key), key);
  }

  private static List<String> sentences(MessageLanguage language) {
    return language.keys().stream()
        .filter(key -> !WORDS.contains(key.substring(0, key.indexOf('.'))))
        .toList();
  }

  private static List<String> states(MessageLanguage language) {
    return language.keys().stream().filter(key -> key.startsWith("state.")).toList();
  }

  private static MessageRenderer renderer(MessageLanguage language) {
    return new MessageRenderer(language, SHANGHAI);
  }

  private static long now() {
    return NOW.toEpochMilli();
  }
}
