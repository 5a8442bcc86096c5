package io.campaignpulse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.InteractionReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.EventEncoders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

class InteractionDecoderTest {
  private static final TimeBounds BOUNDS = new TimeBounds(null, 300_000);
  private static final Schema SCHEMA = WireSchema.INTERACTIONS.schema();

  // Both are used over and over, so that what one record leaves behind meets the next.
  private final InteractionDecoder fast = new InteractionDecoder(BOUNDS);
  private final TopicDecoder<Interaction> careful =
      new TopicDecoder<>(Topic.INTERACTIONS, InteractionReader::new, BOUNDS);

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void judgesEveryRecordAsTheCarefulDecoderDoes(@ForAll("records") GenericRecord record)
      throws IOException {
    assertSameVerdict(encoded(record));
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void judgesEveryDamageAsTheCarefulDecoderDoes(
      @ForAll("records") GenericRecord record,
      @ForAll @IntRange(min = 0, max = 10_000) int where,
      @ForAll byte what,
      @ForAll @IntRange(min = 0, max = 3) int how)
      throws IOException {
    byte[] intact = encoded(record);
    int at = SingleObject.HEADER_BYTES + where % (intact.length - SingleObject.HEADER_BYTES);
    assertSameVerdict(damaged(intact, at, what, how));
  }

  @Example
  void readsAnOrdinaryRecordWithoutDoubt() {
    Interaction interaction = TestingWireValues.interaction();
    RawRecord record = raw(EventEncoders.INTERACTIONS.value(interaction));
    byte[] value = record.value();
    assertThat(value).isNotNull();
    assertThat(new InteractionBytes().read(value, record)).isEqualTo(interaction);
  }

  private void assertSameVerdict(byte[] value) {
    assertThat(verdict(fast, value)).isEqualTo(verdict(careful, value));
  }

  private static Object verdict(RecordDecoder<Interaction> decoder, byte[] value) {
    try {
      return decoder.decode(raw(value), unknown -> assertThat(unknown).isZero());
    } catch (RejectedException e) {
      return e.reason() + " " + e.detail();
    }
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

  private static byte[] damaged(byte[] intact, int at, byte what, int how) {
    byte[] bytes = intact.clone();
    switch (how) {
      case 0 -> bytes[at] = what;
      case 1 -> bytes[at] ^= (byte) (1 << (what & 7));
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      default -> {
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(intact, at, bytes, at + 1, intact.length - at);
        bytes[at] = what;
      }
    }
    return bytes;
  }

  private static byte[] encoded(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(SingleObject.header(SCHEMA));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    return bytes.toByteArray();
  }

  @Provide
  Arbitrary<GenericRecord> records() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.of("", " ", "a", "Paid Search", "e\u0000", "\uFFFD", "北京", "🎯"),
            Arbitraries.strings().ascii().ofMaxLength(20),
            Arbitraries.strings().ofMaxLength(8),
            Arbitraries.integers().between(500, 530).map("x"::repeat));
    Arbitrary<Long> times =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 600_000).map(t -> TestingWireValues.TIME - t),
            Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1_772_445_600L),
            Arbitraries.of(TestingWireValues.TIME + 301_000, TestingWireValues.TIME + 301_001));
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Schema types = SCHEMA.getField("type").schema();
    Arbitrary<Object> symbols =
        Arbitraries.of(types.getEnumSymbols()).map(s -> new GenericData.EnumSymbol(types, s));
    Arbitrary<GenericRecord> records = Arbitraries.create(() -> new GenericData.Record(SCHEMA));
    for (Schema.Field field : SCHEMA.getFields()) {
      Schema schema = field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
      Arbitrary<?> values =
          switch (schema.getType()) {
            case STRING -> texts;
            case LONG -> times;
            case BOOLEAN -> flags;
            default -> symbols;
          };
      Arbitrary<?> present = field.schema().isUnion() ? values.injectNull(0.4) : values;
      records =
          Combinators.combine(records, present)
              .as(
                  (record, value) -> {
                    GenericRecord next = new GenericData.Record((GenericData.Record) record, false);
                    next.put(field.pos(), value);
                    return next;
                  });
    }
    return records;
  }
}
