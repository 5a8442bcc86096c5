package io.campaignpulse.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Fast arithmetic against its definition, number by number. */
class CreditMathsTest {

  /** The definition: round down, sort by what is left over, give one to each of the first. */
  private static long[] split(long total, long[] parts) {
    BigInteger sum = BigInteger.valueOf(Arrays.stream(parts).sum());
    long[] shares = new long[parts.length];
    long[] remainders = new long[parts.length];
    long left = Math.abs(total);
    for (int i = 0; i < parts.length; i++) {
      BigInteger[] exact =
          BigInteger.valueOf(Math.abs(total))
              .multiply(BigInteger.valueOf(parts[i]))
              .divideAndRemainder(sum);
      shares[i] = exact[0].longValueExact();
      remainders[i] = exact[1].longValueExact();
      left -= shares[i];
    }
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(left)
        .forEach(i -> shares[i]++);
    return Arrays.stream(shares).map(share -> total < 0 ? -share : share).toArray();
  }

  private static long[] parts(Random random, int most) {
    long[] parts = new long[1 + random.nextInt(random.nextInt(10) == 0 ? 100 : 6)];
    Arrays.setAll(parts, i -> random.nextBoolean() ? 7 : random.nextInt(most));
    parts[random.nextInt(parts.length)]++;
    return parts;
  }

  @Property
  void whole_shares_are_those_of_the_definition(@ForAll long total, @ForAll long seed) {
    long[] parts = parts(new Random(seed), 10_000_000);
    long small = total >> (1 + (seed & 31));
    assertThat(LargestRemainder.split(small, parts)).isEqualTo(split(small, parts));
  }

  @Property
  void shares_of_fractions_are_those_of_the_definition(@ForAll long seed) {
    Random random = new Random(seed);
    long[] parts = parts(random, 1000);
    double sum = Arrays.stream(parts).sum();
    double[] fractions = Arrays.stream(parts).mapToDouble(part -> part / sum).toArray();
    long[] shares = new long[parts.length];
    Arrays.setAll(shares, i -> (long) Math.floor(CreditModels.ONE * fractions[i]));
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> Math.floor(CreditModels.ONE * fractions[i]) - CreditModels.ONE * fractions[i]))
        .limit(CreditModels.ONE - Arrays.stream(shares).sum())
        .forEach(i -> shares[i]++);
    assertThat(LargestRemainder.split(CreditModels.ONE, fractions)).isEqualTo(shares);
  }

  @Property
  void bookings_are_split_as_the_steps_between_split_sums(@ForAll long seed) {
    Random random = new Random(seed);
    List<Booking> bookings = new ArrayList<>();
    for (int i = 1 + random.nextInt(random.nextBoolean() ? 1 : 4); i > 0; i--) {
      long[] amounts = new long[AttributedMeasure.COUNT];
      Arrays.setAll(amounts, m -> random.nextInt(3) == 0 ? 0 : random.nextInt(2_000_000) - 9_999);
      amounts[AttributedMeasure.REFUNDS.ordinal()] =
          amounts[AttributedMeasure.GROSS_REVENUE.ordinal()]
              - amounts[AttributedMeasure.DISCOUNTS.ordinal()]
              - amounts[AttributedMeasure.NET_REVENUE.ordinal()];
      bookings.add(new Booking(random.nextInt(3), amounts));
    }
    long[] weights = LargestRemainder.split(CreditModels.ONE, parts(random, 1000));
    List<List<Booking>> shares = CreditSplit.split(bookings, weights);
    assertThat(shares).hasSameSizeAs(weights);
    for (int i = 0; i < weights.length; i++) {
      assertThat(byTime(shares.get(i))).isEqualTo(share(bookings, weights, i));
      assertThat(shares.get(i)).extracting(Booking::time).isSorted().doesNotHaveDuplicates();
    }
  }

  private static Map<Long, List<Long>> byTime(List<Booking> bookings) {
    Map<Long, List<Long>> byTime = new TreeMap<>();
    bookings.forEach(b -> byTime.put(b.time(), Arrays.stream(b.amounts()).boxed().toList()));
    return byTime;
  }

  private static Map<Long, List<Long>> share(List<Booking> bookings, long[] weights, int i) {
    Map<Long, List<Long>> share = new TreeMap<>();
    long[] whole = new long[AttributedMeasure.COUNT];
    long bought = 0;
    for (int b = 0; b < bookings.size(); b++) {
      long[] step = new long[AttributedMeasure.COUNT];
      for (int m = 0; m < step.length; m++) {
        long before = split(whole[m], weights)[i];
        whole[m] += bookings.get(b).amounts()[m];
        step[m] = split(whole[m], weights)[i] - before;
      }
      long boughtBefore = bought;
      bought =
          split(
              whole[AttributedMeasure.GROSS_REVENUE.ordinal()]
                  - whole[AttributedMeasure.DISCOUNTS.ordinal()],
              weights)[i];
      step[AttributedMeasure.DISCOUNTS.ordinal()] =
          step[AttributedMeasure.GROSS_REVENUE.ordinal()] - (bought - boughtBefore);
      step[AttributedMeasure.REFUNDS.ordinal()] =
          bought - boughtBefore - step[AttributedMeasure.NET_REVENUE.ordinal()];
      share.merge(
          bookings.get(b).time(),
          Arrays.stream(step).boxed().toList(),
          (x, y) -> IntStream.range(0, x.size()).mapToObj(m -> x.get(m) + y.get(m)).toList());
    }
    share.values().removeIf(amounts -> amounts.stream().allMatch(amount -> amount == 0));
    return share;
  }
}
