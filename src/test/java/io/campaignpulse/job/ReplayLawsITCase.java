package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.testing.TestingReplay;
import io.campaignpulse.testing.TestingWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for the replay of every world; a failing example is printed and can be run again. */
@Tag("thorough")
class ReplayLawsITCase {

  private static final String AS_OF = "asOf=" + TestingWorld.AS_OF;

  @Property(tries = 4, seed = "20260328", shrinking = ShrinkingMode.OFF)
  void anyPermutationAndDuplicationAtAnyParallelismGivesTheSameBytes(
      @ForAll long world,
      @ForAll long shuffle,
      @ForAll @DoubleRange(min = 0.05, max = 0.5) double duplicates,
      @ForAll @IntRange(min = 1, max = 4) int parallelism)
      throws IOException {
    Path folder = Files.createTempDirectory("replay-laws");
    try {
      TestingWorld generated = TestingWorld.generate(world, 60);
      generated.writeTo(folder.resolve("ordered"));
      generated.writeDisorderedTo(folder.resolve("permuted"), shuffle, 0);
      generated.writeDisorderedTo(folder.resolve("repeated"), shuffle, duplicates);

      Map<String, String> ordered = replay(folder, "ordered", 2);
      assertThat(ordered.get("credits.jsonl")).isNotEmpty();
      assertThat(ordered.get("customer-value.jsonl")).isNotEmpty();
      assertThat(ordered.get("model-shares.jsonl")).contains("MARKOV|", "SHAPLEY|");
      assertThat(ordered.get("plan-progress.jsonl")).contains("\"CLEARANCE\"", "\"TARGET\"");
      assertThat(ordered.get("campaign-metrics.jsonl")).contains("\"window\":\"PT1M\"");
      assertThat(replay(folder, "permuted", parallelism)).isEqualTo(ordered);

      Map<String, String> repeated = replay(folder, "repeated", parallelism);
      assertThat(duplicatesIn(repeated)).isPositive();
      // The ledger counts the copies; all else knows nothing of them.
      repeated.remove("ledger.json");
      ordered.remove("ledger.json");
      assertThat(repeated).isEqualTo(ordered);
    } finally {
      delete(folder);
    }
  }

  private static Map<String, String> replay(Path folder, String input, int parallelism)
      throws IOException {
    return TestingReplay.filesOf(
        folder.resolve(input),
        folder.resolve(input + "-results"),
        "--set",
        AS_OF,
        "--parallelism",
        Integer.toString(parallelism));
  }

  private static long duplicatesIn(Map<String, String> files) throws IOException {
    long duplicates = 0;
    for (JsonNode book : new ObjectMapper().readTree(files.get("ledger.json"))) {
      duplicates += book.get("duplicate").asLong();
    }
    return duplicates;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
