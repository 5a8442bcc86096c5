package io.campaignpulse.job;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.EventStreams;
import io.campaignpulse.source.EventStreams.Decoded;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.file.FileRecordSource;
import io.campaignpulse.source.file.ReplayFile;
import io.campaignpulse.source.file.ReplayFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The files of a folder as topics; a topic without a file has no records. */
final class ReplayInputs implements JobInputs {
  private final StreamExecutionEnvironment env;
  private final ReplayFolder folder;
  private final Path work;

  /** Reads a folder; {@code work} may be written to. */
  ReplayInputs(StreamExecutionEnvironment env, ReplayFolder folder, Path work) {
    this.env = env;
    this.folder = folder;
    this.work = work;
  }

  @Override
  public <E extends Event> Decoded<E> events(Topic topic, RecordDecoder<E> decoder, Class<E> type) {
    return EventStreams.decode(raw(topic), topic, decoder, type, EventWatermarks.atEnd());
  }

  @Override
  public <R extends CatalogueRow> Decoded<R> rows(
      Topic topic, RecordDecoder<R> decoder, Class<R> type) {
    return EventStreams.decode(raw(topic), topic, decoder, type, WatermarkStrategy.noWatermarks());
  }

  private DataStream<RawRecord> raw(Topic topic) {
    String read = "read-" + topic.label();
    ReplayFile file = folder.file(topic).orElseGet(() -> noRecords(topic));
    return env.fromSource(FileRecordSource.of(file), WatermarkStrategy.noWatermarks(), read)
        .setParallelism(1)
        .uid(read);
  }

  private ReplayFile noRecords(Topic topic) {
    try {
      Path empty = Files.createFile(work.resolve(topic.label() + ".jsonl"));
      return new ReplayFile(topic, topic.ordinal(), empty);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
