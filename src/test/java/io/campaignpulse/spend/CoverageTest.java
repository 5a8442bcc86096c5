package io.campaignpulse.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void reachesUntilTheFirstHole() {
    Coverage coverage = Coverage.none().with(20, 30).with(0, 10);
    assertThat(coverage.until()).isEqualTo(10);
    assertThat(coverage.with(10, 20).until()).isEqualTo(30);
    assertThat(Coverage.none().until()).isNull();
  }

  @Test
  void aHoleThatReportsHavePassedByTwoDaysIsFilled() {
    long day = 86_400_000;
    Coverage coverage = Coverage.none().with(0, day).with(3 * day, 5 * day - 1);
    assertThat(coverage.filled().until()).isEqualTo(day);
    assertThat(coverage.with(5 * day - 1, 5 * day).filled().until()).isEqualTo(5 * day);
    Coverage two = coverage.with(6 * day, 7 * day);
    assertThat(two.filled().bounds()).containsExactly(0, 5 * day - 1, 6 * day, 7 * day);
    assertThat(two.filled().with(8 * day, 9 * day).filled())
        .usingRecursiveComparison()
        .isEqualTo(two.with(8 * day, 9 * day).filled());
  }

  @Property
  void isTheUnionOfItsPeriods(
      @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 99) Integer> bounds) {
    Coverage coverage = Coverage.none();
    BitSet covered = new BitSet();
    for (int i = 0; i + 1 < bounds.size(); i += 2) {
      int start = bounds.get(i);
      int end = start + 1 + bounds.get(i + 1) / 5;
      coverage = coverage.with(start, end);
      covered.set(start, end);
    }
    BitSet described = new BitSet();
    long[] pairs = coverage.bounds();
    for (int i = 0; i < pairs.length; i += 2) {
      described.set((int) pairs[i], (int) pairs[i + 1]);
      assertThat(i == 0 || pairs[i - 1] < pairs[i]).isTrue();
    }
    assertThat(described).isEqualTo(covered);
    for (int start = 0; start < 125; start += 7) {
      for (int end = start + 1; end < 125; end += 11) {
        BitSet within = covered.get(start, end);
        assertThat(coverage.touches(start, end)).isEqualTo(!within.isEmpty());
        BitSet gaps = new BitSet();
        long[] uncovered = coverage.gaps(start, end);
        for (int i = 0; i < uncovered.length; i += 2) {
          assertThat(i == 0 || uncovered[i - 1] < uncovered[i]).isTrue();
          gaps.set((int) uncovered[i], (int) uncovered[i + 1]);
        }
        BitSet expected = new BitSet();
        expected.set(start, end);
        expected.andNot(covered);
        assertThat(gaps).isEqualTo(expected);
      }
    }
  }

  @Test
  void forgetsWhatLiesBefore() {
    Coverage coverage = Coverage.none().with(0, 10).with(20, 30);
    assertThat(coverage.since(10).bounds()).containsExactly(20, 30);
    assertThat(coverage.since(9).bounds()).containsExactly(0, 10, 20, 30);
    assertThat(coverage.end()).isEqualTo(30);
    assertThat(Coverage.none().end()).isEqualTo(Long.MIN_VALUE);
  }
}
