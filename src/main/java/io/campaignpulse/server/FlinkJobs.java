package io.campaignpulse.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The jobs of a Flink cluster and their states, asked of its REST endpoint at each call. */
final class FlinkJobs {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final URI overview;
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A job by its name and Flink's word for its state. */
  record JobState(String name, String state) {}

  FlinkJobs(URI rest) {
    this.overview = rest.resolve("/jobs/overview");
  }

  /** The jobs that haven't ended; throws if Flink doesn't answer in two seconds. */
  List<JobState> unfinished() throws IOException {
    HttpRequest request = HttpRequest.newBuilder(overview).timeout(TIMEOUT).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("Flink answered " + answer.statusCode());
      }
      List<JobState> jobs = new ArrayList<>();
      for (JsonNode job : mapper.readTree(answer.body()).path("jobs")) {
        String state = job.path("state").asText();
        if (!state.equals("FINISHED") && !state.equals("CANCELED")) {
          jobs.add(new JobState(job.path("name").asText(), state));
        }
      }
      return jobs;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
