package io.campaignpulse.alert.text;

import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Renderer of messages as headlines and sentences of one language: numbers, amounts and instants as
 * its readers write them, names without what cannot be seen.
 */
public final class MessageRenderer {

  /** The most characters a headline has. */
  static final int LONGEST_HEADLINE = 90;

  /** Shortest length that names are cut to, so that they stay recognisable. */
  private static final int SHORTEST_NAME = 6;

  private static final String HEADLINE = "headline.";
  private static final String FINDING = "finding";

  private final MessageLanguage language;
  private final NumberText numbers;
  private final TimeText times;

  /**
   * Creates a renderer.
   *
   * @param zone the reporting zone
   */
  public MessageRenderer(MessageLanguage language, ZoneId zone) {
    this.language = language;
    this.numbers = new NumberText(language.locale());
    this.times = new TimeText(language, zone);
  }

  /**
   * Returns a message as at most two sentences.
   *
   * @param now when it is written, epoch milliseconds: instants of its day are shown without a date
   */
  public String render(AlertMessage message, long now) {
    return render("", message, now, VisibleName.LONGEST);
  }

  /**
   * Returns a message within another.
   *
   * @param frame its pattern may name the message as {@code {finding}}
   */
  public String render(AlertMessage frame, AlertMessage message, long now) {
    return render("", frame, message, now, VisibleName.LONGEST);
  }

  /** Returns the headline of a message within another, its names cut as far as needed. */
  public String headline(AlertMessage frame, AlertMessage message, long now) {
    int longest = VisibleName.LONGEST;
    String headline = render(HEADLINE, frame, message, now, longest);
    while (headline.codePointCount(0, headline.length()) > LONGEST_HEADLINE
        && longest > SHORTEST_NAME) {
      headline = render(HEADLINE, frame, message, now, --longest);
    }
    return headline;
  }

  private String render(
      String prefix, AlertMessage frame, AlertMessage message, long now, int longestName) {
    Map<String, String> values = values(frame, now, longestName);
    values.put(FINDING, render(prefix, message, now, longestName));
    return pattern(prefix + frame.key()).format(values);
  }

  private String render(String prefix, AlertMessage message, long now, int longestName) {
    return pattern(prefix + message.key()).format(values(message, now, longestName));
  }

  private MessagePattern pattern(String key) {
    MessagePattern pattern = language.pattern(key);
    return pattern == null ? new MessagePattern(key) : pattern;
  }

  private Map<String, String> values(AlertMessage message, long now, int longestName) {
    Map<String, String> values = new HashMap<>();
    for (MessagePart part : message.parts()) {
      values.put(part.name(), value(part, Instant.ofEpochMilli(now), longestName));
    }
    return values;
  }

  private String value(MessagePart part, Instant now, int longestName) {
    String value = part.value();
    return switch (part.kind()) {
      case TEXT -> VisibleName.of(value, longestName);
      case TERM -> language.term(value, longestName);
      case COUNT, FACTOR -> numbers.number(new BigDecimal(value));
      case PERCENT -> numbers.percent(new BigDecimal(value));
      case MONEY -> numbers.money(new BigDecimal(value), part.unit());
      case INSTANT -> times.instant(Instant.parse(value), now);
      case DATE -> times.date(Instant.parse(value), now);
      case DURATION -> duration(Duration.parse(value));
    };
  }

  /** To the minute, in the largest unit that needs no fraction. */
  private String duration(Duration duration) {
    long minutes = Math.max(1, duration.toMinutes());
    boolean days = minutes % Duration.ofDays(1).toMinutes() == 0;
    boolean hours = minutes % Duration.ofHours(1).toMinutes() == 0;
    String unit = days ? "unit.day" : hours ? "unit.hour" : "unit.minute";
    long count = days ? duration.toDays() : hours ? duration.toHours() : minutes;
    return numbers.number(BigDecimal.valueOf(count))
        + " "
        + language.term(count == 1 ? unit : unit + "s");
  }
}
