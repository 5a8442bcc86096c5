package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.InteractionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of models, and worked example 4. */
class CreditModelsTest {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HALF_LIFE = 7 * DAY;

  private static Touch touch(String id, long time, String campaign, String channel) {
    return new Touch(id, time, InteractionType.CLICK, campaign, channel);
  }

  private static List<Touch> path(int n) {
    List<Touch> path = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      path.add(touch("t" + i, i * DAY, "c" + i, "EMAIL"));
    }
    return path;
  }

  private static long[] weights(AttributionModel model, List<Touch> path) {
    return CreditModels.weights(model, path, HALF_LIFE);
  }

  @Test
  void first_and_last() {
    assertThat(weights(AttributionModel.FIRST_TOUCH, path(3))).containsExactly(NANOS, 0, 0);
    assertThat(weights(AttributionModel.LAST_TOUCH, path(3))).containsExactly(0, 0, NANOS);
  }

  @Test
  void the_last_that_is_not_direct_or_else_the_last() {
    Touch direct = touch("d", 5, "x", "DIRECT");
    Touch email = touch("e", 4, "x", "EMAIL");
    assertThat(weights(AttributionModel.LAST_NON_DIRECT, List.of(email, direct)))
        .containsExactly(NANOS, 0);
    assertThat(weights(AttributionModel.LAST_NON_DIRECT, List.of(direct, direct)))
        .containsExactly(0, NANOS);
  }

  @Test
  void linear_gives_what_is_left_to_the_earlier_touch() {
    assertThat(weights(AttributionModel.LINEAR, path(3)))
        .containsExactly(333_333_334, 333_333_333, 333_333_333);
  }

  @Test
  void position_weights_for_one_to_five_touches_sum_to_one() {
    assertThat(weights(AttributionModel.POSITION_BASED, path(1))).containsExactly(NANOS);
    assertThat(weights(AttributionModel.POSITION_BASED, path(2)))
        .containsExactly(500_000_000, 500_000_000);
    assertThat(weights(AttributionModel.POSITION_BASED, path(3)))
        .containsExactly(400_000_000, 200_000_000, 400_000_000);
    assertThat(weights(AttributionModel.POSITION_BASED, path(4)))
        .containsExactly(400_000_000, 100_000_000, 100_000_000, 400_000_000);
    assertThat(weights(AttributionModel.POSITION_BASED, path(5)))
        .containsExactly(400_000_000, 66_666_667, 66_666_667, 66_666_666, 400_000_000);
    for (int n = 1; n <= 5; n++) {
      assertThat(Arrays.stream(weights(AttributionModel.POSITION_BASED, path(n))).sum())
          .isEqualTo(NANOS);
    }
  }

  @Test
  void time_decay_halves_every_half_life() {
    List<Touch> path =
        List.of(
            touch("t1", 0, "a", "EMAIL"),
            touch("t2", 14 * DAY, "b", "EMAIL"),
            touch("t3", 21 * DAY, "c", "EMAIL"));
    assertThat(weights(AttributionModel.TIME_DECAY, path))
        .containsExactly(76_923_077, 307_692_308, 615_384_615);
  }

  @Test
  void time_decay_of_very_old_touches_still_sums_to_one() {
    List<Touch> path =
        List.of(touch("a", 0, "a", "EMAIL"), touch("b", 10_000 * HALF_LIFE, "a", "EMAIL"));
    assertThat(weights(AttributionModel.TIME_DECAY, path)).containsExactly(0, NANOS);
  }

  @Test
  void a_run_counts_once_with_its_first_touch_for_the_first_and_its_last_for_the_others() {
    List<Touch> touches =
        List.of(
            touch("1", 1, "a", "EMAIL"),
            touch("2", 2, "a", "EMAIL"),
            touch("3", 3, "a", "SMS"),
            touch("4", 4, "a", "EMAIL"));
    assertThat(CreditModels.path(AttributionModel.LINEAR, touches, Collapse.CONSECUTIVE))
        .extracting(Touch::eventId)
        .containsExactly("2", "3", "4");
    assertThat(CreditModels.path(AttributionModel.FIRST_TOUCH, touches, Collapse.CONSECUTIVE))
        .extracting(Touch::eventId)
        .containsExactly("1", "3", "4");
    assertThat(CreditModels.path(AttributionModel.LINEAR, touches, Collapse.NONE)).hasSize(4);
  }
}
