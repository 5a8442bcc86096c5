package io.campaignpulse.attribution;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Splitting a whole number into whole shares that sum to it exactly: each gets its share rounded
 * down, and what is left goes one by one to the largest remainders, of equal ones to the earliest.
 */
public final class LargestRemainder {

  /** Up to here, looking for a maximum some times is faster than sorting. */
  private static final int FEW = 32;

  /** Below every remainder. */
  private static final double GIVEN = -1;

  private LargestRemainder() {}

  /**
   * Splits in proportion to parts, exactly.
   *
   * @param total any number; a negative one is split as its positive and negated
   * @param parts at least 0, their sum above 0 and at most 3·10⁹
   */
  public static long[] split(long total, long[] parts) {
    if (total < 0) {
      long[] shares = split(Math.negateExact(total), parts);
      for (int i = 0; i < shares.length; i++) {
        shares[i] = -shares[i];
      }
      return shares;
    }
    long sum = sum(parts);
    long[] shares = new long[parts.length];
    double[] remainders = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      // total·part/sum without overflow: (total/sum)·part is whole, the rest below sum².
      long rest = (total % sum) * parts[i];
      shares[i] = (total / sum) * parts[i] + rest / sum;
      remainders[i] = rest % sum;
    }
    return distribute(total, shares, remainders);
  }

  /**
   * Splits in proportion to amounts of either sign and any size, exactly.
   *
   * @param total at least 0
   * @param amounts their sum above 0
   */
  static long[] splitBySigned(long total, long[] amounts) {
    BigInteger sum = BigInteger.valueOf(LongStream.of(amounts).reduce(0, Math::addExact));
    long[] shares = new long[amounts.length];
    BigInteger[] remainders = new BigInteger[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      BigInteger part = BigInteger.valueOf(total).multiply(BigInteger.valueOf(amounts[i]));
      remainders[i] = part.mod(sum);
      shares[i] = part.subtract(remainders[i]).divide(sum).longValueExact();
    }
    IntStream.range(0, amounts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(total - sum(shares))
        .forEach(i -> shares[i]++);
    return shares;
  }

  /**
   * Splits in proportion to fractions of 1.
   *
   * @param fractions at least 0, their sum 1 but for the error of doubles
   */
  static long[] split(long total, double[] fractions) {
    long[] shares = new long[fractions.length];
    double[] remainders = new double[fractions.length];
    for (int i = 0; i < fractions.length; i++) {
      double exact = total * fractions[i];
      shares[i] = (long) Math.floor(exact);
      remainders[i] = exact - shares[i];
    }
    return distribute(total, shares, remainders);
  }

  /** Of few shares the largest remainder is looked for again each time; many are sorted. */
  private static long[] distribute(long total, long[] shares, double[] remainders) {
    long left = Math.min(total - sum(shares), shares.length);
    if (left > 0 && shares.length > FEW) {
      distributeSorted(left, shares, remainders);
      return shares;
    }
    for (; left > 0; left--) {
      int largest = 0;
      for (int i = 1; i < remainders.length; i++) {
        // Of equal remainders the earliest comes first.
        if (remainders[i] > remainders[largest]) {
          largest = i;
        }
      }
      shares[largest]++;
      remainders[largest] = GIVEN;
    }
    return shares;
  }

  private static void distributeSorted(long left, long[] shares, double[] remainders) {
    // The sort is stable: of equal remainders the earliest comes first.
    IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -remainders[i]))
        .limit(left)
        .forEach(i -> shares[i]++);
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
