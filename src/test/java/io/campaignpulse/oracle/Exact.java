package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Exact arithmetic of amounts: rounding, and splitting by largest remainder. */
final class Exact {

  static final int MONEY = 6;
  static final int COUNT = 9;

  private Exact() {}

  /** Money as it is kept: whole micros, half-even. */
  static BigDecimal money(BigDecimal amount) {
    return amount.setScale(MONEY, RoundingMode.HALF_EVEN);
  }

  /** What stays of a line's amount after some of its units came back: round(amount × left ÷ of). */
  static BigDecimal part(BigDecimal amount, BigDecimal left, BigDecimal of) {
    return amount.multiply(left).divide(of, MONEY, RoundingMode.HALF_EVEN);
  }

  /**
   * Splits an amount by weights in units of 10⁻ˢᶜᵃˡᵉ: each gets the floor, the units that are left
   * go to the largest remainders, of equal ones to the first.
   */
  static List<BigDecimal> split(BigDecimal amount, int scale, List<BigDecimal> weights) {
    if (amount.signum() < 0) {
      return split(amount.negate(), scale, weights).stream().map(BigDecimal::negate).toList();
    }
    BigInteger units = amount.movePointRight(scale).toBigIntegerExact();
    int digits = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    List<BigInteger> whole =
        weights.stream()
            .map(weight -> weight.movePointRight(Math.max(0, digits)).toBigIntegerExact())
            .toList();
    BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
    List<BigInteger> shares = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    BigInteger left = units;
    for (BigInteger weight : whole) {
      BigInteger part = units.multiply(weight);
      BigInteger remainder = part.mod(sum);
      BigInteger share = part.subtract(remainder).divide(sum);
      shares.add(share);
      remainders.add(remainder);
      left = left.subtract(share);
    }
    for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
      int largest = 0;
      for (int i = 1; i < remainders.size(); i++) {
        if (remainders.get(i).compareTo(remainders.get(largest)) > 0) {
          largest = i;
        }
      }
      shares.set(largest, shares.get(largest).add(BigInteger.ONE));
      remainders.set(largest, BigInteger.ONE.negate());
    }
    return shares.stream().map(share -> new BigDecimal(share, scale)).toList();
  }

  /** The share of [a, b) in an amount spread over [s, e), all in the same unit of time. */
  static BigDecimal spread(BigDecimal amount, int scale, long a, long b, long s, long e) {
    BigInteger units = amount.movePointRight(scale).toBigIntegerExact();
    BigInteger length = BigInteger.valueOf(e - s);
    BigInteger upToB = units.multiply(BigInteger.valueOf(b - s));
    BigInteger upToA = units.multiply(BigInteger.valueOf(a - s));
    return new BigDecimal(floor(upToB, length).subtract(floor(upToA, length)), scale);
  }

  private static BigInteger floor(BigInteger amount, BigInteger by) {
    return amount.subtract(amount.mod(by)).divide(by);
  }

  /** A number as text, the same for equal numbers. */
  static String text(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
