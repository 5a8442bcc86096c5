package io.campaignpulse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints a job has left in its directory: {@code <directory>/<job id>/chk-<n>}. One is
 * complete when its {@code _metadata} is there, which Flink writes last.
 */
final class RetainedCheckpoints {

  private final Path directory;

  RetainedCheckpoints(Path directory) {
    this.directory = directory;
  }

  /** The complete checkpoint that was written last, of whatever run of the job. */
  Optional<Path> latest() {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory, 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(RetainedCheckpoints::writtenAt))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for checkpoints in " + directory, e);
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
