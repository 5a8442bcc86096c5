package io.campaignpulse.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * The configuration a Flink process would read: {@code config.yaml} of a folder, then the overlays
 * in their order, a later key replacing an earlier one.
 */
final class FlinkConfiguration {

  private FlinkConfiguration() {}

  /**
   * Reads {@code folder/config.yaml} and the {@code config.yaml} of each overlay.
   *
   * @param overlays sub-folders of {@code folder}
   * @throws IllegalArgumentException if one is missing
   */
  static Configuration read(Path folder, List<String> overlays) {
    Configuration merged = load(folder);
    overlays.forEach(overlay -> merged.addAll(load(folder.resolve(overlay))));
    return merged;
  }

  private static Configuration load(Path folder) {
    if (!Files.isReadable(folder.resolve("config.yaml"))) {
      throw new IllegalArgumentException("no config.yaml in " + folder.toAbsolutePath());
    }
    return GlobalConfiguration.loadConfiguration(folder.toString());
  }
}
