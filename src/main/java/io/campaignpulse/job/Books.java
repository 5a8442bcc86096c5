package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.pipeline.Judged;
import io.campaignpulse.pipeline.LedgerPipeline;
import io.campaignpulse.source.EventStreams.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What a job's stages refused and counted, of the topics the job answers for. */
final class Books {
  private final List<DataStream<Rejection>> rejected = new ArrayList<>();
  private final List<DataStream<LedgerChange>> ledger = new ArrayList<>();

  /** Takes down what a stage refused and counted. */
  void add(DataStream<Rejection> refused, DataStream<LedgerChange> counted) {
    rejected.add(refused);
    ledger.add(counted);
  }

  <E> void add(Decoded<E> decoded) {
    add(decoded.rejected(), decoded.ledger());
  }

  <E> void add(Judged<E> judged) {
    add(judged.rejected(), judged.ledger());
  }

  /** What was refused so far. */
  DataStream<Rejection> rejected() {
    return union(rejected);
  }

  /** Publishes both. */
  void publish(JobOutputs out, PipelineOptions options) {
    out.rejected(rejected());
    out.ledger(LedgerPipeline.build(union(ledger), options.emission()));
  }

  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    return streams.stream().reduce(DataStream::union).orElseThrow();
  }
}
