package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.Judgement;
import io.campaignpulse.ingest.Judgement.Decision;
import io.campaignpulse.ingest.Judgement.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Applies a {@link Judgement} to the records of each key: those that count are passed on, the
 * others go to the ledger. In a replay all records are collected first and judged when event time
 * ends; live each is judged as it arrives and what it leaves behind is forgotten by event time.
 */
public final class JudgeFunction<T> extends KeyedProcessFunction<String, T, T> {
  private static final long serialVersionUID = 1L;

  /** The last instant for which there can be a timer. */
  private static final long END_OF_TIME = Long.MAX_VALUE - 1;

  private final String uid;
  private final Topic topic;
  private final Judgement<T> judgement;
  private final Emission emission;
  private final TypeInformation<T> type;

  /** Replay: all records so far. */
  private transient ListState<T> collected;

  /** Live: what the records so far left behind. */
  private transient ValueState<Remembered> remembered;

  /** Judges records of a topic; the uid of the operator names its state. */
  public JudgeFunction(
      String uid, Topic topic, Judgement<T> judgement, Emission emission, TypeInformation<T> type) {
    this.uid = uid;
    this.topic = topic;
    this.judgement = judgement;
    this.emission = emission;
    this.type = type;
  }

  @Override
  public void open(OpenContext context) {
    collected = getRuntimeContext().getListState(new ListStateDescriptor<>(uid + ".records", type));
    remembered =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    uid + ".remembered", TypeInformation.of(Remembered.class)));
  }

  @Override
  public void processElement(T record, Context context, Collector<T> counted) throws Exception {
    switch (emission) {
      case AT_END -> {
        collected.add(record);
        context.timerService().registerEventTimeTimer(END_OF_TIME);
      }
      case ON_CHANGE -> judgeNow(record, context, counted);
    }
  }

  private void judgeNow(T record, Context context, Collector<T> counted) throws Exception {
    Remembered before = remembered.value();
    Verdict verdict = judgement.judge(before == null ? null : before.what(), record);
    hand(record, verdict.decision(), context, counted);
    if (verdict.known() != null) {
      long keepUntil = judgement.keepUntil(record);
      if (before != null) {
        keepUntil = Math.max(keepUntil, before.keepUntil());
      }
      remembered.update(new Remembered(verdict.known(), keepUntil));
      context.timerService().registerEventTimeTimer(keepUntil);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<T> counted) throws Exception {
    switch (emission) {
      case AT_END -> judgeAll(context, counted);
      case ON_CHANGE -> {
        Remembered before = remembered.value();
        if (before != null && before.keepUntil() <= time) {
          remembered.clear();
        }
      }
    }
  }

  private void judgeAll(Context context, Collector<T> counted) throws Exception {
    List<T> records = new ArrayList<>();
    collected.get().forEach(records::add);
    collected.clear();
    records.sort(judgement.order());
    Long known = null;
    for (T record : records) {
      Verdict verdict = judgement.judge(known, record);
      if (verdict.known() != null) {
        known = verdict.known();
      }
      hand(record, verdict.decision(), context, counted);
    }
  }

  private void hand(T record, Decision decision, Context context, Collector<T> counted) {
    switch (decision) {
      case COUNTED -> counted.collect(record);
      case DUPLICATE -> tell(Outcome.DUPLICATE, context);
      case CONFLICT -> {
        tell(Outcome.DUPLICATE, context);
        tell(Outcome.CONFLICT, context);
      }
    }
  }

  private void tell(Outcome outcome, Context context) {
    context.output(SideOutputs.LEDGER, new LedgerChange(topic, outcome, 1));
  }
}
