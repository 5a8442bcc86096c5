package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a program or page would send to a server. */
public final class TestingClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final TestingPulseServer server;

  /** A client of a server. */
  public TestingClient(TestingPulseServer server) {
    this.server = server;
  }

  /** An answer: its status and what it says. */
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {

    /** Refuses any other status. */
    public JsonNode expect(int expected) {
      assertThat(status).as(response.body()).isEqualTo(expected);
      return body;
    }

    /** Refuses any other problem. */
    public JsonNode expectProblem(int expected, String type) {
      expect(expected);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
      assertThat(body.get("type").asText()).isEqualTo("urn:campaign-pulse:problem:" + type);
      return body;
    }

    /** A header; empty where there is none. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** Sends a request; a body is JSON with ' for ". */
  public Answer send(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.at(path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
  }

  /** Asks for a path. */
  public Answer get(String path) throws Exception {
    return send("GET", path, "");
  }
}
