package io.campaignpulse.job;

import io.campaignpulse.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options every job shares: a settings file and single settings. */
final class SettingsArguments {

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description = "Settings file; see docs/configuration.md.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; may be repeated and has the last word.")
  private List<String> pairs = new ArrayList<>();

  /** The settings they say; a {@link io.campaignpulse.config.SettingsException} if unusable. */
  Settings settings() {
    return Settings.read(file, pairs);
  }
}
