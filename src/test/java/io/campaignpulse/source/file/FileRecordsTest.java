package io.campaignpulse.source.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.OrderReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.json.JsonRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRecordsTest {
  private static final String MARK = "\uFEFF";

  @TempDir private Path folder;

  private static List<RawRecord> read(String file, byte[] content) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (FileRecords source =
        FileRecords.over(
            Topic.ORDERS, 2, file, DecimalMark.POINT, new ByteArrayInputStream(content))) {
      for (RawRecord r = source.next(); r != null; r = source.next()) {
        records.add(r);
      }
    }
    return records;
  }

  /** Line number, colon, text of each record. */
  private static List<String> texts(String file, String content) throws IOException {
    return read(file, content.getBytes(UTF_8)).stream()
        .map(r -> r.position() + ":" + text(r))
        .toList();
  }

  private static String text(RawRecord raw) {
    return new String(bytes(raw), UTF_8);
  }

  private static byte[] bytes(RawRecord raw) {
    byte[] value = raw.value();
    return value == null ? new byte[0] : value;
  }

  private static void assertRefused(RawRecord raw, RejectionReason reason) {
    assertThatThrownBy(() -> JsonRecords.parse(bytes(raw)))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);
  }

  @Test
  void a_record_is_a_line_and_blank_lines_only_count() throws IOException {
    assertThat(texts("orders.jsonl", MARK + "{\"a\":1}\n\n  \t\r\n{\"b\":2}\r\n{\"c\":3}"))
        .containsExactly("1:{\"a\":1}", "4:{\"b\":2}", "5:{\"c\":3}");
    assertThat(texts("orders.jsonl", "")).isEmpty();
    assertThat(texts("orders.jsonl", "\n\n")).isEmpty();
  }

  @Test
  void a_record_knows_where_it_stood() throws IOException {
    RawRecord record = read("orders.jsonl", "{}".getBytes(UTF_8)).get(0);
    assertThat(record)
        .extracting("topic", "partition", "position", "file", "arrivalTime", "key")
        .containsExactly(Topic.ORDERS, 2, 1L, "orders.jsonl", Long.MIN_VALUE, null);
  }

  @Test
  void a_very_long_line_is_cut_and_the_next_is_read() throws IOException {
    byte[] content = new byte[3 * JsonRecords.MAX_BYTES];
    Arrays.fill(content, (byte) 'x');
    content[content.length - 3] = '\n';
    content[content.length - 2] = '{';
    content[content.length - 1] = '}';
    for (String file : List.of("orders.jsonl", "orders.csv")) {
      byte[] withHeader = content.clone();
      if (file.endsWith("csv")) {
        System.arraycopy("orderId\n".getBytes(UTF_8), 0, withHeader, 0, 8);
      }
      List<RawRecord> records = read(file, withHeader);
      assertThat(records).hasSize(2);
      assertThat(bytes(records.get(0))).hasSize(JsonRecords.MAX_BYTES + 1);
      assertRefused(records.get(0), RejectionReason.TOO_LARGE);
      assertThat(records.get(1).position()).isEqualTo(file.endsWith("csv") ? 3 : 2);
    }
  }

  @Test
  void a_csv_row_is_an_object_of_texts_with_empty_cells_absent() throws IOException {
    assertThat(
            texts(
                "orders.csv",
                MARK
                    + "orderId,currency,lines,note\r\n"
                    + "O1,,\"[{\"\"sku\"\":\"\"A\"\"}]\",\"two\nlines, \"\"quoted\"\"\"\r\n"
                    + "\r\n"
                    + "\"O2\",USD,,\r\n"))
        .containsExactly(
            "2:{\"orderId\":\"O1\",\"lines\":\"[{\\\"sku\\\":\\\"A\\\"}]\","
                + "\"note\":\"two\\nlines, \\\"quoted\\\"\"}",
            "5:{\"orderId\":\"O2\",\"currency\":\"USD\"}");
  }

  @Test
  void a_csv_order_reads_like_a_json_order() throws IOException {
    RawRecord row =
        read(
                "orders.csv",
                ("eventId,eventTime,orderId,status,currency,lines,colour\n"
                        + "e,1772442000000,O,PLACED,USD,\"[{\"\"sku\"\":\"\"A\"\",\"\"quantity\"\":2,"
                        + "\"\"unitPrice\"\":\"\"9.99\"\"}]\",red\n")
                    .getBytes(UTF_8))
            .get(0);
    RawRecord json =
        read(
                "orders.jsonl",
                ("{\"eventId\":\"e\",\"eventTime\":\"2026-03-02T09:00:00Z\",\"orderId\":\"O\","
                        + "\"status\":\"PLACED\",\"currency\":\"USD\",\"lines\":[{\"sku\":\"A\","
                        + "\"quantity\":2,\"unitPrice\":9.99}]}")
                    .getBytes(UTF_8))
            .get(0);
    OrderReader reader = new OrderReader();
    Origin origin = new Origin(0, 1, "f", 0);
    assertThat(reader.read(JsonRecords.parse(bytes(row)), origin))
        .isEqualTo(reader.read(JsonRecords.parse(bytes(json)), origin));
    assertThat(reader.unknownFields(JsonRecords.parse(bytes(row)))).isEqualTo(1);
  }

  @Test
  void a_malformed_row_is_refused_and_costs_no_other() throws IOException {
    String content =
        """
        orderId,currency
        too,many,cells
        few
        1,2
        an "inner,quote
        "never closed,4
        5,"6"
        "closed"badly,7
        8,9
        "at the end,10
        """;
    List<RawRecord> records = read("orders.csv", content.getBytes(UTF_8));
    assertThat(records.stream().map(RawRecord::position))
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    for (RawRecord record : records) {
      if (List.of(4L, 7L, 9L).contains(record.position())) {
        assertThat(JsonRecords.parse(bytes(record)).names()).containsExactly("orderId", "currency");
      } else {
        assertRefused(record, RejectionReason.MALFORMED);
      }
    }
    assertThat(text(records.get(4))).isEqualTo("\"never closed,4");
  }

  @Test
  void a_row_that_is_not_utf8_is_refused() throws IOException {
    byte[] content = "orderId\nx\ny\n".getBytes(UTF_8);
    content[8] = (byte) 0xE4;
    List<RawRecord> records = read("orders.csv", content);
    assertRefused(records.get(0), RejectionReason.MALFORMED);
    assertThat(text(records.get(1))).isEqualTo("{\"orderId\":\"y\"}");
  }

  @Test
  void an_unusable_header_is_one_clear_line() {
    assertThatThrownBy(() -> texts("orders.csv", "orderId,orderId\n1,2\n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("orders.csv: the header row names a column twice");
    assertThatThrownBy(() -> texts("orders.csv", "orderId,\"b\n1,2\n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("orders.csv: the header row is malformed");
  }

  @Test
  void a_text_in_utf16_is_read_by_its_mark_and_a_broken_character_costs_its_line()
      throws IOException {
    String text = MARK + "orderId;note\n1;ä😀\n2;\uD83D\n3;ok\n";
    byte[] big = new byte[2 * text.length()];
    byte[] little = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      big[2 * i] = (byte) (text.charAt(i) >> 8);
      big[2 * i + 1] = (byte) text.charAt(i);
      little[2 * i] = big[2 * i + 1];
      little[2 * i + 1] = big[2 * i];
    }
    for (byte[] content : List.of(big, little)) {
      List<RawRecord> records = read("orders.csv", content);
      assertThat(JsonRecords.parse(bytes(records.get(0))).text("note")).isEqualTo("ä😀");
      assertRefused(records.get(1), RejectionReason.MALFORMED);
      assertThat(text(records.get(2))).isEqualTo("{\"orderId\":\"3\",\"note\":\"ok\"}");
      assertRefused(
          read("orders.csv", Arrays.copyOf(content, content.length - 3)).get(2),
          RejectionReason.MALFORMED);
    }
    String longText = MARK + "{\"orderId\":\"😀" + "x😀".repeat(40_000) + "\"}";
    assertThat(text(read("orders.jsonl", longText.getBytes(StandardCharsets.UTF_16LE)).get(0)))
        .isEqualTo(longText.substring(1));
  }

  @Test
  void the_header_is_the_line_with_the_most_known_columns() throws IOException {
    assertThat(
            texts(
                "orders.csv", "status: all\n\ncurrency\tUSD\norderId\tcurrency\n1\tUSD\n2\tEUR\n"))
        .containsExactly(
            "5:{\"orderId\":\"1\",\"currency\":\"USD\"}",
            "6:{\"orderId\":\"2\",\"currency\":\"EUR\"}");
    assertThat(texts("orders.csv", "a\n".repeat(28) + "orderId,\"cur\nrency\"\nTotals\n1,2\n"))
        .containsExactly("32:{\"orderId\":\"1\",\"cur\\nrency\":\"2\"}");
    assertThatThrownBy(() -> texts("orders.csv", "a\n".repeat(30) + "orderId\n1\n"))
        .isInstanceOf(UnreadableInputException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5|1.5",
        "-1.234.567,89|-1234567.89",
        "1.234|1234",
        "1'234,5|1234.5",
        "12.50|12.50",
        "1,234.56|1,234.56",
        "1.23,4|1.23,4",
        "1,2,3|1,2,3"
      })
  void a_decimal_comma_is_read_where_the_text_can_be_such_a_number(String cell, String number) {
    assertThat(DecimalMark.COMMA.withPoint(cell)).isEqualTo(number);
    assertThat(DecimalMark.POINT.withPoint(cell)).isEqualTo(cell);
  }

  @Test
  void an_archive_is_unpacked_and_a_damaged_one_is_one_clear_line() throws IOException {
    byte[] packed = gzip("{\"a\":1}\n{\"a\":2}\n");
    Path file = folder.resolve("orders.jsonl.gz");
    Files.write(file, packed);
    ReplayFile replay = new ReplayFile(Topic.ORDERS, 0, file);
    try (FileRecords records = FileRecords.open(replay)) {
      assertThat(records.next()).extracting("position").isEqualTo(1L);
      assertThat(records.next()).extracting("position").isEqualTo(2L);
      assertThat(records.next()).isNull();
    }
    Files.write(file, Arrays.copyOf(packed, packed.length - 9));
    try (FileRecords records = FileRecords.open(replay)) {
      assertThatThrownBy(
              () -> {
                while (records.next() != null) {
                  // Reads on until the damage shows.
                }
              })
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageContaining("orders.jsonl.gz cannot be read after line");
    }
    Files.writeString(file, "no archive");
    assertThatThrownBy(() -> FileRecords.open(replay))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("orders.jsonl.gz cannot be read");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
