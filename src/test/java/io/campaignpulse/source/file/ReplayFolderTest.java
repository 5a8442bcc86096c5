package io.campaignpulse.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFolderTest {
  @TempDir private Path folder;

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @Test
  void finds_the_files_of_topics_in_their_order_and_nothing_else() throws IOException {
    write("fx-rates.csv", "");
    new GZIPOutputStream(Files.newOutputStream(folder.resolve("orders.jsonl.gz"))).close();
    write("interactions.jsonl", "");
    write("expected.json", "");
    write("orders.txt", "");
    ReplayFolder found = ReplayFolder.open(folder);
    assertThat(found.files())
        .extracting("topic")
        .containsExactly(Topic.INTERACTIONS, Topic.ORDERS, Topic.FX_RATES);
    assertThat(found.files()).extracting("index").containsExactly(0, 1, 2);
    assertThat(found.file(Topic.ORDERS).map(ReplayFile::name)).contains("orders.jsonl.gz");
    assertThat(found.file(Topic.LEADS)).isEmpty();
  }

  @Test
  void says_in_one_line_what_is_wrong_with_a_folder() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ReplayFolder.open(missing))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage(missing + " does not exist");
    assertThatThrownBy(() -> ReplayFolder.open(folder))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("holds no input");
    write("orders.jsonl", "");
    assertThatThrownBy(() -> ReplayFolder.open(folder.resolve("orders.jsonl")))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("is not a folder");
    write("orders.csv", "");
    assertThatThrownBy(() -> ReplayFolder.open(folder))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("more than one file of orders: orders.jsonl, orders.csv");
    Files.delete(folder.resolve("orders.jsonl"));
    Files.delete(folder.resolve("orders.csv"));
    write("orders.jsonl.gz", "{}");
    assertThatThrownBy(() -> ReplayFolder.open(folder))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("orders.jsonl.gz cannot be read: not a gzip archive");
    Files.delete(folder.resolve("orders.jsonl.gz"));
    Files.createDirectory(folder.resolve("orders.csv"));
    assertThatThrownBy(() -> ReplayFolder.open(folder))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("is not a readable file");
  }

  @Test
  void the_prescan_finds_the_latest_valid_event_time_not_after_now() throws IOException {
    write(
        "identities.jsonl",
        """
        {"eventTime":"2026-03-03T10:00:00Z","visitorId":"v1","customerId":"c1"}
        {"eventTime":"2026-03-14T11:00:00Z","visitorId":"v5","customerId":"c5"}
        {"eventTime":"2026-03-20T11:00:00Z","visitorId":"v5"}
        {"eventTime":"2099-03-14T11:00:00Z","visitorId":"v5","customerId":"c5"}
        nonsense
        """);
    write("campaigns.jsonl", "{\"campaignId\":\"c\",\"name\":\"C\"}");
    ReplayFolder replay = ReplayFolder.open(folder);
    assertThat(ReplayPrescan.latestEventTime(replay, millis("2026-11-24T00:00:00Z")))
        .hasValue(millis("2026-03-14T11:00:00Z"));
    assertThat(ReplayPrescan.latestEventTime(replay, millis("2026-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void the_prescan_keeps_the_row_of_each_id_that_stands() throws IOException {
    write(
        "campaigns.jsonl",
        """
        {"campaignId":"c","name":"second","revision":2}
        {"campaignId":"c","name":"first","revision":1}
        {"campaignId":"b","name":"tie a"}
        {"campaignId":"b","name":"tie b"}
        {"campaignId":"d"}
        {"campaignId":"e","name":"\uD83C\uDF37"}
        {"campaignId":"e","name":"\uFF5E"}
        """);
    write("fx-rates.csv", "currency,validFrom,rate\nEUR,2026-01-01T00:00:00Z,1.10\nEUR,x,2\n");
    write(
        "calendar.csv",
        """
        eventId,name,startTime,endTime,channels,conversionFactor,revision
        e,first,2026-11-01T00:00:00Z,2026-11-12T00:00:00Z,,1.5,0
        e,second,2026-11-01T00:00:00Z,2026-11-12T00:00:00Z,"[""EMAIL"",""paid search""]",,1
        """);
    write(
        "channel-lags.jsonl",
        """
        {"channel":"email","conversionType":"LEAD","shares":[{"age":"PT1H","share":1}]}
        {"channel":"email","conversionType":"WON_LEAD","shares":[{"age":"PT1H","share":1}]}
        """);
    CatalogueSnapshot known = ReplayPrescan.catalogues(ReplayFolder.open(folder));
    assertThat(known.campaigns())
        .extracting("name")
        .containsExactly("tie b", "second", "\uD83C\uDF37");
    assertThat(known.fxRates()).extracting("id").containsExactly("EUR|2026-01-01T00:00:00Z");
    assertThat(known.rules()).isEmpty();
    assertThat(known.calendar()).extracting("name").containsExactly("second");
    assertThat(known.calendar().get(0).channels()).containsExactly("EMAIL", "PAID_SEARCH");
    assertThat(known.channelLags()).extracting("id").containsExactly("EMAIL|LEAD");
  }
}
