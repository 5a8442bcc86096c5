package io.campaignpulse.sink.json;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects lines with their keys and writes them to a folder as sorted runs, each as large as the
 * memory it is given. {@link SortedRuns#merge} makes one file of the runs of all writers.
 */
final class SortedRunWriter {

  /** What an entry costs beside its bytes: two array headers, the entry and its place. */
  private static final int ENTRY_OVERHEAD = 64;

  private final Path folder;
  private final String name;
  private final long memoryBytes;
  private final List<SortedRuns.Entry> entries = new ArrayList<>();
  private long bytes;
  private int runs;

  /**
   * A writer.
   *
   * @param name unique in the folder; starts the names of its runs
   * @param memoryBytes when a run is written
   */
  SortedRunWriter(Path folder, String name, long memoryBytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.name = name;
    this.memoryBytes = memoryBytes;
  }

  void add(byte[] key, byte[] line) throws IOException {
    entries.add(new SortedRuns.Entry(key, line));
    bytes += key.length + line.length + ENTRY_OVERHEAD;
    if (bytes >= memoryBytes) {
      flush();
    }
  }

  /** Writes what is in memory as a run, under its final name only once it is whole. */
  void flush() throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    entries.sort(null);
    String run = name + "-" + runs++;
    Path unfinished = folder.resolve(run + ".unfinished");
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16))) {
      for (SortedRuns.Entry entry : entries) {
        entry.writeTo(out);
      }
    }
    Files.move(unfinished, folder.resolve(run + SortedRuns.SUFFIX));
    entries.clear();
    bytes = 0;
  }
}
