package io.campaignpulse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "=1+1>'=1+1",
        "@SUM(A1)>'@SUM(A1)",
        "+1>'+1",
        "-cmd>'-cmd",
        "-12.5>-12.5",
        "plain>plain",
        "a,b>\"a,b\"",
        "say \"hi\">\"say \"\"hi\"\"\"",
      })
  void csvCellsAreQuotedAndDisarmed(String cell, String written) {
    Csv csv = new Csv();
    csv.row(Arrays.asList(cell, null));

    assertThat(csv.text()).isEqualTo(written + ",\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "*/*>false",
        "application/json>false",
        "text/csv>true",
        "text/csv;q=0.5, application/json>false",
        "application/json;q=0.1, text/*>true",
        "text/html, */*;q=0.8>false",
      })
  void theBetterLikedFormIsServed(String accept, boolean csv) {
    assertThat(MediaTypes.prefersCsv(accept)).isEqualTo(csv);
  }

  @Test
  void arraysAreCutIntoTheirElements() {
    byte[] body = "[{\"名\":\"x\"} , [1], 2.50,\"a\" ]".getBytes(StandardCharsets.UTF_8);

    assertThat(texts(BodyRecords.ofDocument(body, 9)))
        .containsExactly("{\"名\":\"x\"}", "[1]", "2.50", "\"a\"");
    assertThat(texts(BodyRecords.ofDocument("[]".getBytes(StandardCharsets.UTF_8), 9))).isEmpty();
    assertThatThrownBy(() -> BodyRecords.ofDocument(body, 3)).hasMessageContaining("3 records");
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(r -> new String(r, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void todayIsTheDayOfTheReportingZoneWhateverItsLength() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Scope.Range day = Scope.TODAY.range(Instant.parse("2026-03-29T10:00:00Z"), berlin);

    assertThat(Instant.ofEpochMilli(day.from())).isEqualTo("2026-03-28T23:00:00Z");
    assertThat(Instant.ofEpochMilli(day.to())).isEqualTo("2026-03-29T22:00:00Z");
  }
}
