package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. It remembers the board it sent last and sends the difference to the newest;
 * while a write is under way newer boards are passed over, so a slow client costs one board of
 * memory and never makes anybody wait.
 */
final class LiveClient {

  private static final long HEARTBEAT_MILLIS = 15_000;

  private final Channel channel;
  private final BoardBuilder.Choice choice;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile @Nullable Board sent;
  private volatile long lastWrite;

  /** Where the events go; a write may block. */
  interface Channel {
    void event(String name, String data);

    void comment(String text);

    boolean closed();

    void close();
  }

  LiveClient(Channel channel, BoardBuilder.Choice choice) {
    this.channel = channel;
    this.choice = choice;
  }

  BoardBuilder.Choice choice() {
    return choice;
  }

  boolean closed() {
    return channel.closed();
  }

  void close() {
    channel.close();
  }

  /**
   * Brings the client to the board on the executor's thread, unless it is still busy. Where the
   * executor has no thread left the client gets the next board: it must not cost the others theirs.
   */
  void offer(Board board, long nowMillis, Executor executor) {
    if (writing.compareAndSet(false, true)) {
      try {
        executor.execute(
            () -> {
              try {
                write(board, nowMillis);
              } finally {
                writing.set(false);
              }
            });
      } catch (RejectedExecutionException full) {
        writing.set(false);
      }
    }
  }

  private void write(Board board, long nowMillis) {
    Board before = sent;
    if (before == null) {
      channel.event("snapshot", text(board.snapshot()));
    } else {
      ObjectNode changes = board.changesSince(before);
      if (!Board.saysSomething(changes)) {
        if (nowMillis - lastWrite < HEARTBEAT_MILLIS) {
          return;
        }
        channel.comment("heartbeat");
      }
      // Also as an event, since a page can't see comments: it tells a quiet feed from a dead one.
      channel.event("changes", text(changes));
    }
    sent = board;
    lastWrite = nowMillis;
  }

  private static String text(ObjectNode message) {
    return new String(Json.bytes(message), StandardCharsets.UTF_8);
  }
}
