package io.campaignpulse.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.source.file.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long MINUTE = 60_000;
  private static final long LATE = 5_000;

  @Test
  void aMinuteHearsWhatArrivedUntilTheClockTellsIt() {
    Schedule schedule =
        Schedule.of(
            List.of(
                click("a", 3 * MINUTE),
                click("b", 4 * MINUTE + LATE),
                click("c", 4 * MINUTE + LATE + 1)),
            3 * MINUTE,
            5 * MINUTE,
            LATE);

    assertThat(told(schedule))
        .containsExactly("a", "179999", "180000", "b", "239999", "240000", "c", "299999", "300000");
    assertThat(schedule.beginning()).isEqualTo(2 * MINUTE + LATE);
  }

  @Test
  void aMinuteInWhichNothingArrivesHasOnlyItsTickAndIsIdleUnlessItIsJustBeforeAnArrival() {
    Schedule schedule =
        Schedule.of(List.of(click("a", MINUTE), click("b", 4 * MINUTE)), MINUTE, 4 * MINUTE, LATE);

    assertThat(told(schedule))
        .containsExactly("a", "59999", "60000", "120000?", "180000", "b", "239999", "240000");
  }

  @Test
  void everythingIsDoneBeforeARowOfACatalogueComesAndBeforeAnEventFollowsIt() {
    Schedule schedule =
        Schedule.of(
            List.of(
                row("known", ArrivalTimes.UNKNOWN),
                row("also known", 10),
                click("a", 20),
                click("b", 30),
                row("later", 40),
                click("c", 50)),
            20,
            MINUTE,
            0);

    assertThat(told(schedule))
        .containsExactly(
            "known", "also known", "1", "a", "b", "2", "later", "3", "c", "59999", "60000");
  }

  @Test
  void changesOfCataloguesNeverReachTheTickBeforeItsTime() {
    List<Arrival> alternating =
        IntStream.range(0, 140_000)
            .mapToObj(i -> i % 2 == 0 ? click("e", i / 3) : row("r", i / 3))
            .toList();

    List<Step> steps = Schedule.of(alternating, 0, MINUTE, 0).steps();

    List<Long> times =
        steps.stream().filter(step -> step.record() == null).map(Step::time).toList();
    assertThat(times).isSorted().doesNotHaveDuplicates().endsWith(MINUTE - 1, MINUTE);
    assertThat(steps.stream().filter(step -> step.record() != null)).hasSize(140_000);
  }

  @Test
  void whatArrivesAfterTheLastTickIsNotHeard() {
    Schedule schedule =
        Schedule.of(List.of(click("a", MINUTE), click("b", 9 * MINUTE)), MINUTE, 2 * MINUTE, LATE);

    assertThat(told(schedule)).containsExactly("a", "59999", "60000", "120000?");
    assertThat(Schedule.of(List.of(click("a", 9 * MINUTE)), 9 * MINUTE, MINUTE, LATE).steps())
        .isEmpty();
  }

  /** Records by their text, times as they are, ? if one is idle. */
  private static List<String> told(Schedule schedule) {
    return schedule.steps().stream()
        .map(
            step ->
                step.record() == null
                    ? step.time() + (step.idle() ? "?" : "")
                    : new String(
                        Objects.requireNonNull(step.record().value()), StandardCharsets.UTF_8))
        .toList();
  }

  private static Arrival click(String text, long time) {
    return arrival(Topic.INTERACTIONS, text, time);
  }

  private static Arrival row(String text, long time) {
    return arrival(Topic.CAMPAIGNS, text, time);
  }

  private static Arrival arrival(Topic topic, String text, long time) {
    return new Arrival(
        time,
        new RawRecord(
            topic,
            0,
            1,
            "file",
            ArrivalTimes.UNKNOWN,
            null,
            text.getBytes(StandardCharsets.UTF_8),
            WireFormat.JSON));
  }
}
