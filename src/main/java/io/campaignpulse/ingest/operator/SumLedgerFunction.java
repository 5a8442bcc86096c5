package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up the ledger of each topic. Live it publishes a changed ledger once each interval of
 * processing time, with a revision that never falls below what readers have; in a replay once at
 * the end, as revision 1.
 */
public final class SumLedgerFunction
    extends KeyedProcessFunction<String, LedgerChange, LedgerBook> {
  private static final long serialVersionUID = 1L;
  private static final long END_OF_TIME = Long.MAX_VALUE - 1;

  private final Emission emission;
  private final long intervalMillis;

  private transient ValueState<LedgerBook> book;

  /** Publishes live at most once an interval, which is at least a millisecond. */
  public SumLedgerFunction(Emission emission, Duration interval) {
    this.emission = emission;
    this.intervalMillis = interval.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    book =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "sum-ledger.book", TypeInformation.of(LedgerBook.class)));
  }

  @Override
  public void processElement(LedgerChange change, Context context, Collector<LedgerBook> out)
      throws Exception {
    LedgerBook before = book.value();
    long[] counts = before == null ? new long[Outcome.values().length] : before.counts().clone();
    int column = change.outcome().ordinal();
    counts[column] = Math.addExact(counts[column], change.count());
    long revision = before == null ? 0 : before.revision();
    book.update(new LedgerBook(change.topic(), counts, revision, revision));
    TimerService timers = context.timerService();
    switch (emission) {
      case AT_END -> timers.registerEventTimeTimer(END_OF_TIME);
      case ON_CHANGE ->
          // The next multiple of the interval: changes before it share one timer.
          timers.registerProcessingTimeTimer(
              (timers.currentProcessingTime() / intervalMillis + 1) * intervalMillis);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<LedgerBook> out)
      throws Exception {
    LedgerBook before = book.value();
    LedgerBook published =
        switch (emission) {
          case AT_END -> new LedgerBook(before.topic(), before.counts(), 1, 0);
          case ON_CHANGE -> {
            long now = context.timerService().currentProcessingTime();
            long revision = Math.max(before.revision() + 1, now);
            yield new LedgerBook(before.topic(), before.counts(), revision, now);
          }
        };
    book.update(published);
    out.collect(published);
  }
}
