package io.campaignpulse.testing;

import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * An operator of plans on a harness of Flink: keyed by text, beside something that is broadcast.
 */
public final class TestingPlanOperator<I, B, O> implements AutoCloseable {

  private final KeyedTwoInputStreamOperatorTestHarness<String, I, B, O> flink;
  private int seen;

  /** Opens the operator. */
  public TestingPlanOperator(
      KeyedBroadcastProcessFunction<String, I, B, O> function,
      MapStateDescriptor<?, ?> broadcast,
      KeySelector<I, String> key)
      throws Exception {
    flink =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, List.of(broadcast)),
            key,
            null,
            Types.STRING);
    flink.open();
  }

  /** Plans that are told together. */
  public static PlanChanges changes(Plan... plans) {
    return new PlanChanges(List.of(plans));
  }

  /** A record of the keyed input. */
  public void take(I record) throws Exception {
    flink.processElement1(new StreamRecord<>(record));
  }

  /** A record that is broadcast. */
  public void broadcast(B record) throws Exception {
    flink.processElement2(new StreamRecord<>(record));
  }

  /** A minute tick, epoch milliseconds. */
  public void tick(long minute) throws Exception {
    flink.processBothWatermarks(new Watermark(minute));
  }

  /** The clock, epoch milliseconds. */
  public void clock(long now) throws Exception {
    flink.setProcessingTime(now);
  }

  /** The end of all input. */
  public void end() throws Exception {
    flink.processBothWatermarks(Watermark.MAX_WATERMARK);
  }

  /** What came out since this was last asked. */
  public List<O> news() {
    List<O> all = flink.extractOutputValues();
    List<O> news = List.copyOf(all.subList(seen, all.size()));
    seen = all.size();
    return news;
  }

  /** All that came out at a side. */
  public <S> List<S> side(OutputTag<S> tag) {
    var records = flink.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  @Override
  public void close() {
    try {
      flink.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
