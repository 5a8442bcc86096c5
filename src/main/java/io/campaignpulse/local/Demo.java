package io.campaignpulse.local;

import io.campaignpulse.config.EnvironmentVariables;
import io.campaignpulse.config.Settings;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.notifier.Notifier;
import io.campaignpulse.notifier.NotifierOptions;
import io.campaignpulse.notifier.TargetsFile;
import io.campaignpulse.server.KafkaEventLog;
import io.campaignpulse.server.KafkaExplanations;
import io.campaignpulse.server.KafkaResultFeed;
import io.campaignpulse.server.PulseServer;
import io.campaignpulse.server.ServerOptions;
import io.campaignpulse.source.KafkaConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole product in one process on one machine, on loopback only. */
@Command(
    name = "jobs/demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a Kafka broker, Flink, a simulated market and the server in one process, on loopback"
          + " only. Ctrl-C stops everything."
    })
public final class Demo implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the page and the API (usually 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--flink-port",
      paramLabel = "N",
      description = "Port of Flink's web UI (usually 8081).")
  private @Nullable Integer flinkPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      description = "Port of the Kafka broker (usually 9092).")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Keeps all state in this folder and goes on from it, also after a kill; otherwise a"
              + " temporary folder that is removed at the end.")
  private @Nullable Path dir;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of docs/configuration.md; may be repeated.")
  private List<String> pairs = new ArrayList<>();

  @Option(
      names = "--notify",
      paramLabel = "FILE",
      description = "Tells these targets of alerts: see docs/notifications.md.")
  private @Nullable Path targets;

  @Option(names = "--flink-conf", hidden = true, defaultValue = "flink-conf")
  private Path flinkConf = Path.of("flink-conf");

  @Option(names = "--rules", hidden = true, defaultValue = "jobs/default-rules.yaml")
  private Path rules = Path.of("jobs", "default-rules.yaml");

  @Mixin private DemoMarket market = new DemoMarket();

  @Spec private @Nullable CommandSpec spec;

  private final Clock clock;

  /** A demo by the given wall clock, which must be serializable. */
  public Demo(Clock clock) {
    this.clock = clock;
  }

  /** Runs until Ctrl-C. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Demo(Clock.systemUTC()))
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println("The demo could not go on: " + failure.getMessage());
                  return 1;
                })
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    try (PartsInOrder parts = new PartsInOrder(line.getOut(), System::nanoTime)) {
      Thread atCtrlC = new Thread(parts::close, "stop-demo");
      Runtime.getRuntime().addShutdownHook(atCtrlC);
      EmbeddedFlink.Job job = start(parts);
      line.getOut().println("Ctrl-C stops everything.");
      job.result().get();
      if (!parts.isClosed()) {
        line.getErr().println("The job ended by itself; the log says why.");
      }
      return 1;
    } catch (CancellationException stopped) {
      return 130;
    }
  }

  private EmbeddedFlink.Job start(PartsInOrder parts) throws Exception {
    // A mistake in it is told before anything has started.
    TargetsFile file =
        targets == null ? null : TargetsFile.read(targets, EnvironmentVariables::value);
    int kafkaAt = FreePort.orUsual(kafkaPort, 9092);
    int flinkAt = FreePort.orUsual(flinkPort, 8081);
    int pageAt = FreePort.orUsual(port, 8080);
    DemoFolder folder = DemoFolder.of(dir);
    parts.atEnd(folder);
    EmbeddedKafka kafka =
        parts.start(
            "Kafka",
            () -> EmbeddedKafka.start(folder.kafka(), kafkaAt),
            EmbeddedKafka::bootstrapServers);
    Settings settings = settings(kafka.bootstrapServers());
    layOut(settings, folder.market());
    EmbeddedFlink flink =
        parts.start(
            "Flink",
            () -> EmbeddedFlink.start(flinkConf, folder.flink(), flinkAt),
            EmbeddedFlink::webUrl);
    EmbeddedFlink.Job job =
        parts.start(
            "Job",
            () ->
                flink.submit(
                    LiveJob.ALL_IN_ONE, env -> new LiveJob(settings, clock, env).allInOne()),
            Demo::describe);
    if (!market.isAbsent()) {
      parts.start(
          "Market",
          () -> market.start(settings.bootstrapServers(), folder.market(), clock),
          running -> market.describe());
    }
    parts.start(
        "Page",
        () -> serve(settings, pageAt, URI.create(flink.webUrl())),
        server -> "http://127.0.0.1:" + server.port());
    if (file != null) {
      parts.start(
          "Notifier",
          () ->
              Notifier.ofNetwork(
                      KafkaConnection.to(settings.bootstrapServers()),
                      file,
                      NotifierOptions.service(),
                      clock,
                      new SplittableRandom()::nextDouble)
                  .start(),
          notifier -> file.describe());
    }
    return job;
  }

  private Settings settings(String bootstrapServers) {
    List<String> all = new ArrayList<>(market.settings());
    all.addAll(pairs);
    all.add("kafka.bootstrapServers=" + bootstrapServers);
    return Settings.read(null, all);
  }

  private void layOut(Settings settings, Path marketFile) throws Exception {
    // The market's history comes at once, but hours ago it arrived bit by bit.
    Set<String> created = TopicLayout.create(settings.bootstrapServers(), 1, ArrivalStamp.SENDER);
    // Only once: whoever changed the rules later must not find the first ones again.
    market.publishCatalogues(
        settings.bootstrapServers(),
        marketFile,
        created.contains("rules") ? Optional.of(rules) : Optional.empty(),
        clock);
  }

  private PulseServer serve(Settings settings, int pageAt, URI flinkRest) {
    KafkaConnection kafka = KafkaConnection.to(settings.bootstrapServers());
    ServerOptions options =
        ServerOptions.onLoopback(
            pageAt,
            flinkRest,
            new ServerOptions.Reporting(
                settings.currency(),
                settings.timeZone(),
                settings.models(),
                settings.reportingModel(),
                settings.reportingBasis()),
            ServerOptions.Limits.defaults()
                .asTheJobs(settings.maxFuture(), settings.windowsRetention()));
    PulseServer server =
        new PulseServer(
            options,
            new KafkaResultFeed(kafka),
            new KafkaExplanations(kafka),
            new KafkaEventLog(kafka, options.limits().acknowledgement()),
            clock);
    server.start();
    return server;
  }

  private static String describe(EmbeddedFlink.Job job) {
    return job.restoredFrom()
        .map(path -> LiveJob.ALL_IN_ONE + ", goes on from " + path.getFileName())
        .orElse(LiveJob.ALL_IN_ONE);
  }
}
