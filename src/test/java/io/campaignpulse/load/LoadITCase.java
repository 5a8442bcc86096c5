package io.campaignpulse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.config.Settings;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.local.EmbeddedFlink;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.testing.TestingExpectedResults;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.testing.TestingWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A folder that is loaded by a process that is killed in the middle, and by another that goes on:
 * each record is there once, and live jobs make of them what a replay of the folder gives.
 */
class LoadITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void aLoadThatIsKilledAndStartedAgainGivesWhatAReplayGives() throws Exception {
    TestingWorld world = TestingWorld.generate(42, 60);
    TestingExpectedResults expected = TestingExpectedResults.of(world, folder);
    Path files = folder.resolve("files");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());

      killedInTheMiddle(kafka, files);
      assertThat(written(topics)).isPositive().isLessThan(size(world));
      String second = load(kafka, files);
      assertThat(second).contains("loaded before");
      assertEachOnce(world, topics);

      assertThat(load(kafka, files)).contains(" 0 loaded, ").doesNotContain("\nread ");
      assertEachOnce(world, topics);

      try (EmbeddedFlink flink =
          EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0)) {
        Settings settings =
            Settings.of(
                Map.of(
                    "kafka.bootstrapServers", kafka.bootstrapServers(),
                    "kafka.arrivalHeader", "true",
                    "windows.retention", "PT1M:P60D,PT1H:P60D,P1D:P400D"));
        flink.submit(
            LiveJob.ALL_IN_ONE, env -> new LiveJob(settings, Clock.systemUTC(), env).allInOne());
        expected.awaitIn(topics, PATIENCE);
      }
    }
  }

  private static void assertEachOnce(TestingWorld world, TestingTopics topics) {
    world
        .lines()
        .forEach(
            (topic, lines) ->
                assertThat(topics.raw(topic.label())).as(topic.label()).hasSize(lines.size()));
  }

  private static int size(TestingWorld world) {
    return world.lines().values().stream().mapToInt(List::size).sum();
  }

  private static int written(TestingTopics topics) {
    int written = 0;
    for (Topic topic : Topic.values()) {
      written += topics.raw(topic.label()).size();
    }
    return written;
  }

  private static String load(EmbeddedKafka kafka, Path files) {
    CommandLine command = new CommandLine(new LoadCommand());
    StringWriter out = new StringWriter();
    command.setOut(new PrintWriter(out));
    assertThat(command.execute(arguments(kafka, files))).isZero();
    return out.toString();
  }

  private static String[] arguments(EmbeddedKafka kafka, Path files) {
    return new String[] {
      "--input", files.toString(), "--bootstrap-servers", kafka.bootstrapServers(), "--batch", "20"
    };
  }

  /** Loads in a process of its own, which is killed when it has said for the third time how far. */
  private static void killedInTheMiddle(EmbeddedKafka kafka, Path files)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.campaignpulse.avro",
            LoadCommand.class.getName());
    builder.command().addAll(List.of(arguments(kafka, files)));
    Process loader = builder.redirectErrorStream(true).start();
    try (BufferedReader lines = loader.inputReader(StandardCharsets.UTF_8)) {
      for (int progress = 0; progress < 3; ) {
        String line = Objects.requireNonNull(lines.readLine(), "the loader ended by itself");
        progress += line.startsWith("read ") ? 1 : 0;
      }
      loader.destroyForcibly();
    }
    loader.waitFor();
  }
}
