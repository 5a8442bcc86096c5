package io.campaignpulse.alert.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers as sentences of a locale write them: no more digits than a reader needs. */
record NumberText(Locale locale) {

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** Amounts from here on are written without cents. */
  private static final BigDecimal WHOLE = new BigDecimal(1000);

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** Returns a number of three digits, or of all digits before the point. */
  String number(BigDecimal number) {
    BigDecimal shown = rounded(number);
    return format(NumberFormat.getNumberInstance(locale), shown, 0, Math.max(0, shown.scale()));
  }

  /** Returns a share as a percentage. */
  String percent(BigDecimal share) {
    BigDecimal shown = rounded(share.movePointRight(2));
    return format(
        NumberFormat.getPercentInstance(locale),
        shown.movePointLeft(2),
        0,
        Math.max(0, shown.stripTrailingZeros().scale()));
  }

  /**
   * Returns an amount with the sign of its currency.
   *
   * @param currency ISO 4217 code; an unknown one follows the number
   */
  String money(BigDecimal amount, @Nullable String currency) {
    if (currency == null || !CURRENCIES.contains(currency)) {
      return number(amount) + (currency == null ? "" : " " + VisibleName.of(currency));
    }
    DecimalFormat format = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
    DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
    Currency known = Currency.getInstance(currency);
    symbols.setCurrency(known);
    symbols.setCurrencySymbol(sign(known));
    format.setDecimalFormatSymbols(symbols);
    if (amount.signum() != 0 && amount.abs().compareTo(CENT) < 0) {
      BigDecimal shown = amount.round(TWO_DIGITS).stripTrailingZeros();
      return format(format, shown, shown.scale(), shown.scale());
    }
    int digits =
        amount.abs().compareTo(WHOLE) < 0 ? Math.max(0, known.getDefaultFractionDigits()) : 0;
    return format(format, amount, digits, digits);
  }

  /** Separates a sign that ends in a letter from the number: "CHF 12.00". */
  private String sign(Currency currency) {
    String sign = currency.getSymbol(locale);
    return Character.isLetter(sign.charAt(sign.length() - 1)) ? sign + "\u00a0" : sign;
  }

  private static BigDecimal rounded(BigDecimal number) {
    return number.precision() - number.scale() > THREE_DIGITS.getPrecision()
        ? number.setScale(0, RoundingMode.HALF_EVEN)
        : number.round(THREE_DIGITS);
  }

  private static String format(NumberFormat format, BigDecimal number, int least, int most) {
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(Math.max(least, most));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format.format(number);
  }
}
