package io.campaignpulse.lockstep.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class InOrderOperatorTest {

  @Test
  void recordsOfTwoInputsWaitUntilBothHaveReachedATime() throws Exception {
    Recording recording = new Recording();
    @SuppressWarnings("unchecked")
    TwoInputStreamOperator<String, String, String> inOrder =
        (TwoInputStreamOperator<String, String, String>) InOrderOperator.of(recording);

    inOrder.processElement2(new StreamRecord<>("second", 2));
    inOrder.processWatermark2(new Watermark(60));
    inOrder.processElement1(new StreamRecord<>("third", 3));
    inOrder.processElement1(new StreamRecord<>("first", 1));
    assertThat(recording.processed).containsExactly("2 has reached 60");
    inOrder.processWatermark1(new Watermark(60));

    assertThat(recording.processed)
        .containsExactly(
            "2 has reached 60", "1: first", "2: second", "1: third", "1 has reached 60");
  }

  private static final class Recording extends AbstractStreamOperator<String>
      implements TwoInputStreamOperator<String, String, String> {
    private static final long serialVersionUID = 1L;

    private final transient List<String> processed = new ArrayList<>();

    @Override
    public void processElement1(StreamRecord<String> element) {
      processed.add("1: " + element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<String> element) {
      processed.add("2: " + element.getValue());
    }

    @Override
    public void processWatermark1(Watermark mark) {
      processed.add("1 has reached " + mark.getTimestamp());
    }

    @Override
    public void processWatermark2(Watermark mark) {
      processed.add("2 has reached " + mark.getTimestamp());
    }
  }
}
