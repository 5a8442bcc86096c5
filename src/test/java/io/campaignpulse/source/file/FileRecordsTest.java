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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecordsTest {
  private static final String MARK = "\uFEFF";

  @TempDir private Path folder;

  private static List<RawRecord> read(String file, byte[] content) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (FileRecords source =
        FileRecords.over(Topic.ORDERS, 2, file, new ByteArrayInputStream(content))) {
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
        withHeader[0] = 'a';
        withHeader[1] = '\n';
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
        a,b
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
        assertThat(JsonRecords.parse(bytes(record)).names()).containsExactly("a", "b");
      } else {
        assertRefused(record, RejectionReason.MALFORMED);
      }
    }
    assertThat(text(records.get(4))).isEqualTo("\"never closed,4");
  }

  @Test
  void a_row_that_is_not_utf8_is_refused() throws IOException {
    byte[] content = "a\nx\ny\n".getBytes(UTF_8);
    content[2] = (byte) 0xE4;
    List<RawRecord> records = read("orders.csv", content);
    assertRefused(records.get(0), RejectionReason.MALFORMED);
    assertThat(text(records.get(1))).isEqualTo("{\"a\":\"y\"}");
  }

  @Test
  void an_unusable_header_is_one_clear_line() {
    assertThatThrownBy(() -> texts("orders.csv", "a,a\n1,2\n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("orders.csv: the header row names a column twice");
    assertThatThrownBy(() -> texts("orders.csv", "a,\"b\n1,2\n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("orders.csv: the header row is malformed");
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
