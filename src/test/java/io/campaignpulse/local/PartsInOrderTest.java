package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PartsInOrderTest {

  private final StringWriter said = new StringWriter();
  private final List<String> stopped = new ArrayList<>();
  private final PartsInOrder parts = new PartsInOrder(new PrintWriter(said), () -> 0);

  @Test
  void stops_in_reverse_order_and_once_also_when_one_fails() throws Exception {
    start("first");
    parts.start(
        "second",
        () ->
            (AutoCloseable)
                () -> {
                  throw new IllegalStateException("stuck");
                },
        part -> "here");
    start("third");
    parts.close();
    parts.close();
    assertThat(stopped).containsExactly("third", "first");
    assertThat(said.toString())
        .contains("third      here  (0.0 s)")
        .contains("second did not stop cleanly: stuck");
  }

  @Test
  void a_part_that_starts_while_all_is_stopped_is_stopped_at_once() {
    parts.close();
    assertThatThrownBy(() -> start("late")).isInstanceOf(CancellationException.class);
    assertThat(stopped).containsExactly("late");
  }

  private void start(String name) throws Exception {
    parts.start(name, () -> (AutoCloseable) () -> stopped.add(name), part -> "here");
  }
}
