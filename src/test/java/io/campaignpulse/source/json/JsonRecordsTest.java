package io.campaignpulse.source.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TopicReaders;
import java.math.BigDecimal;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
  private static final String ORDER =
      "{\"eventId\":\"ö1\",\"eventTime\":\"2026-03-02T09:00:00Z\",\"orderId\":\"O1\","
          + "\"status\":\"PLACED\",\"currency\":\"USD\",\"lines\":[{\"sku\":\"A\","
          + "\"quantity\":2,\"unitPrice\":\"9.99\"}]}";

  private static void assertRefused(byte[] json, RejectionReason reason) {
    assertThatThrownBy(() -> JsonRecords.parse(json))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "this line is not JSON",
        "{\"eventId\":\"i90\",\"campaignId\":\"dealer-",
        "[]",
        "[{}]",
        "null",
        "7",
        "\"text\"",
        "{} {}",
        "{},",
        "{\"a\":1,\"a\":2}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{a:1}",
        "{\"a\":\"\t\"}",
        "{\"a\":1e99999999999}",
      })
  void refuses_what_is_not_exactly_one_object(String json) {
    assertRefused(json.getBytes(UTF_8), RejectionReason.MALFORMED);
  }

  @Test
  void refuses_deep_nesting_and_endless_numbers() {
    assertRefused(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8), RejectionReason.MALFORMED);
    assertRefused(("{\"a\":" + "9".repeat(1_000) + "}").getBytes(UTF_8), RejectionReason.MALFORMED);
  }

  @Test
  void refuses_bytes_that_are_not_utf8() {
    byte[] latin1 = "{\"a\":\"?\"}".getBytes(UTF_8);
    latin1[6] = (byte) 0xE4;
    assertRefused(latin1, RejectionReason.MALFORMED);
    byte[] surrogate = "{\"a\":\"???\"}".getBytes(UTF_8);
    System.arraycopy(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, 0, surrogate, 6, 3);
    assertRefused(surrogate, RejectionReason.MALFORMED);
  }

  @Test
  void refuses_a_record_above_a_megabyte() {
    byte[] largest = new byte[JsonRecords.MAX_BYTES];
    Arrays.fill(largest, (byte) ' ');
    largest[0] = '{';
    largest[1] = '}';
    assertThat(JsonRecords.parse(largest).names()).isEmpty();
    assertRefused(Arrays.copyOf(largest, largest.length + 1), RejectionReason.TOO_LARGE);
  }

  @Test
  void numbers_are_exact() {
    Fields fields =
        JsonRecords.parse("{\"a\":0.1000000000000000055,\"b\":\"1.10\",\"c\":1e2}".getBytes(UTF_8));
    assertThat(fields.decimal("a")).isEqualTo(new BigDecimal("0.1000000000000000055"));
    assertThat(fields.decimal("b")).isEqualTo(new BigDecimal("1.10"));
    assertThat(fields.decimal("c")).isEqualByComparingTo("100");
  }

  @Test
  void absent_null_and_empty_are_the_same() {
    Fields fields = JsonRecords.parse("{\"a\":null,\"b\":\"\",\"c\":[],\"d\":0}".getBytes(UTF_8));
    assertThat(fields.names()).containsExactly("c", "d");
    assertThat(fields.text("a")).isNull();
    assertThat(fields.text("b")).isNull();
    assertThat(fields.records("x")).isNull();
    assertThat(fields.records("c")).isEmpty();
  }

  @Test
  void nested_values_may_be_json_text() {
    Fields fields =
        JsonRecords.parse(
            "{\"a\":\"[\\\"x\\\",7]\",\"b\":\"x\",\"c\":\"{\\\"cpa\\\":25.0}\",\"d\":\"[{}]\"}"
                .getBytes(UTF_8));
    assertThat(fields.texts("a")).containsExactly("x", "7");
    assertThat(fields.texts("b")).containsExactly("x");
    assertThat(fields.map("c")).containsEntry("cpa", "25.0");
    assertThat(fields.records("d")).hasSize(1);
    assertThatThrownBy(() -> fields.map("b")).isInstanceOf(Fields.UnreadableFieldException.class);
  }

  @Property(tries = 2000)
  void any_corruption_of_a_valid_record_is_read_or_refused_by_name(
      @ForAll @IntRange(max = 400) int at,
      @ForAll byte with,
      @ForAll @IntRange(min = 1, max = 300) int keep) {
    byte[] bytes = ORDER.getBytes(UTF_8);
    bytes[at % bytes.length] = with;
    FieldsReader<?> reader = TopicReaders.of(Topic.ORDERS);
    byte[] corrupt = Arrays.copyOf(bytes, Math.max(bytes.length - keep % 3, 0));
    try {
      assertThat(reader.read(JsonRecords.parse(corrupt), new Origin(0, 1, "f", 0))).isNotNull();
    } catch (RejectedException e) {
      assertThat(e.reason())
          .isIn(
              RejectionReason.MALFORMED,
              RejectionReason.MISSING_FIELD,
              RejectionReason.INVALID_VALUE);
    }
  }
}
