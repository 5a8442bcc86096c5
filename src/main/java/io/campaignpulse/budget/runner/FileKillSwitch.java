package io.campaignpulse.budget.runner;

import io.campaignpulse.budget.KillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Kill switch by a file: on while the file exists. A file needs neither broker nor restart, and
 * works when those are what is broken.
 */
final class FileKillSwitch implements KillSwitch {

  private final Path file;

  FileKillSwitch(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** The first line of the file. A folder that can't be looked into counts as on. */
  @Override
  public @Nullable String reason() {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return folder + " is not there";
    }
    if (Files.notExists(file)) {
      return null;
    }
    try (var lines = Files.lines(file)) {
      return file + lines.findFirst().map(line -> ": " + line).orElse(" exists");
    } catch (IOException | RuntimeException e) {
      return file + " cannot be read";
    }
  }
}
