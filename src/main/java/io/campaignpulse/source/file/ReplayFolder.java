package io.campaignpulse.source.file;

import io.campaignpulse.event.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of recorded events: of each topic at most one file, named after it. */
public final class ReplayFolder {
  private static final List<String> SUFFIXES = List.of(".jsonl", ".jsonl.gz", ".csv");

  private final List<ReplayFile> files;

  private ReplayFolder(List<ReplayFile> files) {
    this.files = files;
  }

  /** As {@link #open(Path, DecimalMark)}, where numbers have a point. */
  public static ReplayFolder open(Path folder) {
    return open(folder, DecimalMark.POINT);
  }

  /**
   * The folder with its files.
   *
   * @param decimals the decimal mark of the numbers in its CSV files
   * @throws UnreadableInputException if it or a file in it cannot be read, if it holds no file of
   *     any topic, or two of one, or a CSV file without a known column
   */
  public static ReplayFolder open(Path folder, DecimalMark decimals) {
    if (!Files.isDirectory(folder)) {
      throw new UnreadableInputException(
          folder + (Files.exists(folder) ? " is not a folder" : " does not exist"), null);
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new UnreadableInputException(folder + " is not readable", null);
    }
    List<ReplayFile> files = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      find(folder, topic)
          .map(path -> new ReplayFile(topic, files.size(), path, decimals))
          .ifPresent(
              file -> {
                FileRecords.check(file);
                files.add(file);
              });
    }
    if (files.isEmpty()) {
      throw new UnreadableInputException(
          folder + " holds no input: expected files like interactions.jsonl or orders.csv", null);
    }
    return new ReplayFolder(List.copyOf(files));
  }

  /** All files, in the order of {@link Topic}. */
  public List<ReplayFile> files() {
    return files;
  }

  /** The file of a topic. */
  public Optional<ReplayFile> file(Topic topic) {
    return files.stream().filter(f -> f.topic() == topic).findFirst();
  }

  private static Optional<Path> find(Path folder, Topic topic) {
    List<Path> found =
        SUFFIXES.stream()
            .map(suffix -> folder.resolve(topic.label() + suffix))
            .filter(Files::exists)
            .toList();
    if (found.size() > 1) {
      throw new UnreadableInputException(
          folder
              + " holds more than one file of "
              + topic.label()
              + ": "
              + String.join(", ", found.stream().map(p -> p.getFileName() + "").toList()),
          null);
    }
    for (Path path : found) {
      if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
        throw new UnreadableInputException(path + " is not a readable file", null);
      }
    }
    return found.stream().findFirst();
  }
}
