package io.campaignpulse.source.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.SingleObject;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.testing.TestingDecoders;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.CatalogueEncoders;
import io.campaignpulse.wire.EventEncoders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness of Flink may be interrupted while closing
class DecodeOperatorTest {
  private static final RecordDecoders DECODERS = new RecordDecoders(new TimeBounds(null, 300_000));

  /** A length of 150 million: zig-zag 300,000,000 in five bytes. */
  private static final byte[] LENGTH_BOMB = {
    (byte) 0x80, (byte) 0xC6, (byte) 0x86, (byte) 0x8F, 0x01
  };

  @Test
  void refusesWhateverIsWrongAndReadsTheRestExactly() throws Exception {
    try (var harness = open(Topic.INTERACTIONS, DECODERS.interactions())) {
      Random random = new Random(42);
      List<Interaction> good = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < 1000; i++) {
        Interaction interaction = TestingWireValues.sparseClick(i);
        good.add(interaction);
        byte[] value = EventEncoders.INTERACTIONS.value(interaction);
        harness.processElement(raw(Topic.INTERACTIONS, value), 0);
        harness.processElement(raw(Topic.INTERACTIONS, damaged(value, random)), 0);
        refused++;
      }
      byte[] header = SingleObject.header(WireSchema.INTERACTIONS.schema());
      byte[] order = EventEncoders.ORDERS.value(TestingWireValues.order());
      byte[] strangers = EventEncoders.INTERACTIONS.value(TestingWireValues.interaction());
      strangers[5] ^= 1;
      List<byte[]> bad = new ArrayList<>();
      bad.add(new byte[0]);
      bad.add(concat(header, LENGTH_BOMB));
      bad.add(order);
      bad.add(strangers);
      bad.add(new byte[SingleObject.MAX_BYTES + 1]);
      for (byte[] value : bad) {
        harness.processElement(raw(Topic.INTERACTIONS, value), 0);
      }
      harness.processElement(raw(Topic.INTERACTIONS, null), 0);
      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.extractOutputValues()).isEqualTo(good);
      List<Rejection> rejections = side(harness.getSideOutput(DecodeOperator.REJECTED));
      assertThat(rejections).hasSize(refused + 6);
      assertThat(rejections).allMatch(r -> !r.detail().isEmpty());
      assertThat(rejections.subList(refused, refused + 6))
          .extracting(Rejection::reason)
          .containsExactly(
              RejectionReason.MALFORMED,
              RejectionReason.MALFORMED,
              RejectionReason.UNKNOWN_SCHEMA,
              RejectionReason.UNKNOWN_SCHEMA,
              RejectionReason.TOO_LARGE,
              RejectionReason.MALFORMED);
      assertThat(rejections.get(refused + 2).payload()).isEqualTo(order);
      assertThat(rejections.get(refused + 4).payload()).hasSize(SingleObject.MAX_BYTES);
      assertThat(rejections.get(refused + 5).payload()).isNull();
      assertThat(ledger(harness.getSideOutput(DecodeOperator.LEDGER)))
          .containsEntry(Outcome.RECEIVED, 2006L)
          .containsEntry(Outcome.REJECTED, 1006L);
    }
  }

  @Test
  void anyDamageIsEitherAnEventOrARejection() throws Exception {
    for (Topic topic : Topic.values()) {
      byte[] intact = sample(topic);
      Random random = new Random(7);
      try (var harness = open(topic, TestingDecoders.of(topic, DECODERS))) {
        for (int i = 0; i < 1000; i++) {
          byte[] value = intact.clone();
          for (int flips = random.nextInt(3); flips >= 0; flips--) {
            value[random.nextInt(value.length)] = (byte) random.nextInt();
          }
          harness.processElement(raw(topic, value), 0);
        }
        harness.prepareSnapshotPreBarrier(1);
        int rejected = side(harness.getSideOutput(DecodeOperator.REJECTED)).size();
        assertThat(rejected).isPositive();
        assertThat(harness.extractOutputValues().size() + rejected).as("%s", topic).isEqualTo(1000);
      }
    }
  }

  @Test
  void readsJsonAndCountsFieldsNobodyKnows() throws Exception {
    try (var harness = open(Topic.INTERACTIONS, DECODERS.interactions())) {
      String json =
          "{\"eventId\":\"e\",\"eventTime\":\"2026-03-02T10:00:00Z\",\"type\":\"CLICK\","
              + "\"visitorId\":\"v\",\"colour\":\"red\",\"size\":1}";
      harness.processElement(
          new RawRecord(
              Topic.INTERACTIONS,
              0,
              1,
              "interactions.jsonl",
              Long.MIN_VALUE,
              null,
              json.getBytes(StandardCharsets.UTF_8),
              WireFormat.JSON),
          0);
      harness.getOperator().finish();
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(e -> assertThat(e.origin().arrivalTime()).isEqualTo(TestingWireValues.TIME));
      assertThat(ledger(harness.getSideOutput(DecodeOperator.LEDGER)))
          .containsOnly(Map.entry(Outcome.RECEIVED, 1L), Map.entry(Outcome.UNKNOWN_FIELDS, 2L));
    }
  }

  @Test
  void tellsTheLedgerBeforeTheLastWatermarkSinceBooksCloseWithIt() throws Exception {
    try (var harness = open(Topic.INTERACTIONS, DECODERS.interactions())) {
      harness.processElement(raw(Topic.INTERACTIONS, sample(Topic.INTERACTIONS)), 0);
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(ledger(harness.getSideOutput(DecodeOperator.LEDGER)))
          .containsEntry(Outcome.RECEIVED, 1L);
    }
  }

  @Test
  void tellsTheLedgerAfterASecondAndOnlyOnce() throws Exception {
    try (var harness = open(Topic.INTERACTIONS, DECODERS.interactions())) {
      harness.setProcessingTime(5000);
      harness.processElement(raw(Topic.INTERACTIONS, sample(Topic.INTERACTIONS)), 0);
      harness.setProcessingTime(5999);
      assertThat(harness.getSideOutput(DecodeOperator.LEDGER)).isNull();
      harness.setProcessingTime(6000);
      harness.setProcessingTime(60_000);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(side(harness.getSideOutput(DecodeOperator.LEDGER)))
          .containsExactly(new LedgerChange(Topic.INTERACTIONS, Outcome.RECEIVED, 1));
    }
  }

  @Test
  void aRecordOfACatalogueWithoutValueIsADeletionAndNoRejection() throws Exception {
    RecordDecoder<Campaign> campaigns = DECODERS.campaigns();
    try (var harness = open(Topic.CAMPAIGNS, campaigns)) {
      harness.processElement(raw(Topic.CAMPAIGNS, null), 0);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.extractOutputValues()).allMatch(Campaign::isDeletion).hasSize(1);
      assertThat(harness.getSideOutput(DecodeOperator.REJECTED)).isNull();
      assertThat(ledger(harness.getSideOutput(DecodeOperator.LEDGER)))
          .containsOnly(Map.entry(Outcome.RECEIVED, 1L));
    }
  }

  @Test
  void aFaultOfTheDecoderItselfDoesNotEscape() throws Exception {
    RecordDecoder<String> faulty =
        (record, unknown) -> {
          throw new StackOverflowError();
        };
    try (var harness = open(Topic.LEADS, faulty)) {
      harness.processElement(raw(Topic.LEADS, new byte[] {1}), 0);
      assertThat(side(harness.getSideOutput(DecodeOperator.REJECTED)))
          .extracting(Rejection::reason)
          .containsExactly(RejectionReason.MALFORMED);
    }
  }

  private static <E> OneInputStreamOperatorTestHarness<RawRecord, E> open(
      Topic topic, RecordDecoder<E> decoder) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<RawRecord, E>(new DecodeOperator<>(topic, decoder));
    harness.open();
    return harness;
  }

  /** Damage that leaves no valid record: cut short, bytes left over, or a broken header. */
  private static byte[] damaged(byte[] value, Random random) {
    byte[] bytes = value.clone();
    switch (random.nextInt(3)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
      default ->
          bytes[random.nextInt(SingleObject.HEADER_BYTES)] ^= (byte) (1 + random.nextInt(255));
    }
    return bytes;
  }

  private static RawRecord raw(Topic topic, byte @Nullable [] value) {
    return new RawRecord(
        topic,
        TestingWireValues.ORIGIN.partition(),
        TestingWireValues.ORIGIN.position(),
        null,
        TestingWireValues.ORIGIN.arrivalTime(),
        null,
        value,
        WireFormat.AVRO);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] sample(Topic topic) {
    return switch (topic) {
      case INTERACTIONS -> EventEncoders.INTERACTIONS.value(TestingWireValues.interaction());
      case LEADS -> EventEncoders.LEADS.value(TestingWireValues.lead());
      case ORDERS -> EventEncoders.ORDERS.value(TestingWireValues.order());
      case SPEND -> EventEncoders.SPEND.value(TestingWireValues.spend());
      case INVENTORY -> EventEncoders.INVENTORY.value(TestingWireValues.inventory());
      case IDENTITIES -> EventEncoders.IDENTITIES.value(TestingWireValues.identity());
      case CAMPAIGNS -> CatalogueEncoders.CAMPAIGNS.value(TestingWireValues.campaign());
      case PROMOTIONS -> CatalogueEncoders.PROMOTIONS.value(TestingWireValues.promotion());
      case PLANS -> CatalogueEncoders.PLANS.value(TestingWireValues.plan());
      case FX_RATES -> CatalogueEncoders.FX_RATES.value(TestingWireValues.fxRate());
      case RULES -> CatalogueEncoders.RULES.value(TestingWireValues.rule());
      case CALENDAR -> CatalogueEncoders.CALENDAR.value(TestingWireValues.calendarEvent());
      case CHANNEL_LAGS -> CatalogueEncoders.CHANNEL_LAGS.value(TestingWireValues.channelLags());
    };
  }

  private static <T> List<T> side(@Nullable Queue<StreamRecord<T>> output) {
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  private static Map<Outcome, Long> ledger(@Nullable Queue<StreamRecord<LedgerChange>> output) {
    Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
    side(output).forEach(c -> sums.merge(c.outcome(), c.count(), Long::sum));
    return sums;
  }
}
