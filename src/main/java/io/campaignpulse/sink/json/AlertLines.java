package io.campaignpulse.sink.json;

import io.campaignpulse.event.Alert;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A file of alerts, which are few enough to be kept in memory. */
public final class AlertLines {

  private AlertLines() {}

  /** Writes alerts in their order; the file appears under its name only once it is whole. */
  public static void write(List<Alert> alerts, Path file) throws IOException {
    ResultForm<Alert> form = Results.ALERTS.form();
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      for (Alert alert : alerts) {
        out.write(form.line(alert));
        out.write('\n');
      }
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
