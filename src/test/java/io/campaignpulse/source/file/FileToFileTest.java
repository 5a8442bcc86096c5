package io.campaignpulse.source.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.sink.json.SortKeys;
import io.campaignpulse.sink.json.SortedRunSink;
import io.campaignpulse.sink.json.SortedRuns;
import io.campaignpulse.wire.ResultForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From replay files through a bounded job to a sorted file, the same at any parallelism. */
class FileToFileTest {
  private static final int RECORDS = 5_000;

  @TempDir private Path folder;

  /** The file, line and text of a record. */
  private static final class RecordForm implements ResultForm<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(RawRecord raw, JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeStringField("file", raw.file());
      out.writeNumberField("line", raw.position());
      byte[] value = raw.value();
      out.writeStringField("value", value == null ? "" : new String(value, UTF_8));
      out.writeEndObject();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void every_record_arrives_once_and_sorted(int parallelism) throws Exception {
    StringBuilder lines = new StringBuilder();
    StringBuilder rows = new StringBuilder("eventId\n");
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= RECORDS; i++) {
      lines.append("{\"n\":").append(i).append("}\n\n");
      expected.append(
          "{\"file\":\"interactions.jsonl.gz\",\"line\":%d,\"value\":\"{\\\"n\\\":%d}\"}\n"
              .formatted(2 * i - 1, i));
    }
    for (int i = 1; i <= RECORDS; i++) {
      rows.append('o').append(i).append('\n');
      expected.append(
          "{\"file\":\"orders.csv\",\"line\":%d,\"value\":\"{\\\"eventId\\\":\\\"o%d\\\"}\"}\n"
              .formatted(i + 1, i));
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("interactions.jsonl.gz")))) {
      out.write(lines.toString().getBytes(UTF_8));
    }
    Files.writeString(folder.resolve("orders.csv"), rows);

    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    ReplayFolder replay = ReplayFolder.open(folder);
    Path work = folder.resolve("work");
    SortedRunSink<RawRecord> sink =
        new SortedRunSink<>(
            work,
            new RecordForm(),
            raw -> SortKeys.text(raw.topic() == Topic.ORDERS ? "b" : "a", raw.position()),
            10_000);
    env.fromSource(
            FileRecordSource.of(replay.files().get(0)),
            WatermarkStrategy.noWatermarks(),
            "read-interactions")
        .uid("read-interactions")
        .union(
            env.fromSource(
                    FileRecordSource.of(replay.files().get(1)),
                    WatermarkStrategy.noWatermarks(),
                    "read-orders")
                .uid("read-orders"))
        .rebalance()
        .sinkTo(sink)
        .uid("write-records")
        .name("write-records");
    env.execute("file-to-file");

    Path file = folder.resolve("records.jsonl");
    SortedRuns.merge(work, file);
    assertThat(Files.readString(file)).isEqualTo(expected.toString());
  }
}
