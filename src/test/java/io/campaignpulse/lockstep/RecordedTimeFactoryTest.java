package io.campaignpulse.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** In which order operators of a walk process what several senders send. */
@SuppressWarnings("try") // a harness of Flink declares that closing may throw anything
class RecordedTimeFactoryTest {

  private static final int THIRD_SENDER = 3;

  @Test
  void whatSeveralSendersSendIsProcessedInAnOrderOfItsOwnWhenTimeGoesOn() throws Exception {
    List<StreamRecord<String>> sent = List.of(sent(1, 0), sent(1, 1), sent(2, 0), sent(2, 1));
    for (List<Integer> arrival : List.of(List.of(0, 1, 2, 3), List.of(2, 0, 3, 1))) {
      try (OneInputStreamOperatorTestHarness<String, String> harness = harness(true)) {
        harness.open();
        for (int next : arrival) {
          harness.processElement(sent.get(next));
        }
        assertThat(harness.getOutput()).isEmpty();

        harness.processWatermark(60_000);

        assertThat(harness.extractOutputValues()).containsExactly("1-0", "1-1", "2-0", "2-1");
        assertThat(harness.getOutput()).last().isEqualTo(new Watermark(60_000));
      }
    }
  }

  @Test
  void eachRecordIsSentWithItsPlace() throws Exception {
    try (OneInputStreamOperatorTestHarness<String, String> harness = harness(false)) {
      harness.open();
      harness.processElement(sent(1, 0));
      harness.processElement(sent(2, 7));

      assertThat(harness.getOutput())
          .containsExactly(
              new StreamRecord<>("1-0", place(THIRD_SENDER, 0)),
              new StreamRecord<>("2-7", place(THIRD_SENDER, 1)));
    }
  }

  private static OneInputStreamOperatorTestHarness<String, String> harness(boolean sendersMeet)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new RecordedTimeFactory<>(
            SimpleOperatorFactory.of(new StreamMap<String, String>(text -> text)),
            THIRD_SENDER,
            sendersMeet,
            RecordedTimeFactory.NO_WALK,
            0,
            0),
        1,
        1,
        0);
  }

  private static StreamRecord<String> sent(int sender, int number) {
    return new StreamRecord<>(sender + "-" + number, place(sender, number));
  }

  private static long place(long sender, long number) {
    return (sender << 40) + number;
  }
}
