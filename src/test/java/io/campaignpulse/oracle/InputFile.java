package io.campaignpulse.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a topic's file.
 *
 * @param lines those that are JSON objects
 * @param malformed the numbers of the others, but for blank ones
 */
record InputFile(String topic, List<Line> lines, List<Integer> malformed) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads a file; one that isn't there has no lines. */
  static InputFile of(Path folder, String topic) throws IOException {
    InputFile file = new InputFile(topic, new ArrayList<>(), new ArrayList<>());
    Path path = folder.resolve(topic + ".jsonl");
    Path packed = folder.resolve(topic + ".jsonl.gz");
    if (Files.exists(path)) {
      file.addAll(Files.readString(path, StandardCharsets.UTF_8));
    } else if (Files.exists(packed)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        file.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private void addAll(String text) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        add(number, line);
      }
    }
  }

  private void add(int number, String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject()) {
        lines.add(new Line(topic, number, json));
      } else {
        malformed.add(number);
      }
    } catch (JsonProcessingException e) {
      malformed.add(number);
    }
  }
}
