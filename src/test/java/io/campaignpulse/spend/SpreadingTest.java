package io.campaignpulse.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpreadingTest {

  private static final long LONGEST = 400L * 86_400_000;

  @Test
  void giveseachPartItsShare() {
    Spreading spreading = new Spreading(10, 0, 4);
    assertThat(spreading.share(0, 1)).isEqualTo(2);
    assertThat(spreading.share(1, 2)).isEqualTo(3);
    assertThat(spreading.share(2, 4)).isEqualTo(5);
    assertThat(spreading.share(-5, 9)).isEqualTo(10);
    assertThat(spreading.share(4, 9)).isZero();
    assertThat(spreading.share(-5, 0)).isZero();
  }

  @Property
  void sharesAddUpForEveryDivision(
      @ForAll long amount,
      @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long start,
      @ForAll @LongRange(min = 1, max = LONGEST) long length,
      @ForAll @Size(max = 20) List<@LongRange(min = 0, max = LONGEST) Long> cuts) {
    Spreading spreading = new Spreading(amount, start, start + length);
    TreeSet<Long> bounds = new TreeSet<>(List.of(start - 7, start + length + 7));
    cuts.forEach(cut -> bounds.add(start + cut));
    long sum = 0;
    for (Long from : bounds) {
      Long to = bounds.higher(from);
      sum += to == null ? 0 : spreading.share(from, to);
    }
    assertThat(sum).isEqualTo(amount);
  }

  @Property
  void isTheFloorOfTheExactProduct(
      @ForAll long amount,
      @ForAll @LongRange(min = 1, max = LONGEST) long length,
      @ForAll @LongRange(min = 0, max = LONGEST) long elapsed) {
    long inside = Math.min(elapsed, length);
    BigInteger[] exact =
        BigInteger.valueOf(amount)
            .multiply(BigInteger.valueOf(inside))
            .divideAndRemainder(BigInteger.valueOf(length));
    long floor = exact[0].longValueExact() - (exact[1].signum() < 0 ? 1 : 0);
    assertThat(new Spreading(amount, 0, length).share(0, inside)).isEqualTo(floor);
  }
}
