package io.campaignpulse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the demo keeps its state: a folder that stays, or a temporary one that goes with it. */
record DemoFolder(Path path, boolean temporary) implements AutoCloseable {

  /** The folder somebody asked for, created if missing; unasked, a temporary one. */
  static DemoFolder of(@Nullable Path asked) throws IOException {
    return asked == null
        ? new DemoFolder(Files.createTempDirectory("campaign-pulse-"), true)
        : new DemoFolder(Files.createDirectories(asked).toAbsolutePath(), false);
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path flink() {
    return path.resolve("flink");
  }

  Path market() {
    return path.resolve("market.properties");
  }

  /** Removes a temporary folder. */
  @Override
  public void close() throws IOException {
    if (!temporary) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
