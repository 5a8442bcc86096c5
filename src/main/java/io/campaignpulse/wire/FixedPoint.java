package io.campaignpulse.wire;

/** Whole millionths and billionths as exact decimals without trailing zeros. */
final class FixedPoint {
  private static final int MICROS = 6;
  private static final int NANOS = 9;

  private FixedPoint() {}

  static String micros(long value) {
    return text(value, 1_000_000, MICROS);
  }

  static String nanos(long value) {
    return text(value, 1_000_000_000, NANOS);
  }

  private static String text(long value, long unit, int decimals) {
    long fraction = value % unit;
    if (fraction == 0) {
      return Long.toString(value / unit);
    }
    StringBuilder text = new StringBuilder(24);
    if (value < 0) {
      text.append('-');
    }
    String digits = Long.toString(Math.abs(fraction));
    text.append(Math.abs(value / unit)).append('.');
    text.append("0".repeat(decimals - digits.length())).append(digits);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    text.setLength(end);
    return text.toString();
  }
}
