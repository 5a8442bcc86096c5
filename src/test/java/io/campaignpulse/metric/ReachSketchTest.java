package io.campaignpulse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachSketchTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 1_000, 20_000, 300_000})
  void estimatesWithinAFewPercent(int people) {
    ReachSketch sketch = new ReachSketch();
    for (int i = 0; i < people; i++) {
      sketch.add("v:" + i);
      sketch.add("v:" + i);
    }
    assertThat(sketch.estimate()).isCloseTo(people, Percentage.withPercentage(5));
  }

  @Property(tries = 200)
  void doesNotDependOnOrderSplitOrMerge(
      @ForAll @IntRange(min = 0, max = 20_000) int people,
      @ForAll @IntRange(min = 1, max = 9) int parts,
      @ForAll long seed) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      ids.add("v:" + i);
    }
    ReachSketch whole = new ReachSketch();
    ids.forEach(whole::add);

    Random random = new Random(seed);
    Collections.shuffle(ids, random);
    List<ReachSketch> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(new ReachSketch());
    }
    ids.forEach(id -> split.get(random.nextInt(parts)).add(id));
    ReachSketch merged = new ReachSketch();
    for (ReachSketch part : split) {
      if (random.nextBoolean()) {
        merged.merge(part);
      } else {
        merged.merge(part.toBytes());
      }
    }

    assertThat(merged.estimate()).isEqualTo(whole.estimate());
    assertThat(ReachSketch.fromBytes(merged.toBytes()).estimate()).isEqualTo(whole.estimate());
  }
}
