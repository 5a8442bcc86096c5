package io.campaignpulse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.EventEncoders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's iterators may be interrupted while closing
class EventStreamsTest {

  @Test
  void aTopicBecomesEventsRejectionsAndBooks() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(raw(EventEncoders.INTERACTIONS.value(TestingWireValues.sparseClick(i))));
    }
    records.add(raw(new byte[] {1, 2, 3}));
    DataStream<RawRecord> raw =
        env.fromData(records, TypeInformation.of(RawRecord.class)).uid("make-records");

    EventStreams.Decoded<Interaction> decoded =
        EventStreams.decode(
            raw,
            Topic.INTERACTIONS,
            new RecordDecoders(new TimeBounds(null, 300_000)).interactions(),
            Interaction.class,
            EventWatermarks.atEnd());

    try (CloseableIterator<Interaction> events = decoded.events().collectAsync();
        CloseableIterator<Rejection> rejected = decoded.rejected().collectAsync();
        CloseableIterator<LedgerChange> ledger = decoded.ledger().collectAsync()) {
      env.execute();
      List<Interaction> read = new ArrayList<>();
      events.forEachRemaining(read::add);
      read.sort(Comparator.comparing(Interaction::eventTime));
      assertThat(read).hasSize(10);
      assertThat(read.get(3)).isEqualTo(TestingWireValues.sparseClick(3));
      assertThat(rejected.next().reason()).isEqualTo(RejectionReason.MALFORMED);
      assertThat(rejected.hasNext()).isFalse();
      List<LedgerChange> changes = new ArrayList<>();
      ledger.forEachRemaining(changes::add);
      assertThat(sum(changes, Outcome.RECEIVED)).isEqualTo(11);
      assertThat(sum(changes, Outcome.REJECTED)).isEqualTo(1);
    }
  }

  private static long sum(List<LedgerChange> changes, Outcome outcome) {
    return changes.stream()
        .filter(c -> c.outcome() == outcome)
        .mapToLong(LedgerChange::count)
        .sum();
  }

  private static RawRecord raw(byte[] value) {
    return new RawRecord(
        Topic.INTERACTIONS,
        TestingWireValues.ORIGIN.partition(),
        TestingWireValues.ORIGIN.position(),
        null,
        TestingWireValues.ORIGIN.arrivalTime(),
        null,
        value,
        WireFormat.AVRO);
  }
}
