package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up the ledger of each topic; it runs once, not in parallel, since there are few topics.
 *
 * <p>Live it publishes with each checkpoint: every stage tells what it counted before it passes the
 * barrier on, so when the barrier comes here all stages have told of the very same records and the
 * ledger ties out exactly. Between two barriers a later stage may have told of records of which an
 * earlier one hasn't yet. In a replay it publishes once at the end, as revision 1.
 */
public final class SumLedgerOperator extends AbstractStreamOperator<LedgerBook>
    implements OneInputStreamOperator<LedgerChange, LedgerBook> {
  private static final long serialVersionUID = 1L;

  /** The name and uid of the operator. */
  public static final String UID = "sum-ledger";

  private final Emission emission;

  private transient Map<Topic, LedgerBook> books = new EnumMap<>(Topic.class);
  private transient Set<Topic> changed = EnumSet.noneOf(Topic.class);
  private transient ListState<LedgerBook> saved;

  /** An operator that publishes live or at the end. */
  @SuppressWarnings("NullAway.Init") // the state is given by initializeState
  public SumLedgerOperator(Emission emission) {
    this.emission = emission;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    books = new EnumMap<>(Topic.class);
    changed = EnumSet.noneOf(Topic.class);
    saved =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(UID + ".books", TypeInformation.of(LedgerBook.class)));
    for (LedgerBook book : saved.get()) {
      books.put(book.topic(), book);
    }
  }

  @Override
  public void processElement(StreamRecord<LedgerChange> element) {
    LedgerChange change = element.getValue();
    LedgerBook before = books.get(change.topic());
    long[] counts = before == null ? new long[Outcome.values().length] : before.counts().clone();
    int column = change.outcome().ordinal();
    counts[column] = Math.addExact(counts[column], change.count());
    long revision = before == null ? 0 : before.revision();
    books.put(change.topic(), new LedgerBook(change.topic(), counts, revision, revision));
    changed.add(change.topic());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    if (emission == Emission.ON_CHANGE) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      publishChanged(before -> Math.max(before + 1, now), now);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (emission == Emission.AT_END && mark.equals(Watermark.MAX_WATERMARK)) {
      publishChanged(before -> 1, 0);
    }
    super.processWatermark(mark);
  }

  private void publishChanged(LongUnaryOperator revision, long updatedAt) {
    for (Topic topic : changed) {
      books.computeIfPresent(
          topic,
          (same, book) ->
              new LedgerBook(
                  topic, book.counts(), revision.applyAsLong(book.revision()), updatedAt));
      output.collect(new StreamRecord<>(books.get(topic)));
    }
    changed.clear();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    saved.update(List.copyOf(books.values()));
  }
}
