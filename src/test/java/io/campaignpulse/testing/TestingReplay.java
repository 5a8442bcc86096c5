package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.job.ReplayJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The replay command, run in this process as its user would run it. */
public final class TestingReplay {

  /** What the project's command printed and its exit code. */
  public record Outcome(int exitCode, String out, String err) {}

  private TestingReplay() {}

  /** Runs the command with these arguments, on a Flink that was there before. */
  public static Outcome run(List<String> arguments) {
    return TestingFlink.running(() -> runAlone(arguments));
  }

  /** Runs the command with these arguments, on a Flink that it starts, as its user does. */
  public static Outcome runAlone(List<String> arguments) {
    CommandLine command = ReplayJob.commandLine();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = command.execute(arguments.toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Replays a folder, which must succeed, and reads the result files: name to content. */
  public static Map<String, String> filesOf(Path input, Path output, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--input", input.toString(), "--output", output.toString()));
    arguments.addAll(List.of(more));
    Outcome outcome = run(arguments);
    assertThat(outcome.exitCode()).as("%s%s", outcome.out(), outcome.err()).isZero();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(output)) {
      for (Path path : paths.toList()) {
        files.put(
            String.valueOf(path.getFileName()), Files.readString(path, StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** The check of the books of each row of a business-metrics file. */
  public static List<JsonNode> booksOf(String file) {
    return file.lines().map(TestingReplay::read).map(row -> row.path("conservation")).toList();
  }

  /** Whether nothing is out in one of them. */
  public static boolean balances(JsonNode books) {
    return books.path("balanced").asBoolean()
        && books.path("difference").asText().equals("0")
        && books.path("unbalanced").isEmpty();
  }

  private static JsonNode read(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
