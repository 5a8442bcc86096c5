package io.campaignpulse.alert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.lag.AgedPanes;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AgedPanesSerializerTest {

  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  private static AgedPanes panes() {
    AgedPanes panes = new AgedPanes(2);
    panes.advance(NOON);
    panes.add(NOON - 90_000, 1, 2.5);
    panes.add(NOON, 0, 3);
    return panes;
  }

  @Test
  void panes_survive() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    AgedPanesSerializer.INSTANCE.serialize(panes(), out);
    assertThat(
            AgedPanesSerializer.INSTANCE.deserialize(
                new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(panes());
  }
}
