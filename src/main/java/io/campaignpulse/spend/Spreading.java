package io.campaignpulse.spend;

import java.math.BigInteger;

/**
 * A whole amount spread evenly over a period [start, end): the share of [a, b) is {@code
 * ⌊C·(b−s)/(e−s)⌋ − ⌊C·(a−s)/(e−s)⌋} (contract.md, Fixed readings, "Spreading"). Being differences
 * of one function, shares add up exactly for every nesting of windows.
 *
 * @param amount micros or a count, of either sign
 * @param start epoch milliseconds
 * @param end epoch milliseconds, after start
 */
public record Spreading(long amount, long start, long end) {

  /** Refuses a period that isn't one. */
  public Spreading {
    if (end <= start) {
      throw new IllegalArgumentException("a period ends after its start");
    }
  }

  /** The share of [from, to), of which only what lies inside the period counts. */
  public long share(long from, long to) {
    return to <= from ? 0 : before(to) - before(from);
  }

  private long before(long instant) {
    if (instant <= start) {
      return 0;
    }
    if (instant >= end) {
      return amount;
    }
    long elapsed = instant - start;
    long length = end - start;
    long product = amount * elapsed;
    boolean fits = Math.multiplyHigh(amount, elapsed) == product >> 63;
    return fits
        ? Math.floorDiv(product, length)
        : floorDiv(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(elapsed)), length);
  }

  private static long floorDiv(BigInteger product, long length) {
    BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(length));
    return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
  }
}
