package io.campaignpulse.bench.referee.operator;

import io.campaignpulse.bench.referee.MarketFact;
import io.campaignpulse.bench.referee.RefereeRun;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Emits what happens in each minute of a run, and the tick that ends it as a watermark. */
public final class PassMinutesOperator extends AbstractStreamOperator<MarketFact>
    implements OneInputStreamOperator<Long, MarketFact> {
  private static final long serialVersionUID = 1L;

  private final long run;

  /** Emits the minutes of the run of an id. */
  public PassMinutesOperator(long run) {
    this.run = run;
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    long tick =
        RefereeRun.of(run)
            .minute(element.getValue(), fact -> output.collect(new StreamRecord<>(fact)));
    output.emitWatermark(new Watermark(tick));
  }

  /** The source knows no time but the end of time, at which a live graph would expire all. */
  @Override
  public void processWatermark(Watermark mark) {
    // Nothing is emitted.
  }
}
