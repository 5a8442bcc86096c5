package io.campaignpulse.sink.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRunsTest {
  @TempDir private Path temporary;

  private static Path write(Path folder, List<String> keys, int writers, long memory)
      throws IOException {
    List<SortedRunWriter> all = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      all.add(new SortedRunWriter(folder, "writer-" + w, memory));
    }
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i).getBytes(UTF_8);
      all.get(i % writers).add(key, ("line of " + keys.get(i)).getBytes(UTF_8));
    }
    for (SortedRunWriter writer : all) {
      writer.flush();
    }
    return folder;
  }

  @Property(tries = 300)
  void the_file_equals_a_sort_in_memory(
      @ForAll @Size(max = 200) List<String> anyKeys,
      @ForAll @IntRange(min = 1, max = 4) int writers,
      @ForAll @IntRange(min = 1, max = 2_000) int memory)
      throws IOException {
    // A line end in a key would only make this test's own split of the file ambiguous.
    List<String> keys =
        anyKeys.stream().map(k -> new String(k.replace('\n', ' ').getBytes(UTF_8), UTF_8)).toList();
    Path folder = Files.createTempDirectory("sorted-runs");
    Path file = folder.resolve("out.jsonl");
    SortedRuns.merge(write(folder.resolve("runs"), keys, writers, memory), file);

    TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
    keys.forEach(k -> sorted.add(k.getBytes(UTF_8)));
    StringBuilder expected = new StringBuilder();
    sorted.forEach(k -> expected.append("line of ").append(new String(k, UTF_8)).append('\n'));
    assertThat(Files.readString(file)).isEqualTo(expected.toString());
    Files.delete(file);
    Files.delete(folder.resolve("runs"));
    Files.delete(folder);
  }

  @Test
  void more_runs_than_can_be_open_at_once_are_merged_in_passes() throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add("key " + (i * 7919) % 1000);
    }
    Path runs = write(temporary.resolve("runs"), keys, 1, 1);
    try (var files = Files.list(runs)) {
      assertThat(files).hasSize(300);
    }
    Path file = temporary.resolve("out.jsonl");
    SortedRuns.merge(runs, file);
    assertThat(Files.readAllLines(file))
        .isEqualTo(keys.stream().map(k -> "line of " + k).sorted().distinct().toList());
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void without_runs_the_file_is_empty() throws IOException {
    Path file = temporary.resolve("out.jsonl");
    SortedRuns.merge(temporary.resolve("nowhere"), file);
    assertThat(file).isEmptyFile();
  }

  @Test
  void a_run_that_was_not_finished_is_no_run() throws IOException {
    Path runs = write(temporary.resolve("runs"), List.of("a"), 1, 1000);
    Files.writeString(runs.resolve("writer-9-0.unfinished"), "half");
    Path file = temporary.resolve("out.jsonl");
    SortedRuns.merge(runs, file);
    assertThat(file).hasContent("line of a");
  }
}
