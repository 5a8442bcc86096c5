package io.campaignpulse.budget.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** File of actions, one JSON object a line, each id once. */
final class ActionFile implements ActionOutput {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResultForm<BudgetAction> form = Results.BUDGET_ACTIONS.form();
  private final Path file;
  private final Set<String> ids = new HashSet<>();

  /**
   * A file that may have lines.
   *
   * @throws IOException if it cannot be read, or its last line was cut short
   */
  ActionFile(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        ids.add(JSON.readTree(line).path("actionId").asText());
      }
    }
  }

  @Override
  public Optional<String> deliver(BudgetAction action) {
    if (ids.contains(action.actionId())) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    line.writeBytes(form.line(action));
    line.write('\n');
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (IOException e) {
      return Optional.of(file + ": " + e.getMessage());
    }
    ids.add(action.actionId());
    return Optional.empty();
  }
}
