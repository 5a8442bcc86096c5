package io.campaignpulse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  /** Symbols of the schema below and one more. */
  public enum Colour {
    RED,
    GREEN
  }

  /** A record of one field of each of three kinds. */
  public record Sample(String name, @Nullable Colour colour, long count) {}

  private static final Schema SCHEMA =
      SchemaBuilder.record("SampleValue")
          .fields()
          .requiredString("name")
          .name("colour")
          .type(
              Schema.createUnion(
                  Schema.create(Schema.Type.NULL),
                  Schema.createEnum(
                      "ColourValue", null, null, List.of("RED", "GREEN", "UNKNOWN"), "UNKNOWN")))
          .noDefault()
          .requiredInt("count")
          .endRecord();

  private static final RecordShape<Sample> SAMPLE =
      new RecordShape<>(
          Sample.class,
          columns ->
              columns
                  .text("name", Sample::name)
                  .symbol("colour", Colour.class, Sample::colour)
                  .count("count", Sample::count));

  private static void assertRefused(RecordShape.Description<Sample> columns, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordShape<>(Sample.class, columns).bind(SCHEMA))
        .withMessageContaining(why);
  }

  private static GenericRecord row(@Nullable String colour) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("name", "a");
    row.put("colour", colour);
    row.put("count", 7);
    return row;
  }

  @Test
  void aFieldWithoutColumnIsNamed() {
    assertRefused(
        columns ->
            columns.text("name", Sample::name).symbol("colour", Colour.class, Sample::colour),
        "Sample as SampleValue has no column for field count");
  }

  @Test
  void aColumnOutOfOrderIsNamed() {
    assertRefused(
        columns -> columns.symbol("colour", Colour.class, Sample::colour),
        "has a column colour where field name is");
  }

  @Test
  void aColumnOfAnotherKindIsNamed() {
    assertRefused(
        columns ->
            columns
                .text("name", Sample::name)
                .symbol("colour", Colour.class, Sample::colour)
                .time("count", Sample::count),
        "column count: Long isn't written as \"int\"");
  }

  @Test
  void aComponentThatNoColumnGivesIsNamed() {
    assertRefused(
        columns ->
            columns
                .text("name", sample -> sample.name().trim())
                .symbol("colour", Colour.class, Sample::colour)
                .count("count", Sample::count),
        "no column gives [name]");
  }

  @Test
  void aSymbolOfALaterVersionIsNone() {
    assertThat(SAMPLE.bind(SCHEMA).read(row("UNKNOWN"))).isEqualTo(new Sample("a", null, 7));
    assertThat(SAMPLE.bind(SCHEMA).read(row("GREEN"))).isEqualTo(new Sample("a", Colour.GREEN, 7));
  }

  @Test
  void aShapeBindsAgainWhereItWasSentTo() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(SAMPLE);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RecordShape<?> sent = (RecordShape<?>) in.readObject();
      assertThat(sent.bind(SCHEMA).read(row(null))).isEqualTo(new Sample("a", null, 7));
    }
  }
}
