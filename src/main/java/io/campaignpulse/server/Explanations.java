package io.campaignpulse.server;

import io.campaignpulse.event.Explanation;
import org.jspecify.annotations.Nullable;

/** Where the server finds what is behind a conversion. */
public interface Explanations extends AutoCloseable {

  /** Begins to take up what there is. */
  void start();

  /**
   * The latest explanation of a conversion; null if there is none (yet).
   *
   * @throws UnavailableException if the source doesn't answer
   */
  @Nullable Explanation find(String conversionId);

  @Override
  void close();

  /** The source of explanations doesn't answer. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what went wrong. */
    public UnavailableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
