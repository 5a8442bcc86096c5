package io.campaignpulse.source.operator;

import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.RecordDecoder;
import java.util.concurrent.ScheduledFuture;
import java.util.function.IntConsumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the raw records of one topic into values; what isn't one goes to {@link #REJECTED}.
 * Nothing a record contains can throw out of it.
 *
 * <p>What became of the records is told on {@link #LEDGER}, summed up over a second at most and
 * always before a checkpoint's barrier, so that after a restore the books are exact.
 *
 * @param <E> what a record means
 */
public final class DecodeOperator<E> extends AbstractStreamOperator<E>
    implements OneInputStreamOperator<RawRecord, E> {
  private static final long serialVersionUID = 1L;

  /** The records that were refused. */
  public static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("decode-rejected", TypeInformation.of(Rejection.class));

  /** What became of how many. */
  public static final OutputTag<LedgerChange> LEDGER =
      new OutputTag<>("decode-ledger", TypeInformation.of(LedgerChange.class));

  private static final long LEDGER_INTERVAL_MILLIS = 1000;

  private final Topic topic;
  private final RecordDecoder<E> decoder;
  private final long[] counts = new long[Outcome.values().length];
  private transient @Nullable IntConsumer unknownFields;
  private transient @Nullable ScheduledFuture<?> nextFlush;

  /** An operator for the records of one topic. */
  public DecodeOperator(Topic topic, RecordDecoder<E> decoder) {
    this.topic = topic;
    this.decoder = decoder;
  }

  @Override
  public void open() throws Exception {
    super.open();
    unknownFields = many -> counts[Outcome.UNKNOWN_FIELDS.ordinal()] += many;
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    RawRecord raw = element.getValue();
    count(Outcome.RECEIVED);
    scheduleFlush();
    E value = decode(raw);
    if (value != null) {
      output.collect(element.replace(value));
    }
  }

  @SuppressWarnings("NullAway") // unknownFields is set by open
  private @Nullable E decode(RawRecord raw) {
    try {
      return decoder.decode(raw, unknownFields);
    } catch (RejectedException e) {
      reject(raw, e.reason(), e.detail());
    } catch (RuntimeException | StackOverflowError e) {
      // A decoder should have named the reason itself; the job must not die of it all the same.
      reject(raw, RejectionReason.MALFORMED, "undecodable: " + e.getClass().getSimpleName());
    }
    return null;
  }

  private void reject(RawRecord raw, RejectionReason reason, String detail) {
    count(Outcome.REJECTED);
    output.collect(
        REJECTED,
        new StreamRecord<>(
            new Rejection(
                topic,
                raw.partition(),
                raw.position(),
                raw.file(),
                raw.arrivalTime(),
                reason,
                detail,
                Rejection.cut(raw.value()))));
  }

  private void count(Outcome outcome) {
    counts[outcome.ordinal()]++;
  }

  private void scheduleFlush() {
    if (nextFlush == null) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      nextFlush =
          getProcessingTimeService()
              .registerTimer(
                  now + LEDGER_INTERVAL_MILLIS,
                  time -> {
                    nextFlush = null;
                    flush();
                  });
    }
  }

  private void flush() {
    for (Outcome outcome : Outcome.values()) {
      long count = counts[outcome.ordinal()];
      if (count != 0) {
        counts[outcome.ordinal()] = 0;
        output.collect(LEDGER, new StreamRecord<>(new LedgerChange(topic, outcome, count)));
      }
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  /**
   * At the end of bounded input the last watermark comes before finish, and books close with it.
   */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      flush();
    }
    super.processWatermark(mark);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }
}
