package io.campaignpulse.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // a timer tells by what it does
class RecordedTimeTest {

  private final List<Long> due = new ArrayList<>();
  private final RecordedTime time = new RecordedTime(1000, due::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void standsStillUntilItGoesOn() throws Exception {
    time.registerTimer(2000, at -> done.add(at + " at " + time.getCurrentProcessingTime()));
    time.goTo(1999);
    assertThat(done).isEmpty();
    assertThat(time.getCurrentProcessingTime()).isEqualTo(1999);

    time.goTo(60_000);

    assertThat(done).containsExactly("2000 at 60000");
    assertThat(time.getClock().relativeTimeNanos()).isEqualTo(60_000_000_000L);
  }

  @Test
  void tellsWhatIsDueAndWhen() {
    time.registerTimer(3000, at -> {});
    time.registerTimer(2000, at -> {});

    assertThat(due).containsExactly(3000L, 2000L);
  }

  @Test
  void doesWhatIsDueInTheOrderOfItsTimesAndOfItsRegistration() throws Exception {
    time.registerTimer(3000, at -> done.add("late"));
    time.registerTimer(2000, at -> done.add("first"));
    time.registerTimer(2000, at -> done.add("second"));
    time.goTo(5000);

    assertThat(done).containsExactly("first", "second", "late");
  }

  @Test
  void doesWhatBecomesDueMeanwhileAndNothingThatWasCancelled() throws Exception {
    var cancelled = time.registerTimer(2500, at -> done.add("cancelled"));
    time.registerTimer(
        2000,
        at -> {
          cancelled.cancel(false);
          time.registerTimer(3000, then -> done.add("follows"));
          time.registerTimer(time.getCurrentProcessingTime() + 1, then -> done.add("next time"));
        });
    time.goTo(4000);

    assertThat(done).containsExactly("follows");
    time.goTo(4001);
    assertThat(done).containsExactly("follows", "next time");
  }

  @Test
  void neverGoesBack() throws Exception {
    time.goTo(500);

    assertThat(time.getCurrentProcessingTime()).isEqualTo(1000);
  }
}
