package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.testing.TestingClock;
import io.campaignpulse.testing.TestingReceiver;
import io.campaignpulse.testing.TestingReceiver.Received;
import io.campaignpulse.testing.TestingResults;
import io.campaignpulse.wire.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The notifier between a real broker and real receivers, killed and started again in between. */
class NotifierITCase {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant START = Instant.parse("2026-03-10T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private EmbeddedKafka kafka;
  private TestingReceiver live;
  private TestingReceiver dead;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    TopicLayout.create(kafka.bootstrapServers(), 1);
    live = new TestingReceiver();
    dead = new TestingReceiver();
  }

  @AfterEach
  void stop() {
    live.close();
    dead.close();
    kafka.close();
  }

  @Test
  void aKillLosesNothingAndRepeatsNothingThatWasDelivered() throws Exception {
    Path targets = targets(target("live", live));
    Process notifier = process(targets);
    try {
      publish(alert("a1", AlertState.PENDING, 1), alert("a1", AlertState.FIRING, 2));
      eventually(() -> assertThat(live.ids()).containsExactly("a1-firing"));
      live.answer(500);
      publish(alert("a2", AlertState.FIRING, 1));
      eventually(() -> assertThat(live.ids()).containsExactly("a1-firing", "a2-firing"));
    } finally {
      notifier.destroyForcibly().waitFor();
    }
    live.answer(204);
    publish(alert("a1", AlertState.RETRACTED, 3), alert("a1", AlertState.RETRACTED, 3));
    Process next = process(targets);
    try {
      // What failed, or was under way at the kill, is told again by the same id.
      eventually(
          () ->
              assertThat(new HashSet<>(live.ids()))
                  .isEqualTo(Set.of("a1-firing", "a2-firing", "a1-retracted")));
      eventually(
          () -> assertThat(live.ids().stream().filter("a2-firing"::equals)).hasSizeGreaterThan(1));
    } finally {
      next.destroyForcibly().waitFor();
    }
    assertThat(live.ids().stream().filter("a1-firing"::equals)).hasSize(1);
    assertThat(live.ids().stream().filter("a1-retracted"::equals)).hasSize(1);
    for (Received request : live.received()) {
      new Webhook(SECRET).verify(request.body(), request.headers());
    }
    Received retraction =
        live.received().stream()
            .filter(r -> r.id().equals("a1-retracted"))
            .findFirst()
            .orElseThrow();
    assertThat(retraction.json().at("/type").asText())
        .isEqualTo("io.campaignpulse.alert.retracted");
    assertThat(retraction.json().at("/data/state").asText()).isEqualTo("RETRACTED");
  }

  @Test
  void aSilentTargetDoesNotDelayAnother() throws Exception {
    dead.fallSilent();
    try (Notifier notifier =
        notifier(targets(target("dead", dead), target("live", live)), Clock.systemUTC())) {
      notifier.start();
      for (int i = 0; i < 30; i++) {
        publish(alert("a" + i, AlertState.FIRING, 1));
      }
      eventually(() -> assertThat(live.ids()).hasSize(30).doesNotHaveDuplicates());
      // The dead one has had its first request all that time.
      assertThat(dead.ids()).containsExactly("a0-firing");
      eventually(() -> assertThat(status(notifier, "dead").waiting()).isEqualTo(29));
      eventually(() -> assertThat(status(notifier, "live").delivered()).isEqualTo(30));
      // It answers nobody any more: then the notifier need not wait for it either.
      dead.close();
    }
  }

  @Test
  void whatIsGivenUpIsKeptUntilItIsReplayed() throws Exception {
    TestingClock clock = new TestingClock(Instant.now());
    Path targets = targets(target("live", live));
    live.answer(500);
    try (Notifier notifier = notifier(targets, clock)) {
      notifier.start();
      publish(alert("a1", AlertState.FIRING, 1));
      for (int attempt = 1; attempt <= 8; attempt++) {
        int requests = attempt;
        eventually(() -> assertThat(live.ids()).hasSize(requests));
        eventually(() -> assertThat(status(notifier, "live").trouble()).isEqualTo("HTTP 500"));
        int expected = attempt;
        eventually(
            () ->
                assertThat(status(notifier, "live").dead() + status(notifier, "live").retrying())
                    .as("after attempt %d", expected)
                    .isEqualTo(1));
        clock.advance(Duration.ofHours(12));
      }
      eventually(() -> assertThat(status(notifier, "live").dead()).isEqualTo(1));
    }
    live.answer(200);
    assertThat(once(targets)).contains("live: 0 delivered, 0 waiting, 0 retrying, 1 dead");
    assertThat(once(targets, "--replay-dead", "live"))
        .contains("live: 1 delivered, 0 waiting, 0 retrying, 0 dead");
    assertThat(live.ids()).hasSize(9).containsOnly("a1-firing");
    assertThat(once(targets, "--replay-dead")).contains("live: 0 delivered, 0 waiting");
  }

  @Test
  void aTargetThatIsGoneStaysDisabledUntilItIsEnabled() throws Exception {
    Path targets = targets(target("live", live));
    live.answer(410);
    publish(alert("a1", AlertState.FIRING, 1));
    assertThat(once(targets)).contains("1 dead, disabled (HTTP 410 from http://127.0.0.1:");
    live.answer(200);
    publish(alert("a2", AlertState.FIRING, 1));
    assertThat(once(targets)).contains("0 delivered").contains("disabled");
    assertThat(live.ids()).containsExactly("a1-firing");
    assertThat(once(targets, "--enable", "live"))
        .contains("live: 1 delivered")
        .doesNotContain("disabled");
    assertThat(live.ids()).containsExactly("a1-firing", "a2-firing");
  }

  @Test
  void atAFirstStartOnlyWhatStillFiresIsTold() throws Exception {
    publish(
        alert("a1", AlertState.FIRING, 1),
        alert("a2", AlertState.FIRING, 1),
        alert("a1", AlertState.RESOLVED, 2));
    assertThat(once(targets(target("live", live)))).contains("live: 1 delivered");
    assertThat(live.ids()).containsExactly("a2-firing");
    // A target that joins hears of it too, and what the other has heard isn't repeated.
    assertThat(once(targets(target("live", live), target("late", dead))))
        .contains("late: 1 delivered");
    assertThat(live.ids()).containsExactly("a2-firing");
    assertThat(dead.ids()).containsExactly("a2-firing");
  }

  @Test
  void withOnceTheExitCodeTellsWhetherSomethingIsLeft() throws Exception {
    Path targets = targets(target("live", live));
    live.answer(500);
    publish(alert("a1", AlertState.FIRING, 1));
    assertThat(execute(targets, new StringWriter(), "--once")).isEqualTo(3);
    live.answer(200);
    publish(alert("a2", AlertState.FIRING, 1));
    assertThat(execute(targets, new StringWriter(), "--once", "--enable", "nobody")).isEqualTo(1);
    assertThat(execute(folder.resolve("none.yaml"), new StringWriter(), "--once")).isEqualTo(2);
  }

  @Test
  void aRecordNobodyCanReadHoldsNothingUp() throws Exception {
    Path targets = targets(target("live", live));
    assertThat(once(targets)).contains("live: 0 delivered");
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  "alerts", "x".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}))
          .get();
    }
    publish(alert("a1", AlertState.FIRING, 1));
    assertThat(once(targets)).contains("live: 1 delivered");
  }

  @Test
  void aSecondNotifierTakesOverFromTheFirst() throws Exception {
    Path targets = targets(target("live", live));
    Process first = process(targets);
    try {
      publish(alert("a1", AlertState.FIRING, 1));
      eventually(() -> assertThat(live.ids()).containsExactly("a1-firing"));
      try (Notifier second = notifier(targets, Clock.systemUTC())) {
        second.start();
        eventually(() -> assertThat(second.status()).isNotEmpty());
        publish(alert("a2", AlertState.FIRING, 1));
        eventually(() -> assertThat(live.ids()).contains("a2-firing"));
        assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(1);
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
    assertThat(live.ids()).containsExactly("a1-firing", "a2-firing");
  }

  // --- Steps ---

  private Notifier notifier(Path targets, Clock clock) {
    return Notifier.ofNetwork(
        KafkaConnection.to(kafka.bootstrapServers()),
        TargetsFile.read(targets, Map.of("HOOK", SECRET)::get),
        NotifierOptions.service(),
        clock,
        () -> 0);
  }

  private String once(Path targets, String... more) {
    StringWriter out = new StringWriter();
    String[] arguments = Stream.concat(Stream.of("--once"), Stream.of(more)).toArray(String[]::new);
    int code = execute(targets, out, arguments);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }

  private int execute(Path targets, StringWriter out, String... more) {
    return new CommandLine(new NotifyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(
            Stream.concat(
                    Stream.of(
                        "--targets",
                        targets.toString(),
                        "--bootstrap-servers",
                        kafka.bootstrapServers()),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  /** The command as a process of its own, which can be killed. */
  private Process process(Path targets) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.campaignpulse.avro",
            "-cp",
            System.getProperty("java.class.path"),
            NotifyCommand.class.getName(),
            "--targets",
            targets.toString(),
            "--bootstrap-servers",
            kafka.bootstrapServers());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("notifier.log").toFile()))
        .start();
  }

  private Path targets(String... entries) throws Exception {
    Files.writeString(folder.resolve("hook.key"), SECRET);
    Path file = folder.resolve("targets.yaml");
    Files.writeString(
        file,
        "allowedHosts: [\"%s\", \"%s\"]\ntargets:\n%s"
            .formatted(live.authority(), dead.authority(), String.join("", entries)));
    return file;
  }

  private static String target(String id, TestingReceiver receiver) {
    return "  - {id: %s, type: WEBHOOK, url: \"http://%s/\", secret: {file: hook.key}, allowPrivate: true}\n"
        .formatted(id, receiver.authority());
  }

  private void publish(Alert... alerts) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (Alert alert : alerts) {
        producer
            .send(
                new ProducerRecord<>(
                    Results.ALERTS.encoder().topic(),
                    Results.ALERTS.encoder().key(alert),
                    Results.ALERTS.encoder().value(alert)))
            .get();
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Alert alert(String alertId, AlertState state, long revision) {
    return TestingResults.alert(alertId, state, Severity.WARNING, "camp", START, revision);
  }

  private static TargetStatus status(Notifier notifier, String targetId) {
    return notifier.status().stream()
        .filter(s -> s.targetId().equals(targetId))
        .findFirst()
        .orElseThrow();
  }

  private static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion);
  }
}
