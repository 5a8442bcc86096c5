package io.campaignpulse.job;

import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.config.SettingsException;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Tick;
import io.campaignpulse.source.file.ReplayFolder;
import io.campaignpulse.source.file.ReplayPrescan;
import io.campaignpulse.source.file.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * The whole pipeline over a folder of files, bounded: the same graph as the live all-in-one job,
 * deciding once at the end. Where the folder has rules they are evaluated in recorded time.
 */
final class Replay {
  private final ReplayFolder input;
  private final Path output;
  private final Settings settings;
  private final Configuration flink;
  private final Instant startedAt;

  /**
   * A replay.
   *
   * @param flink configuration of the Flink that runs it in this process
   * @param startedAt events after it are not taken for the default of asOf
   */
  Replay(
      ReplayFolder input, Path output, Settings settings, Configuration flink, Instant startedAt) {
    this.input = input;
    this.output = output;
    this.settings = settings;
    this.flink = flink;
    this.startedAt = startedAt;
  }

  /** Runs it and writes the result files. */
  void run() throws Exception {
    Instant asOf = ReplayPrescan.asOf(input, settings.asOf(), startedAt);
    PipelineOptions options = PipelineOptions.replay(settings, asOf);
    Path work = workFolder();
    try {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
      ReplayOutputs outputs = new ReplayOutputs(work, settings.models(), asOf);
      CatalogueSnapshot known = ReplayPrescan.catalogues(input);
      PulseGraph graph =
          new PulseGraph(new ReplayInputs(env, input, work), outputs, options, known);
      if (known.rules().isEmpty()) {
        graph.allInOne(ticks(env, asOf));
        execute(env);
      } else {
        graph.withoutAlerts(ticks(env, asOf));
        execute(env);
        outputs.add(new ArrivalReplay(input, settings, flink, startedAt).run(asOf, null).results());
      }
      outputs.mergeInto(output);
    } finally {
      delete(work);
    }
  }

  private Path workFolder() {
    try {
      Files.createDirectories(output);
      return Files.createTempDirectory(output, ".work");
    } catch (IOException e) {
      throw new SettingsException("--output " + output + " cannot be written: " + e);
    }
  }

  /** A file that breaks off is told as what it is, not as the failure of a job. */
  private static void execute(StreamExecutionEnvironment env) throws Exception {
    try {
      env.execute("replay");
    } catch (JobExecutionException e) {
      throw ExceptionUtils.findSerializedThrowable(
              e, UnreadableInputException.class, Replay.class.getClassLoader())
          .<Exception>map(Function.identity())
          .orElse(e);
    }
  }

  /** The only tick of a replay is the instant it is as of: its minutes pass when all is read. */
  private static DataStream<Tick> ticks(StreamExecutionEnvironment env, Instant asOf) {
    return env.fromData(
            TypeInformation.of(Tick.class),
            new Tick(asOf.truncatedTo(ChronoUnit.MINUTES).toEpochMilli()))
        .uid("read-clock")
        .name("read-clock");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
