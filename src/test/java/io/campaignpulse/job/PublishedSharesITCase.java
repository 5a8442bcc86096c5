package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares that others have published, against a replay; skipped where the data isn't there. */
class PublishedSharesITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA = Path.of("../shared/data/attribution-worked-examples");
  // The journeys are of January 2026: by then those that led to nothing have ended.
  private static final String AS_OF = "asOf=2026-03-01T00:00:00Z";

  @TempDir Path output;

  @ParameterizedTest
  @CsvSource({
    "SHAPLEY, later-mta-shapley-1, 1",
    "SHAPLEY, later-mta-shapley-2, 1",
    "SHAPLEY, later-mta-shapley-3, 1",
    "MARKOV, pychattr-three-paths, 1",
    "MARKOV, pychattr-three-paths, 4"
  })
  void creditIsThatPublished(String method, String folder, String parallelism) throws IOException {
    JsonNode expected = expected(folder);
    Map<String, Double> credited = new TreeMap<>();
    shares(folder, method, parallelism)
        .forEach((c, share) -> credited.put(c, share * expected.path("totalOrders").asDouble()));
    JsonNode orders = expected.path("later").path("creditedOrders");
    assertThat(credited).hasSameSizeAs(orders.properties());
    for (Map.Entry<String, JsonNode> campaign : orders.properties()) {
      assertThat(credited.get(campaign.getKey()))
          .as(campaign.getKey())
          .isCloseTo(campaign.getValue().asDouble(), within(1e-9));
    }
  }

  @Test
  void sharesAreThoseThePublishedTransitionsLeadTo() throws IOException {
    String folder = "later-mta-markov";
    JsonNode steps = expected(folder).path("later").path("transitionProbabilities");
    Map<String, Double> effects = new TreeMap<>();
    double all = conversion(steps, null);
    for (String node : new String[] {"a", "b", "c"}) {
      effects.put(node, 1 - conversion(steps, node) / all);
    }
    double sum = effects.values().stream().mapToDouble(effect -> effect).sum();
    Map<String, Double> shares = shares(folder, "MARKOV", "2");
    assertThat(shares.keySet()).isEqualTo(effects.keySet());
    effects.forEach(
        (node, effect) ->
            assertThat(shares.get(node)).as(node).isCloseTo(effect / sum, within(1e-9)));
  }

  /** The share of everybody who converts, by walking the table from the start; it has no cycle. */
  private static double conversion(JsonNode steps, @Nullable String removed) {
    Map<String, Double> here = Map.of("(start)", 1.0);
    double converted = 0;
    while (!here.isEmpty()) {
      Map<String, Double> next = new HashMap<>();
      for (Map.Entry<String, JsonNode> step : steps.properties()) {
        String[] ends = step.getKey().split(">", -1);
        double share = here.getOrDefault(ends[0], 0.0) * step.getValue().asDouble();
        if (share > 0 && !ends[1].equals(removed)) {
          next.merge(ends[1], share, Double::sum);
        }
      }
      converted += next.getOrDefault("(conversion)", 0.0);
      here = next;
    }
    return converted;
  }

  private static JsonNode expected(String folder) throws IOException {
    assumeTrue(Files.isDirectory(DATA), () -> "SKIPPED: there is no " + DATA);
    return JSON.readTree(DATA.resolve(folder).resolve("expected.json").toFile());
  }

  private Map<String, Double> shares(String folder, String method, String parallelism)
      throws IOException {
    Map<String, String> files =
        TestingReplay.filesOf(
            DATA.resolve(folder), output, "--set", AS_OF, "--parallelism", parallelism);
    Map<String, Double> shares = new TreeMap<>();
    for (String line : files.getOrDefault("model-shares.jsonl", "").lines().toList()) {
      JsonNode row = JSON.readTree(line);
      if (row.path("method").asText().equals(method)) {
        assertThat(row.path("conversionType").asText()).isEqualTo("ORDER");
        shares.put(row.path("campaignId").asText(), row.path("share").asDouble());
      }
    }
    return shares;
  }
}
