package io.campaignpulse.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this process, on loopback only.
 * All it knows lives in its directory: a later broker over the same directory continues, also after
 * a kill.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final String CLUSTER_ID = "Y2FtcGFpZ25wdWxzZTAwMQ";
  private static final int NODE_ID = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** A started broker on any free port that keeps its data in {@code directory}. */
  public static EmbeddedKafka start(Path directory) throws IOException {
    return start(directory, 0);
  }

  /**
   * A started broker that keeps its data in {@code directory}, created if missing.
   *
   * @param wantedPort port on 127.0.0.1; 0 = any free one
   * @throws IOException if the directory cannot be written or belongs to another cluster
   */
  public static EmbeddedKafka start(Path directory, int wantedPort) throws IOException {
    Files.createDirectories(directory);
    int port = FreePort.orWanted(wantedPort);
    format(directory);
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(properties(directory, port, FreePort.orWanted(0)), false),
            Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new IOException("the broker did not start on port " + port + ": " + e.getMessage(), e);
    }
    return new EmbeddedKafka(server, port);
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The port clients connect to. */
  public int port() {
    return port;
  }

  /** Stops the broker after it has written everything to its directory. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) throws IOException {
    try {
      new Formatter()
          .setClusterId(CLUSTER_ID)
          .setNodeId(NODE_ID)
          .setDirectories(List.of(directory.toString()))
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot format " + directory + ": " + e.getMessage(), e);
    }
  }

  private static Properties properties(Path directory, int port, int controllerPort) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(NODE_ID));
    // Voters by configuration, not by metadata: the controller's port may change at each start.
    p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    p.setProperty("controller.listener.names", CONTROLLER);
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
    p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.setProperty("log.dirs", directory.toString());

    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("transaction.max.timeout.ms", "900000");
    // Transactions a killed job leaves behind hold up read_committed readers: look for them often.
    p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    // After a kill the old registration has to expire before the new one is taken.
    p.setProperty("broker.session.timeout.ms", "3000");
    p.setProperty("broker.heartbeat.interval.ms", "500");
    p.setProperty("initial.broker.registration.timeout.ms", "30000");

    // One small machine: few threads, small buffers.
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("num.recovery.threads.per.data.dir", "2");
    p.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    p.setProperty("log.segment.bytes", "134217728");
    p.setProperty("offsets.topic.segment.bytes", "10485760");
    return p;
  }
}
