package io.campaignpulse.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.source.file.RefusedRows;
import io.campaignpulse.source.file.ReplayFile;
import io.campaignpulse.source.file.ReplayFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warnings about the files of a replay of which more than half the records were refused. */
final class RefusalWarnings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RefusalWarnings() {}

  /** Returns a warning for each such file, by the results in a folder. */
  static List<String> of(ReplayFolder input, Path results) throws IOException {
    JsonNode ledger = JSON.readTree(results.resolve("ledger.json").toFile());
    Map<String, RefusedRows> refused = new LinkedHashMap<>();
    for (ReplayFile file : input.files()) {
      JsonNode counts = ledger.path(file.topic().label());
      if (2 * counts.path("rejected").asLong() > counts.path("received").asLong()) {
        refused.put(file.topic().label(), new RefusedRows(file));
      }
    }
    if (refused.isEmpty()) {
      return List.of();
    }
    add(results.resolve("rejected.jsonl"), refused);
    List<String> warnings = new ArrayList<>();
    refused.forEach(
        (topic, rows) -> {
          JsonNode counts = ledger.path(topic);
          warnings.add(
              rows.warning(counts.path("rejected").asLong(), counts.path("received").asLong()));
        });
    return warnings;
  }

  private static void add(Path rejected, Map<String, RefusedRows> refused) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(rejected)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode record = JSON.readTree(line);
        RefusedRows rows = refused.get(record.path("topic").asText());
        if (rows != null) {
          String payload = record.path("payload").asText();
          rows.add(
              record.path("reason").asText(),
              record.path("detail").asText(),
              record.path("line").asLong(),
              payload,
              fields(payload));
        }
      }
    }
  }

  private static Iterable<String> fields(String payload) {
    try {
      return JSON.readTree(payload)::fieldNames;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
