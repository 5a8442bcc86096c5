package io.campaignpulse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveJobCommandTest {
  private final List<LiveJob> drawn = new ArrayList<>();
  private final LiveJobCommand command = new LiveJobCommand("alerts", drawn::add);

  @Test
  void helpStartsNothing() throws Exception {
    command.run(new String[] {"--help"});

    assertThat(drawn).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotKnowBeforeItDraws() {
    assertThatThrownBy(() -> command.run(new String[] {"--frobnicate"}))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--frobnicate");
    assertThatThrownBy(() -> command.run(new String[] {"--set", "no.such=1"}))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no.such");
    assertThat(drawn).isEmpty();
  }
}
