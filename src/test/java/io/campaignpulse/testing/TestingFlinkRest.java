package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * What a Flink cluster tells about itself.
 *
 * @param webUrl where its web UI is
 */
public record TestingFlinkRest(String webUrl) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often the job has failed so far: each failure is a restart. */
  public int failures(String jobId) throws IOException, InterruptedException {
    return get("/jobs/" + jobId + "/exceptions").at("/exceptionHistory/entries").size();
  }

  /** Whether the job and each of its subtasks run. */
  public boolean isRunning(String jobId) throws IOException, InterruptedException {
    JsonNode job = get("/jobs/" + jobId);
    return job.path("state").asText().equals("RUNNING")
        && job.path("vertices")
            .valueStream()
            .allMatch(vertex -> vertex.path("status").asText().equals("RUNNING"));
  }

  /** The ids of the jobs that have slots of a TaskManager. */
  public List<String> jobsOn(String taskManager) throws IOException, InterruptedException {
    return get("/taskmanagers/" + taskManager)
        .path("allocatedSlots")
        .valueStream()
        .map(slot -> slot.path("jobId").asText())
        .distinct()
        .toList();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(webUrl + path)).build();
    return JSON.readTree(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
