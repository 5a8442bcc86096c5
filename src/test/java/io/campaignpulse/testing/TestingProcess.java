package io.campaignpulse.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java process of its own that answers requests, a line each, and can be killed at any time. */
public final class TestingProcess implements AutoCloseable {

  /** What a process writes before each answer, to tell it from what its libraries log. */
  public static final String ANSWER = "> ";

  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;

  /** Starts a process. */
  public TestingProcess(Class<?> main, Path log, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The answer to a request; null if the process ended before it gave one. */
  public @Nullable String ask(String request) {
    requests.println(request);
    return answer();
  }

  /** The next answer; null if the process ended. */
  public @Nullable String answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(ANSWER)) {
          return line.substring(ANSWER.length());
        }
      }
      return null;
    } catch (IOException e) {
      // The stream of a process that was killed.
      return null;
    }
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Waits until it has ended. */
  public void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
