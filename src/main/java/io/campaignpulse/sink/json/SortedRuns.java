package io.campaignpulse.sink.json;

import io.campaignpulse.wire.ResultForm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of sorted runs, and their merge into one file sorted by the unsigned bytes of the keys.
 * An entry that was written twice (a task that was restarted writes the same again) stands once.
 */
public final class SortedRuns {

  /** How the name of a finished run ends. */
  static final String SUFFIX = ".run";

  /** How many runs are open at once. */
  private static final int FAN_IN = 64;

  private static final int BUFFER = 1 << 16;

  private SortedRuns() {}

  /** Writes results as one more run of a folder. */
  public static <T> void write(
      List<T> results, ResultForm<T> form, SortKeys.SortKey<T> key, Path folder)
      throws IOException {
    SortedRunWriter writer = new SortedRunWriter(folder, "given", Long.MAX_VALUE);
    for (T result : results) {
      writer.add(key.of(result), form.line(result));
    }
    writer.flush();
  }

  /**
   * Merges all runs of a folder into a file of lines; without runs (or folder) the file is empty.
   * The runs are deleted. The file appears under its name only once it is whole.
   */
  public static void merge(Path folder, Path file) throws IOException {
    List<Path> runs = runs(folder);
    for (int pass = 0; runs.size() > FAN_IN; pass++) {
      List<Path> oldest = runs.subList(0, FAN_IN);
      Path merged = folder.resolve("merged-" + pass + ".unfinished");
      try (DataOutputStream out = new DataOutputStream(output(merged))) {
        forEachMerged(oldest, entry -> entry.writeTo(out));
      }
      delete(oldest);
      oldest.clear();
      runs.add(merged);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (OutputStream out = output(unfinished)) {
      forEachMerged(
          runs,
          entry -> {
            out.write(entry.line());
            out.write('\n');
          });
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    delete(runs);
  }

  private static List<Path> runs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new ArrayList<>();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList());
    }
  }

  private static void forEachMerged(List<Path> runs, EntrySink sink) throws IOException {
    List<RunReader> opened = new ArrayList<>();
    try {
      PriorityQueue<RunReader> heads = new PriorityQueue<>();
      for (Path run : runs) {
        RunReader reader = new RunReader(run);
        opened.add(reader);
        if (reader.advance()) {
          heads.add(reader);
        }
      }
      Entry last = null;
      for (RunReader head = heads.poll(); head != null; head = heads.poll()) {
        Entry entry = head.head();
        if (last == null || entry.compareTo(last) != 0) {
          sink.accept(entry);
        }
        last = entry;
        if (head.advance()) {
          heads.add(head);
        }
      }
    } finally {
      for (RunReader reader : opened) {
        reader.close();
      }
    }
  }

  private static OutputStream output(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
  }

  private static void delete(List<Path> runs) throws IOException {
    for (Path run : runs) {
      Files.delete(run);
    }
  }

  private interface EntrySink {
    void accept(Entry entry) throws IOException;
  }

  /** A line and what it is ordered by; equal keys are ordered by the line itself. */
  record Entry(byte[] key, byte[] line) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byKey = Arrays.compareUnsigned(key, other.key);
      return byKey != 0 ? byKey : Arrays.compareUnsigned(line, other.line);
    }

    void writeTo(DataOutputStream out) throws IOException {
      out.writeInt(key.length);
      out.write(key);
      out.writeInt(line.length);
      out.write(line);
    }
  }

  private static final class RunReader implements Comparable<RunReader>, Closeable {
    private final DataInputStream in;
    private @Nullable Entry head;

    RunReader(Path run) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(run), BUFFER));
    }

    boolean advance() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        head = null;
        return false;
      }
      in.reset();
      head = new Entry(bytes(), bytes());
      return true;
    }

    Entry head() {
      if (head == null) {
        throw new IllegalStateException("the run has ended");
      }
      return head;
    }

    private byte[] bytes() throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return bytes;
    }

    @Override
    public int compareTo(RunReader other) {
      return head().compareTo(other.head());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
