package io.campaignpulse.alert.text;

import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Renderer of messages as sentences of one language: numbers with thousands separators, instants as
 * the clocks of the reporting zone show them, names without what cannot be seen.
 */
public final class MessageRenderer {

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final String FINDING = "finding";

  private final MessageLanguage language;
  private final ZoneId zone;

  /**
   * Creates a renderer.
   *
   * @param zone the reporting zone
   */
  public MessageRenderer(MessageLanguage language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  /**
   * Returns a message as a sentence.
   *
   * @param now when it is written, epoch milliseconds: instants of its day are shown without a date
   */
  public String render(AlertMessage message, long now) {
    return pattern(message).format(values(message, now));
  }

  /**
   * Returns a sentence within another.
   *
   * @param frame its pattern may name the sentence as {@code {finding}}
   */
  public String render(AlertMessage frame, AlertMessage sentence, long now) {
    Map<String, String> values = values(frame, now);
    values.put(FINDING, render(sentence, now));
    return pattern(frame).format(values);
  }

  private MessagePattern pattern(AlertMessage message) {
    MessagePattern pattern = language.pattern(message.key());
    return pattern == null ? new MessagePattern(message.key()) : pattern;
  }

  private Map<String, String> values(AlertMessage message, long now) {
    Map<String, String> values = new HashMap<>();
    for (MessagePart part : message.parts()) {
      values.put(part.name(), value(part, now));
    }
    return values;
  }

  private String value(MessagePart part, long now) {
    String value = part.value();
    return switch (part.kind()) {
      case TEXT -> VisibleName.of(value);
      case TERM -> language.term(value);
      case COUNT -> number(new BigDecimal(value));
      case PERCENT -> number(rounded(new BigDecimal(value).movePointRight(2))) + "%";
      case FACTOR -> number(rounded(new BigDecimal(value)));
      case MONEY -> money(new BigDecimal(value), part.unit() == null ? "" : " " + part.unit());
      case INSTANT -> instant(Instant.parse(value), Instant.ofEpochMilli(now));
      case DATE -> date(Instant.parse(value).atZone(zone), Instant.ofEpochMilli(now).atZone(zone));
      case DURATION -> duration(Duration.parse(value));
    };
  }

  /** Three digits, but all that stand before the point. */
  private static BigDecimal rounded(BigDecimal number) {
    return number.precision() - number.scale() > THREE_DIGITS.getPrecision()
        ? number.setScale(0, RoundingMode.HALF_EVEN)
        : number.round(THREE_DIGITS);
  }

  private static String money(BigDecimal amount, String unit) {
    if (amount.signum() != 0 && amount.abs().compareTo(CENT) < 0) {
      return number(amount.round(TWO_DIGITS)) + unit;
    }
    return format("#,##0.00", amount) + unit;
  }

  private static String number(BigDecimal number) {
    return format("#,##0.############", number);
  }

  private static String format(String pattern, BigDecimal number) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format.format(number);
  }

  private String instant(Instant instant, Instant now) {
    ZonedDateTime local = instant.atZone(zone);
    ZonedDateTime today = now.atZone(zone);
    String time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(local);
    if (!local.toLocalDate().equals(today.toLocalDate())) {
      return date(local, today) + " " + time;
    }
    return language == MessageLanguage.CHINESE ? "今天 " + time : time;
  }

  private String date(ZonedDateTime local, ZonedDateTime today) {
    boolean otherYear = local.getYear() != today.getYear();
    String pattern =
        switch (language) {
          case ENGLISH -> otherYear ? "d MMM uuuu" : "d MMM";
          case CHINESE -> otherYear ? "uuuu年M月d日" : "M月d日";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
  }

  /** To the minute, in the largest unit that needs no fraction. */
  private String duration(Duration duration) {
    long minutes = Math.max(1, duration.toMinutes());
    boolean days = minutes % Duration.ofDays(1).toMinutes() == 0;
    boolean hours = minutes % Duration.ofHours(1).toMinutes() == 0;
    String unit = language.term(days ? "unit.day" : hours ? "unit.hour" : "unit.minute");
    long count = days ? duration.toDays() : hours ? duration.toHours() : minutes;
    return number(BigDecimal.valueOf(count)) + " " + unit;
  }
}
