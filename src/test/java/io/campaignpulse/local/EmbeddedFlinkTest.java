package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkTest {

  private static final Path CONF = Path.of("flink-conf");

  @TempDir Path directory;

  @Test
  void continues_a_job_from_the_last_checkpoint_of_an_earlier_run() throws Exception {
    RetainedCheckpoints retained =
        new RetainedCheckpoints(directory.resolve("checkpoints").resolve("counting"));
    try (EmbeddedFlink flink = EmbeddedFlink.start(CONF, directory, 0)) {
      EmbeddedFlink.Job first = flink.submit("counting", EmbeddedFlinkTest::count);
      assertThat(first.restoredFrom()).isEmpty();
      assertThat(jobsSeenBy(flink.webUrl())).contains(first.id());
      await().atMost(Duration.ofSeconds(30)).until(() -> retained.latest().isPresent());
    }
    try (EmbeddedFlink flink = EmbeddedFlink.start(CONF, directory, 0)) {
      EmbeddedFlink.Job second = flink.submit("counting", EmbeddedFlinkTest::count);
      assertThat(second.restoredFrom()).isPresent();
      Path old = second.restoredFrom().orElseThrow();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !retained.latest().orElseThrow().equals(old));
    }
  }

  private static String jobsSeenBy(String webUrl) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(webUrl + "/jobs/overview")).build(),
            BodyHandlers.ofString())
        .body();
  }

  private static void count(StreamExecutionEnvironment environment) {
    environment
        .fromSource(
            new DataGeneratorSource<>(
                n -> n, Long.MAX_VALUE, RateLimiterStrategy.perSecond(50), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "count")
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("discard")
        .name("discard");
  }
}
