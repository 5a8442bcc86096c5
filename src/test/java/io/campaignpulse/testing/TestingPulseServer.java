package io.campaignpulse.testing;

import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.Topic;
import io.campaignpulse.server.EventLog;
import io.campaignpulse.server.Explanations;
import io.campaignpulse.server.PulseServer;
import io.campaignpulse.server.ResultFeed;
import io.campaignpulse.server.ResultViews;
import io.campaignpulse.server.ServerOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real server on a free port, over results a test puts in and a log that remembers. */
public final class TestingPulseServer implements AutoCloseable {

  /** A record that the log was asked to keep. */
  public record Appended(Topic topic, Object event) {}

  private final Feed feed = new Feed();
  private final Known known = new Known();
  private final Log log = new Log();
  private final PulseServer server;

  private TestingPulseServer(ServerOptions options, Clock clock) {
    server = new PulseServer(options, feed, known, log, clock);
    server.start();
  }

  /** Starts one with the default limits. */
  public static TestingPulseServer start(Clock clock) {
    return start(clock, ServerOptions.Limits.defaults(), null);
  }

  /** Starts one. */
  public static TestingPulseServer start(
      Clock clock, ServerOptions.Limits limits, @Nullable URI flinkRest) {
    ServerOptions.Reporting reporting =
        new ServerOptions.Reporting(
            "USD",
            ZoneOffset.UTC,
            List.of(AttributionModel.LAST_TOUCH, AttributionModel.LINEAR),
            AttributionModel.LAST_TOUCH,
            TimeBasis.CONVERSION_TIME);
    return new TestingPulseServer(
        new ServerOptions("127.0.0.1", 0, List.of("pulse.example"), flinkRest, reporting, limits),
        clock);
  }

  /** The default limits but for the wait for an acknowledgement, the body and its records. */
  public static ServerOptions.Limits limits(Duration acknowledgement, int bodyBytes, int records) {
    ServerOptions.Limits usual = ServerOptions.Limits.defaults();
    return new ServerOptions.Limits(
        bodyBytes,
        records,
        usual.rowsPerAnswer(),
        usual.streams(),
        acknowledgement,
        usual.minutes(),
        usual.hours(),
        usual.days(),
        usual.maxFuture(),
        usual.staleAfter());
  }

  /** Where a test puts results. */
  public ResultViews views() {
    return Objects.requireNonNull(feed.views);
  }

  /** Says how far the feed is. */
  public void feedState(ResultFeed.State state) {
    feed.state = state;
  }

  /** Says what is behind a conversion. */
  public void explain(Explanation explanation) {
    known.explanations.put(explanation.conversionId(), explanation);
  }

  /** Says whether explanations can be read. */
  public void explanationsAvailable(boolean available) {
    known.available = available;
  }

  /** What the log answers from now on. */
  public void acknowledgement(CompletableFuture<?> answer) {
    log.answer = answer;
  }

  /** What the log was asked to keep. */
  public List<Appended> appended() {
    return List.copyOf(log.appended);
  }

  /** What the log was asked to take out, as topic and id. */
  public List<String> deleted() {
    return List.copyOf(log.deleted);
  }

  /** What the log was told of alerts. */
  public List<AlertAction> actions() {
    return List.copyOf(log.actions);
  }

  /** What the audit was told. */
  public List<AuditEntry> audit() {
    return List.copyOf(log.audit);
  }

  /** The refused records the log was given. */
  public List<Rejection> rejections() {
    return List.copyOf(log.rejections);
  }

  /** The ledgers the log was given, as they were published. */
  public List<LedgerBook> ledgers() {
    return List.copyOf(log.ledgers);
  }

  /** The address of a path on the server. */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Its port. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Feed implements ResultFeed {
    private volatile @Nullable ResultViews views;
    private volatile State state = State.LIVE;

    @Override
    public void start(ResultViews into) {
      views = into;
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void close() {}
  }

  private static final class Known implements Explanations {
    private final Map<String, Explanation> explanations = new ConcurrentHashMap<>();
    private volatile boolean available = true;

    @Override
    public void start() {}

    @Override
    public @Nullable Explanation find(String conversionId) {
      if (!available) {
        throw new UnavailableException("away", null);
      }
      return explanations.get(conversionId);
    }

    @Override
    public void close() {}
  }

  private static final class Log implements EventLog {
    private final List<Appended> appended = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<AlertAction> actions = new CopyOnWriteArrayList<>();
    private final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
    private final List<Rejection> rejections = new CopyOnWriteArrayList<>();
    private final List<LedgerBook> ledgers = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<?> answer = CompletableFuture.completedFuture(true);

    @Override
    public CompletableFuture<?> append(Topic topic, Object event) {
      appended.add(new Appended(topic, event));
      return answer;
    }

    @Override
    public CompletableFuture<?> delete(Topic catalogue, String id) {
      deleted.add(catalogue.label() + " " + id);
      return answer;
    }

    @Override
    public CompletableFuture<?> append(AlertAction action) {
      actions.add(action);
      return answer;
    }

    @Override
    public CompletableFuture<?> append(AuditEntry entry) {
      audit.add(entry);
      return answer;
    }

    @Override
    public CompletableFuture<?> append(Rejection rejection) {
      rejections.add(rejection);
      return answer;
    }

    @Override
    public CompletableFuture<?> append(LedgerBook book) {
      ledgers.add(book);
      return answer;
    }

    @Override
    public void close() {}
  }
}
