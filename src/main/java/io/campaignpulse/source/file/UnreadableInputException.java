package io.campaignpulse.source.file;

import org.jspecify.annotations.Nullable;

/** Input that cannot be read at all; the message is one line for the person who gave it. */
public final class UnreadableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what cannot be read and why. */
  public UnreadableInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
