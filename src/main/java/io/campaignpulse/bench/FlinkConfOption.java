package io.campaignpulse.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Option for the folder of the jobs' {@code config.yaml}. */
public final class FlinkConfOption {

  @Option(
      names = "--flink-conf",
      defaultValue = "flink-conf",
      description = "Folder of the jobs' config.yaml.")
  private Path folder = Path.of("");

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }
}
