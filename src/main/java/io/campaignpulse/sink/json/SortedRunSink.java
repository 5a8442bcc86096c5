package io.campaignpulse.sink.json;

import io.campaignpulse.wire.ResultForm;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes results as sorted runs into a work folder, each parallel writer its own; when the job has
 * finished, {@link SortedRuns#merge} makes the results file. So a file larger than memory is the
 * same to the byte at any parallelism.
 */
public final class SortedRunSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String folder;
  private final ResultForm<T> form;
  private final SortKeys.SortKey<T> key;
  private final long memoryBytes;

  /**
   * A sink.
   *
   * @param folder the work folder of this results file and no other
   * @param form how a result is written
   * @param key what the lines are ordered by
   * @param memoryBytes how much each writer keeps before it writes a run
   */
  public SortedRunSink(Path folder, ResultForm<T> form, SortKeys.SortKey<T> key, long memoryBytes) {
    this.folder = folder.toAbsolutePath().toString();
    this.form = form;
    this.key = key;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    TaskInfo task = context.getTaskInfo();
    String name = "writer-" + task.getIndexOfThisSubtask() + "-" + task.getAttemptNumber();
    return new RunWriter<>(new SortedRunWriter(Path.of(folder), name, memoryBytes), form, key);
  }

  private record RunWriter<T>(SortedRunWriter runs, ResultForm<T> form, SortKeys.SortKey<T> key)
      implements SinkWriter<T> {
    @Override
    public void write(T result, Context context) throws IOException {
      runs.add(key.of(result), form.line(result));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      runs.flush();
    }

    @Override
    public void close() {}
  }
}
