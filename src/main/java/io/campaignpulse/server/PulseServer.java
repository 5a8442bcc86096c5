package io.campaignpulse.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: live views of the results, the API over them, the stream, the intake of events, and
 * the page. It owns what it was given and closes it when it stops.
 */
public final class PulseServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PulseServer.class);
  private static final String PAGE = "/web";

  private final ServerOptions options;
  private final ResultFeed feed;
  private final Explanations explanations;
  private final EventLog log;
  private final Clock clock;
  private final ResultViews views;
  private final LiveStream stream;
  private final BoardBuilder boards;
  private @Nullable Javalin http;

  /** A server that isn't started yet. */
  public PulseServer(
      ServerOptions options,
      ResultFeed feed,
      Explanations explanations,
      EventLog log,
      Clock clock) {
    this.options = options;
    this.feed = feed;
    this.explanations = explanations;
    this.log = log;
    this.clock = clock;
    this.views = new ResultViews(clock, options.limits());
    this.boards = new BoardBuilder(views, feed, options.reporting(), clock);
    this.stream = new LiveStream(boards, views, clock, options.limits().streams());
  }

  /** Begins to follow the results and to answer; returns once the port is open. */
  public synchronized void start() {
    feed.start(views);
    explanations.start();
    stream.start();
    http = Javalin.create(this::configure).start(options.host(), options.port());
  }

  /** The port it listens on; −1 while it doesn't. */
  public synchronized int port() {
    return http == null ? -1 : http.port();
  }

  /** Ends open streams, stops listening, closes the feed and the log. */
  @Override
  public synchronized void close() {
    stream.close();
    if (http != null) {
      http.stop();
      http = null;
    }
    feed.close();
    explanations.close();
    log.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = options.limits().bodyBytes();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    RequestGuard guard = new RequestGuard(options);
    config.routes.before(guard::check);
    config.routes.get("/api/health", new HealthEndpoint(views, feed, options, clock));
    config.routes.get("/api/heartbeats", new HeartbeatsEndpoint(views, clock));
    config.routes.get("/api/metrics", new MetricsEndpoint(views, options));
    config.routes.get("/api/campaigns", new CampaignsEndpoint(views, options, clock));
    config.routes.get("/api/conversions/<id>", new ConversionsEndpoint(explanations));
    config.routes.get("/api/customer-value", new CustomerValueEndpoint(views, options));
    config.routes.get("/api/model-shares", new SharesEndpoint(views));
    PlansEndpoint plans = new PlansEndpoint(views, options);
    config.routes.get("/api/plans", plans::all);
    config.routes.get("/api/plans/<id>", plans::one);
    PromotionsEndpoint promotions = new PromotionsEndpoint(views, options.reporting());
    config.routes.get("/api/promotions", promotions::all);
    config.routes.get("/api/promotions/<id>", promotions::one);
    AlertsEndpoint alerts = new AlertsEndpoint(views, clock);
    config.routes.get("/api/alerts", alerts::all);
    config.routes.get("/api/alerts/{id}", alerts::one);
    RulesEndpoint rules = new RulesEndpoint(views);
    config.routes.get("/api/rules", rules::all);
    config.routes.get("/api/rules/<id>", rules::one);
    takeChanges(config);
    config.routes.get(
        "/api/stream", new StreamEndpoint(stream, options.reporting(), options.limits()));
    config.routes.post(
        "/api/events/{topic}",
        new EventsEndpoint(
            log, new RefusalLedger(log, views, feed, clock), options.limits(), clock));
    config.routes.get("/api/openapi.yaml", PulseServer::describe);
    servePage(config);
    config.routes.exception(
        Problem.Raised.class, (raised, request) -> answer(request, raised.problem()));
    config.routes.exception(
        Exception.class,
        (failure, request) -> {
          LOG.error("Cannot answer {} {}", request.method(), request.path(), failure);
          answer(request, Problem.internal());
        });
    config.routes.error(404, request -> answerBare(request, Problem.notFound(request.path())));
    config.routes.error(
        405,
        request ->
            answerBare(
                request, Problem.methodNotAllowed(request.method() + " isn't possible here.")));
  }

  private void takeChanges(JavalinConfig config) {
    ServerOptions.Limits limits = options.limits();
    Changes changes = new Changes(log, views, feed, clock, limits.acknowledgement());
    AlertActionsEndpoint actions = new AlertActionsEndpoint(changes, views, limits, clock);
    config.routes.post("/api/alerts/{id}/acknowledge", actions::acknowledge);
    config.routes.delete("/api/alerts/{id}/acknowledge", actions::unacknowledge);
    config.routes.post("/api/alerts/{id}/snooze", actions::snooze);
    config.routes.delete("/api/alerts/{id}/snooze", actions::unsnooze);
    for (Catalogue catalogue : Catalogue.values()) {
      CatalogueEndpoint rows = new CatalogueEndpoint(catalogue, changes, limits);
      String path = "/api/" + catalogue.topic().label() + "/<id>";
      config.routes.put(path, rows::put);
      config.routes.delete(path, rows::delete);
    }
  }

  private static void servePage(JavalinConfig config) {
    if (PulseServer.class.getResource(PAGE + "/index.html") == null) {
      LOG.warn("The page was not built into this installation; only the API is served");
      return;
    }
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/";
          files.directory = PAGE;
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache");
        });
  }

  private static void describe(Context request) {
    var text = PulseServer.class.getResourceAsStream("/openapi.yaml");
    if (text == null) {
      throw new Problem.Raised(Problem.notFound(request.path()));
    }
    request.contentType("application/yaml").result(text);
  }

  /** Only where no handler has said anything better. */
  private static void answerBare(Context request, Problem problem) {
    if (!Problem.CONTENT_TYPE.equals(request.res().getContentType())) {
      answer(request, problem);
    }
  }

  private static void answer(Context request, Problem problem) {
    request.status(problem.status());
    request.contentType(Problem.CONTENT_TYPE).result(Json.bytes(problem.json(request.path())));
  }
}
