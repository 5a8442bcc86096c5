package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void files_hold_the_chosen_incident_and_when_everything_arrived() throws Exception {
    int exit =
        new CommandLine(new SimulateCommand())
            .execute(
                "--to",
                directory.toString(),
                "--rate",
                "20",
                "--for",
                "PT20M",
                "--incidents",
                "STOCK_OUT@-110");
    assertThat(exit).isZero();
    List<JsonNode> counts = lines("inventory.jsonl");
    assertThat(counts)
        .filteredOn(count -> count.get("eventId").asText().startsWith("gone-"))
        .hasSize(2)
        .allMatch(count -> count.get("onHand").asText().equals("0"));
    assertThat(counts).allMatch(count -> count.hasNonNull("arrivalTime"));
    assertThat(lines("orders.jsonl"))
        .isNotEmpty()
        .allMatch(order -> order.get("arrivalTime").asLong() >= order.get("eventTime").asLong());
    assertThat(lines("spend.jsonl")).isNotEmpty().allMatch(cost -> cost.hasNonNull("arrivalTime"));
    assertThat(lines("channel-lags.jsonl"))
        .isNotEmpty()
        .allMatch(lags -> lags.at("/shares/0/age").asText().equals("PT1M"));
  }

  @Test
  void an_incident_that_does_not_exist_is_refused_with_those_that_do() {
    StringWriter error = new StringWriter();
    CommandLine command = new CommandLine(new SimulateCommand());
    command.setErr(new PrintWriter(error));
    int exit = command.execute("--to", directory.toString(), "--incidents", "FLOOD");
    assertThat(exit).isEqualTo(2);
    assertThat(error.toString())
        .contains("Invalid value for option '--incidents'", "FLOOD", "DEMAND_DROP");
  }

  private List<JsonNode> lines(String file) throws Exception {
    return Files.readAllLines(directory.resolve(file)).stream()
        .map(
            line -> {
              try {
                return JSON.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
