package io.campaignpulse.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;

/** {@code GET /api/stream}: server-sent events, a snapshot and then changes. */
final class StreamEndpoint implements Handler {

  private static final String MEDIA_TYPE = "text/event-stream";

  private final LiveStream stream;
  private final ServerOptions.Reporting reporting;
  private final int most;

  StreamEndpoint(
      LiveStream stream, ServerOptions.Reporting reporting, ServerOptions.Limits limits) {
    this.stream = stream;
    this.reporting = reporting;
    this.most = limits.streams();
  }

  /** Refuses what it must before the first byte: afterwards the status can't be changed. */
  @Override
  public void handle(Context request) throws Exception {
    QueryParameters given = new QueryParameters(request, "model", "basis");
    BoardBuilder.Choice choice =
        new BoardBuilder.Choice(given.model(reporting), given.basis(reporting));
    String accept = request.header("Accept");
    if (accept == null || !accept.contains(MEDIA_TYPE)) {
      throw new Problem.Raised(Problem.notAcceptable("This is served as " + MEDIA_TYPE + "."));
    }
    if (stream.isFull()) {
      throw new Problem.Raised(Problem.tooManyStreams(most));
    }
    new SseHandler(connection -> open(connection, choice)).handle(request);
  }

  private void open(SseClient connection, BoardBuilder.Choice choice) {
    LiveClient client = new LiveClient(new SseChannel(connection), choice);
    connection.keepAlive();
    connection.onClose(() -> stream.closed(client));
    stream.open(client);
  }

  private record SseChannel(SseClient connection) implements LiveClient.Channel {
    @Override
    public void event(String name, String data) {
      connection.sendEvent(name, data);
    }

    @Override
    public void comment(String text) {
      connection.sendComment(text);
    }

    @Override
    public boolean closed() {
      return connection.terminated();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
