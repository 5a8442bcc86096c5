package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RecentIds ids = new RecentIds(Duration.ofDays(1));

  @Test
  void recognisesAnIdOfTheSameTime() {
    assertThat(ids.add(1, DAY)).isTrue();
    assertThat(ids.add(1, DAY)).isFalse();
    assertThat(ids.add(2, DAY)).isTrue();
  }

  @Test
  void recognisesItForTheWholeHorizon() {
    ids.add(1, DAY);
    ids.add(2, 2 * DAY);
    assertThat(ids.add(1, DAY)).isFalse();
  }

  @Test
  void forgetsItAfterAndLetsThroughWhatIsOlder() {
    ids.add(1, DAY);
    ids.add(2, 2 * DAY + Duration.ofMinutes(15).toMillis());
    assertThat(ids.add(1, DAY)).isTrue();
    assertThat(ids.add(1, DAY)).isTrue();
    Set<Long> buckets = new HashSet<>();
    ids.forEach((bucket, table) -> buckets.add(bucket));
    assertThat(buckets).hasSize(1);
  }

  @Test
  void aSnapshotDoesNotChangeWithWhatComesAfter() {
    ids.add(1, DAY);
    Map<Long, long[]> snapshot = new HashMap<>();
    ids.forEach(snapshot::put);
    ids.add(2, DAY);

    RecentIds restored = new RecentIds(Duration.ofDays(1));
    snapshot.forEach(restored::restore);
    assertThat(restored.add(1, DAY)).isFalse();
    assertThat(restored.add(2, DAY)).isTrue();
    assertThat(ids.add(2, DAY)).isFalse();
  }

  @Property(tries = 200)
  void isASetOfIds(@ForAll List<Long> hashes) {
    RecentIds table = new RecentIds(Duration.ZERO);
    Set<Long> expected = new HashSet<>();
    for (long hash : hashes) {
      assertThat(table.add(hash, 0)).isEqualTo(expected.add(hash));
    }
  }

  @Test
  void growsWithoutForgetting() {
    for (long i = 0; i < 200_000; i++) {
      assertThat(ids.add(TextHash.of("event-" + i), DAY)).isTrue();
    }
    for (long i = 0; i < 200_000; i++) {
      assertThat(ids.add(TextHash.of("event-" + i), DAY)).isFalse();
    }
  }
}
