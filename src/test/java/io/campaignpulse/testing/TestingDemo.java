package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.event.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The command {@code jobs/demo} as a process of its own, on ports nobody else uses. */
public final class TestingDemo implements AutoCloseable {

  private static final Pattern PAGE = Pattern.compile("(?m)^Page .*(http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration START = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path printed;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestingDemo(Process process, Path printed) {
    this.process = process;
    this.printed = printed;
  }

  /** Starts it; what it prints goes to a file. */
  public static TestingDemo start(Path printed, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("jobs/demo", "--port", "0", "--flink-port", "0", "--kafka-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    // A build inside the build that runs this test would replace the classes under test.
    builder.environment().put("PULSE_BUILD", "never");
    Process process = builder.start();
    return new TestingDemo(process, printed);
  }

  /** The address of the page, once it is served. */
  public URI page() {
    try {
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(200))
          .failFast(() -> assertThat(process.isAlive()).as("the demo lives").isTrue())
          .until(() -> PAGE.matcher(printed()).find());
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError("No page. The demo printed:\n" + printed() + "\n" + threads(), e);
    }
    Matcher page = PAGE.matcher(printed());
    assertThat(page.find()).isTrue();
    return URI.create(page.group(1));
  }

  /** Where its main thread is. */
  private String threads() {
    try {
      Process dump =
          new ProcessBuilder("jcmd", Long.toString(javaPid()), "Thread.print")
              .redirectErrorStream(true)
              .start();
      String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int main = text.indexOf("\"main\"");
      return main < 0 ? text : text.substring(main, Math.min(text.length(), main + 4_000));
    } catch (IOException e) {
      return "(no thread dump: " + e + ")";
    }
  }

  /** The command is a script, which may have become its Java process or wait for it. */
  private long javaPid() {
    return process
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElse(process.toHandle())
        .pid();
  }

  /** What it has printed so far. */
  public String printed() {
    try {
      return Files.readString(printed);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Sends JSON lines to a topic; all of them must be accepted and acknowledged. */
  public void send(URI page, Topic topic, List<String> lines) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(page.resolve("/api/events/" + topic.label()))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(lines.size());
  }

  /** What the API answers. */
  public JsonNode get(URI page, String path) throws Exception {
    return JSON.readTree(
        http.send(
                HttpRequest.newBuilder(page.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  /** Kills it as {@code kill -9} does: nothing is closed, nothing is flushed. */
  public void kill() {
    process.destroyForcibly();
    await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  /** Ends it as Ctrl-C does and waits for its end. */
  public int interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(printed()).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
