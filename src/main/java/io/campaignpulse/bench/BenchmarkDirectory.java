package io.campaignpulse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the files of a round, which goes with it. */
final class BenchmarkDirectory implements AutoCloseable {

  private final Path path;

  BenchmarkDirectory() throws IOException {
    path = Files.createTempDirectory("campaign-pulse-benchmark-");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
