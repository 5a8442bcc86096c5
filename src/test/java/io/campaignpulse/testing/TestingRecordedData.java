package io.campaignpulse.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recorded data sets that lie beside the checkout and are no part of it. */
public final class TestingRecordedData {
  private static final List<Path> PLACES =
      List.of(Path.of("../shared/data"), Path.of("../../shared/data"));

  private TestingRecordedData() {}

  /** The folder of a data set; skips the test with a clear line where it is absent. */
  public static Path folder(String name) {
    Path found =
        PLACES.stream()
            .map(place -> place.resolve(name))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(PLACES.get(0).resolve(name));
    assumeTrue(Files.isDirectory(found), "skipped: the recorded data " + found + " is absent");
    return found;
  }
}
