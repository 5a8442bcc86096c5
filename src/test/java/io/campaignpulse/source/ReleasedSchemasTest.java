package io.campaignpulse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What was ever released stays readable; see avro/README.md, "Compatibility". */
class ReleasedSchemasTest {
  /** Topics that no release had yet, or whose values of v0.1.0 are not read any more. */
  private static final Set<WireSchema> NOT_RELEASED =
      EnumSet.of(
          WireSchema.ALERTS,
          WireSchema.CONVERSION_LEDGER,
          WireSchema.EXPLANATIONS,
          WireSchema.CALENDAR,
          WireSchema.CHANNEL_LAGS,
          WireSchema.ALERT_ACTIONS,
          WireSchema.ALERT_HEARTBEATS,
          WireSchema.BUDGET_ACTIONS,
          WireSchema.AUDIT,
          WireSchema.CAMPAIGN_OUTLOOK,
          WireSchema.NOTIFICATIONS,
          WireSchema.DEAD_LETTERS);

  private static final TimeBounds BOUNDS = new TimeBounds(null, 300_000);

  @ParameterizedTest
  @EnumSource(WireSchema.class)
  void theCurrentSchemaReadsEveryReleasedOne(WireSchema wire) {
    assertThat(wire.released().isEmpty()).isEqualTo(NOT_RELEASED.contains(wire));
    for (Schema written : wire.released()) {
      assertThat(
              SchemaCompatibility.checkReaderWriterCompatibility(wire.schema(), written)
                  .getResult()
                  .getIncompatibilities())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(WireSchema.class)
  void everyReleaseReadsThoseBeforeIt(WireSchema wire) {
    List<Schema> released = wire.released();
    for (int reader = 0; reader < released.size(); reader++) {
      for (int writer = 0; writer < reader; writer++) {
        assertThat(
                SchemaCompatibility.checkReaderWriterCompatibility(
                        released.get(reader), released.get(writer))
                    .getType())
            .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WireSchema.class)
  void everyFieldIsDocumentedAndEveryOptionalOneDefaultsToNull(WireSchema wire) {
    for (Schema record : records(wire.schema(), new LinkedHashSet<>())) {
      assertThat(record.getDoc()).as(record.getName()).isNotBlank();
      for (Schema.Field field : record.getFields()) {
        assertThat(field.doc()).as("%s.%s", record.getName(), field.name()).isNotBlank();
        if (field.schema().isUnion()) {
          assertThat(field.defaultVal()).isSameAs(JsonProperties.NULL_VALUE);
        }
      }
    }
  }

  @Test
  void schemasAreNamedApartByTheirFingerprints() {
    assertThat(Stream.of(WireSchema.values()).map(w -> SingleObject.fingerprint(w.schema())))
        .doesNotHaveDuplicates();
  }

  static Stream<Arguments> releasedBytes() {
    RecordDecoders decoders = new RecordDecoders(BOUNDS);
    return Stream.of(
        Arguments.of(Topic.INTERACTIONS, decoders.interactions(), TestingWireValues.interaction()),
        Arguments.of(Topic.LEADS, decoders.leads(), TestingWireValues.lead()),
        Arguments.of(Topic.ORDERS, decoders.orders(), TestingWireValues.order()),
        Arguments.of(Topic.SPEND, decoders.spend(), TestingWireValues.spend(null)),
        Arguments.of(Topic.INVENTORY, decoders.inventory(), TestingWireValues.inventory()),
        Arguments.of(Topic.IDENTITIES, decoders.identities(), TestingWireValues.identity()),
        Arguments.of(Topic.CAMPAIGNS, decoders.campaigns(), TestingWireValues.campaign()),
        Arguments.of(Topic.PROMOTIONS, decoders.promotions(), TestingWireValues.promotion()),
        Arguments.of(Topic.PLANS, decoders.plans(), TestingWireValues.plan()),
        Arguments.of(Topic.FX_RATES, decoders.fxRates(), TestingWireValues.fxRate()),
        Arguments.of(Topic.RULES, decoders.rules(), TestingWireValues.ruleWithoutEvidence()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releasedBytes")
  void bytesOfAReleaseMeanWhatTheyMeant(Topic topic, RecordDecoder<Object> decoder, Object meaning)
      throws IOException {
    byte[] value = fixture("v0.1.0", topic.label());
    RawRecord record =
        new RawRecord(
            topic,
            TestingWireValues.ORIGIN.partition(),
            TestingWireValues.ORIGIN.position(),
            null,
            TestingWireValues.ORIGIN.arrivalTime(),
            null,
            value,
            WireFormat.AVRO);
    assertThat(decoder.decode(record, unknown -> {})).isEqualTo(meaning);
  }

  /** A server of v0.1.0 wrote a return of everything with an empty list of lines. */
  @Test
  void aReturnOfEverythingOfAReleaseIsNoReturnOfNothing() throws IOException {
    Schema released = WireSchema.ORDERS.released().get(0);
    GenericRecord everything = new GenericData.Record(released);
    everything.put("eventId", "e");
    everything.put("eventTime", 1_767_225_600_000L);
    everything.put("orderId", "O");
    everything.put(
        "status", new GenericData.EnumSymbol(released.getField("status").schema(), "RETURNED"));
    everything.put("currency", "USD");
    everything.put("lines", List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(SingleObject.header(released));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<>(released).write(everything, encoder);
    RawRecord record =
        new RawRecord(
            Topic.ORDERS,
            0,
            0,
            null,
            1_767_225_600_000L,
            null,
            bytes.toByteArray(),
            WireFormat.AVRO);
    assertThat(new RecordDecoders(BOUNDS).orders().decode(record, unknown -> {}))
        .extracting(OrderEvent::status, OrderEvent::amountMicros)
        .containsExactly(OrderStatus.RETURNED, null);
  }

  @Test
  void creditsOfAReleaseMeanWhatTheyMeant() throws IOException {
    assertThat(Results.CREDITS.decoder().decode(fixture("v0.1.0", "credits")))
        .usingRecursiveComparison()
        .isEqualTo(TestingWireValues.creditWithoutDealer());
  }

  private static byte[] fixture(String release, String topic) throws IOException {
    String resource = "/wire-fixtures/" + release + ".properties";
    Properties hexByTopic = new Properties();
    try (InputStream in =
        Objects.requireNonNull(ReleasedSchemasTest.class.getResourceAsStream(resource), resource)) {
      hexByTopic.load(in);
    }
    return HexFormat.of().parseHex(hexByTopic.getProperty(topic, ""));
  }

  private static Set<Schema> records(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.add(schema)) {
          schema.getFields().forEach(f -> records(f.schema(), found));
        }
      }
      case ARRAY -> records(schema.getElementType(), found);
      case MAP -> records(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(t -> records(t, found));
      default -> {}
    }
    return found;
  }
}
