package io.campaignpulse.notifier;

import org.jspecify.annotations.Nullable;

/** What became of an attempt. */
sealed interface Outcome {

  /** The target has it. */
  record Delivered() implements Outcome {}

  /**
   * The target does not have it, as far as we know.
   *
   * @param because for a person to read; never holds a secret or the path of a URL
   * @param retryAfter how long the target wants to be left alone, milliseconds; null where it did
   *     not say
   */
  record Failed(String because, @Nullable Long retryAfter) implements Outcome {}

  /** The target is gone for good. */
  record Gone() implements Outcome {}

  /** A failure of which the target said nothing. */
  static Outcome failed(String because) {
    return new Failed(because, null);
  }
}
