package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cluster of {@code jobs/cluster} in a folder of its own, worked by the commands its operators
 * use. It needs what {@code mvn package} builds.
 */
public final class TestingFlinkCluster implements AutoCloseable {

  private static final Path JOB_JAR = Path.of("target/campaign-pulse-0.1.0-jobs.jar");
  private static final int COMMAND_SECONDS = 180;
  private static final int LOG_LINES = 60;
  private static final Pattern TROUBLE =
      Pattern.compile(" (WARN|ERROR) |Exception|Restoring job|from state RUNNING to");

  private final Path folder;
  private final int port;
  private int commands;

  /**
   * A cluster that isn't started yet.
   *
   * @param folder of its processes and its state
   * @param port of its REST; the next one is its JobManager's
   */
  public TestingFlinkCluster(Path folder, int port) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.port = port;
    assertThat(JOB_JAR).as("built by mvn package").exists();
    // Maven leaves a jar of equal content as old as it was; the commands would build once more.
    Files.setLastModifiedTime(JOB_JAR, FileTime.from(Instant.now()));
  }

  /** Starts what doesn't run. */
  public void start(int taskManagers) throws IOException {
    command(
        "cluster",
        "start",
        "--taskmanagers",
        Integer.toString(taskManagers),
        "--port",
        Integer.toString(port));
  }

  /** Submits a job with more arguments of {@code jobs/submit}; what the command said. */
  public String submit(String job, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(job));
    all.addAll(arguments);
    return command("submit", all.toArray(String[]::new));
  }

  /** Stops a job with a savepoint; what the command said. */
  public String stop(String job) throws IOException {
    return command("stop", job);
  }

  /** The id of a job that was submitted. */
  public String id(String job) throws IOException {
    return Files.readString(folder.resolve("state/jobs/" + job + ".id")).strip();
  }

  /** Kills a TaskManager as {@code kill -9} does. */
  public void kill(String taskManager) throws IOException {
    String pid = Files.readString(folder.resolve("flink/pids/" + taskManager + ".pid")).strip();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  /** What the cluster tells about itself. */
  public TestingFlinkRest rest() {
    return new TestingFlinkRest("http://127.0.0.1:" + port);
  }

  /** What each log says of trouble. */
  public String troubles() throws IOException {
    StringBuilder troubles = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path log : files.filter(f -> f.toString().matches(".*\\.(log|out)")).toList()) {
        troubles.append("\n--- ").append(log).append('\n');
        Files.readAllLines(log).stream()
            .filter(line -> TROUBLE.matcher(line).find())
            .limit(LOG_LINES)
            .forEach(line -> troubles.append(line).append('\n'));
      }
    }
    return troubles.toString();
  }

  /** Stops all processes, also of a test that ran out of time. */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      command("cluster", "stop");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String command(String name, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("jobs/" + name));
    line.addAll(List.of(arguments));
    Path output = folder.resolve("command-" + ++commands + "-" + name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PULSE_CLUSTER_DIR", folder.resolve("flink").toString());
    builder.environment().put("PULSE_STATE_DIR", folder.resolve("state").toString());
    Process process = builder.start();
    boolean ended = ends(process);
    String said = Files.readString(output);
    assertThat(ended).as("%s ends: %s", line, said).isTrue();
    assertThat(process.exitValue()).as("%s: %s", line, said).isZero();
    return said;
  }

  private static boolean ends(Process process) {
    try {
      return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
