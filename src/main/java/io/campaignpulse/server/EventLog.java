package io.campaignpulse.server;

import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Topic;
import java.util.concurrent.CompletableFuture;

/** Where accepted events go: append-only topics that acknowledge what they have kept. */
public interface EventLog extends AutoCloseable {

  /**
   * Appends a typed event or catalogue row; completes once it is safe, exceptionally if it isn't.
   * It may be safe all the same after a failure, so senders repeat with the same ids.
   */
  CompletableFuture<?> append(Topic topic, Object event);

  /** Takes a row out of a catalogue. Running jobs go on without it. */
  CompletableFuture<?> delete(Topic catalogue, String id);

  /** Appends what has been done about an alert. */
  CompletableFuture<?> append(AlertAction action);

  /** Appends an entry to the audit. */
  CompletableFuture<?> append(AuditEntry entry);

  /** Appends a record that was refused. */
  CompletableFuture<?> append(Rejection rejection);

  /** Appends the server's ledger of a topic. */
  CompletableFuture<?> append(LedgerBook book);

  @Override
  void close();
}
