package io.campaignpulse.attribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Splitting a whole number into whole shares that sum to it exactly: each gets its share rounded
 * down, and what is left goes one by one to the largest remainders, of equal ones to the earliest.
 */
public final class LargestRemainder {

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
    long sum = Arrays.stream(parts).sum();
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

  private static long[] distribute(long total, long[] shares, double[] remainders) {
    long left = total - Arrays.stream(shares).sum();
    // The sort is stable: of equal remainders the earliest comes first.
    IntStream.range(0, left == 0 ? 0 : shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -remainders[i]))
        .limit(left)
        .forEach(i -> shares[i]++);
    return shares;
  }
}
