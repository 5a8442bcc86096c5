package io.campaignpulse.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws from distributions, the same ones for the same seed on any machine (StrictMath).
 *
 * <p>Poisson by Knuth's product for means below 30, else by the normal approximation.
 */
public final class Chance {

  private static final double KNUTH_LIMIT = 30;

  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Chance that depends on nothing but its arguments. */
  public static Chance of(long seed, long salt, long subject) {
    return new Chance(mix(mix(seed ^ mix(salt)) ^ subject));
  }

  /** SplitMix64's finalizer: neighbouring inputs give unrelated seeds. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number in [0, bound). */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  public double unit() {
    return random.nextDouble();
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  public int poisson(double mean) {
    if (mean >= KNUTH_LIMIT) {
      return Math.max(0, (int) Math.round(mean + StrictMath.sqrt(mean) * gaussian()));
    }
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private double gaussian() {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
        * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
