package io.campaignpulse.bench;

import io.campaignpulse.alert.rule.RulesFile;
import io.campaignpulse.event.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Option for the file of the rules of alerts. */
public final class RulesOption {

  @Option(
      names = "--rules",
      defaultValue = "jobs/default-rules.yaml",
      description = "File of the rules.")
  private Path file = Path.of("");

  /** Returns the rules of the file. */
  public List<AlertRule> rules() throws IOException {
    return RulesFile.parse(file.toString(), Files.readString(file)).rules();
  }
}
