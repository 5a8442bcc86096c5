package io.campaignpulse.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One named value of a message.
 *
 * @param name its name in the pattern
 * @param value as {@link Kind} says
 * @param unit ISO 4217 code of MONEY; else null
 */
public record MessagePart(String name, Kind kind, String value, @Nullable String unit) {

  /** Type of a value. */
  public enum Kind {
    /** A name given by people, as it was given. */
    TEXT,
    /** A word of the product: the key of its translation in the message bundles. */
    TERM,
    /** A plain decimal number. */
    COUNT,
    /** A share as a plain decimal number: 0.035 is 3.5%. */
    PERCENT,
    /** An amount as a plain decimal number of its currency. */
    MONEY,
    /** A ratio as a plain decimal number. */
    FACTOR,
    /** ISO 8601 in UTC. */
    INSTANT,
    /** The start of a day, ISO 8601 in UTC. */
    DATE,
    /** ISO 8601, such as PT45M. */
    DURATION
  }

  /** The levels of evidence from which rules warn by default, and are critical. */
  private static final long WEAK_ODDS = 20;

  private static final long STRONG_ODDS = 100;

  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  /** Returns a name given by people. */
  public static MessagePart text(String name, String text) {
    return new MessagePart(name, Kind.TEXT, text, null);
  }

  /** Returns a word of the product by the key of its translation. */
  public static MessagePart term(String name, String key) {
    return new MessagePart(name, Kind.TERM, key, null);
  }

  /** Returns the channel of a code. */
  public static MessagePart channel(String code) {
    return term("channel", "channel." + code);
  }

  /**
   * Returns how sure evidence is, of N: fewer than 1 in N at target would ever show as much; null
   * where it is too weak to say so.
   *
   * @param evidence the Shiryaev–Roberts statistic R; null where there is none
   */
  public static @Nullable MessagePart chance(@Nullable Double evidence) {
    if (evidence == null || evidence < WEAK_ODDS) {
      return null;
    }
    return count("chance", evidence < STRONG_ODDS ? WEAK_ODDS : STRONG_ODDS);
  }

  /** Returns a whole number. */
  public static MessagePart count(String name, long count) {
    return count(name, BigDecimal.valueOf(count));
  }

  /** Returns an exact number. */
  public static MessagePart count(String name, BigDecimal count) {
    return new MessagePart(name, Kind.COUNT, plain(count), null);
  }

  /** Returns a count that may be fractional, to the given number of decimals. */
  public static MessagePart count(String name, double count, int decimals) {
    return count(name, BigDecimal.valueOf(count).setScale(decimals, RoundingMode.HALF_EVEN));
  }

  /** Returns a count estimated from rates: a tenth is precise enough for a sentence. */
  public static MessagePart estimate(String name, double count) {
    return count(name, count, 1);
  }

  /** Returns a share. */
  public static MessagePart percent(String name, double share) {
    return new MessagePart(
        name, Kind.PERCENT, plain(BigDecimal.valueOf(share).round(SIX_DIGITS)), null);
  }

  /** Returns a ratio. */
  public static MessagePart factor(String name, double ratio) {
    return new MessagePart(
        name, Kind.FACTOR, plain(BigDecimal.valueOf(ratio).round(SIX_DIGITS)), null);
  }

  /** Returns an amount of micros. */
  public static MessagePart money(String name, long micros, String currency) {
    return new MessagePart(name, Kind.MONEY, plain(BigDecimal.valueOf(micros, 6)), currency);
  }

  /** Returns an amount that need not be whole micros. */
  public static MessagePart money(String name, double amount, String currency) {
    BigDecimal exact = BigDecimal.valueOf(amount).setScale(6, RoundingMode.HALF_EVEN);
    return new MessagePart(name, Kind.MONEY, plain(exact), currency);
  }

  /** Returns an amount above 0 that is at stake; null where it is unknown or nothing is. */
  public static @Nullable MessagePart atRisk(@Nullable Long micros, String currency) {
    return micros == null || micros <= 0 ? null : money("atRisk", micros, currency);
  }

  /** Returns an instant of epoch milliseconds. */
  public static MessagePart instant(String name, long instant) {
    return new MessagePart(name, Kind.INSTANT, Instant.ofEpochMilli(instant).toString(), null);
  }

  /** Returns the day that starts then, epoch milliseconds. */
  public static MessagePart date(String name, long start) {
    return new MessagePart(name, Kind.DATE, Instant.ofEpochMilli(start).toString(), null);
  }

  /** Returns a length of time. */
  public static MessagePart duration(String name, long millis) {
    return new MessagePart(name, Kind.DURATION, Duration.ofMillis(millis).toString(), null);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
