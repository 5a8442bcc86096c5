package io.campaignpulse.ingest;

import io.campaignpulse.event.RejectionReason;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact decimals as whole millionths. Numbers of any exponent are safe to hand in: what cannot fit
 * is refused before anybody writes out its zeros.
 */
public final class Decimals {
  private static final int MICRO_DIGITS = 6;

  /** What the wire and every sink hold: decimal(18,6). */
  private static final int MONEY_DIGITS = 18;

  private static final int LONG_DIGITS = 19;
  private static final int MAX_TEXT_CHARS = 100;

  private Decimals() {}

  /**
   * The value in millionths, more than 6 decimals rounded half-even; {@link RejectedException}
   * INVALID_VALUE if it has more than the 12 integer digits of decimal(18,6).
   */
  public static long micros(String field, BigDecimal value) {
    long integerDigits = (long) value.precision() - value.scale();
    if (value.signum() == 0 || integerDigits < -MICRO_DIGITS) {
      return 0;
    }
    if (integerDigits <= MONEY_DIGITS - MICRO_DIGITS) {
      BigDecimal rounded = value.setScale(MICRO_DIGITS, RoundingMode.HALF_EVEN);
      if (rounded.precision() <= MONEY_DIGITS) {
        return rounded.unscaledValue().longValueExact();
      }
    }
    throw new RejectedException(RejectionReason.INVALID_VALUE, field + ": number out of range");
  }

  /** The value as a whole number; {@link RejectedException} INVALID_VALUE if it isn't one. */
  public static long whole(String field, BigDecimal value) {
    long integerDigits = (long) value.precision() - value.scale();
    if (value.signum() == 0) {
      return 0;
    }
    if (integerDigits < 1 || integerDigits > LONG_DIGITS) {
      throw notWhole(field);
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw notWhole(field);
    }
  }

  /** The number a text of at most 100 characters says, else an UnreadableFieldException. */
  public static BigDecimal parse(String field, String text) {
    if (text.length() <= MAX_TEXT_CHARS) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        // Falls through: the same verdict as for one that is too long.
      }
    }
    throw new Fields.UnreadableFieldException(field, "a number");
  }

  /** The amount times part ÷ whole, rounded half-even; ArithmeticException if it doesn't fit. */
  public static long portion(long amount, long part, long whole) {
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private static RejectedException notWhole(String field) {
    return new RejectedException(
        RejectionReason.INVALID_VALUE, field + ": expected a whole number of at most 19 digits");
  }
}
