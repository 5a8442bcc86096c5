package io.campaignpulse.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests with an {@code Idempotency-Key}, kept for an hour; when they take too
 * much memory the oldest are evicted before. A request that failed has no answer and can be
 * repeated.
 */
final class IdempotentAnswers {

  private static final Duration RETENTION = Duration.ofHours(1);
  private static final int LONGEST_KEY = 255;
  private static final int BYTES_OF_ENTRY = 256;

  private final Clock clock;
  private final long mostBytes;

  /** By key, the oldest answer first. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private long bytes;

  /** Answers that together take at most so much memory, in bytes. */
  IdempotentAnswers(Clock clock, long mostBytes) {
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  /** What a request was answered. */
  record Answer(int status, String contentType, byte[] body) {}

  /**
   * An answer and whether it was given before.
   *
   * @param repeated whether it is the answer to an earlier request
   */
  record Given(Answer answer, boolean repeated) {}

  /** A request; it has no answer while it is being processed. */
  private record Entry(byte[] request, @Nullable Answer answer, long expiresAt) {}

  /**
   * Returns the answer to a request.
   *
   * @param request what makes it the same request: its topic, media type and body
   * @param process what answers it the first time
   */
  Given answer(String key, Supplier<Answer> process, byte[]... request) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new Problem.Raised(
          Problem.invalidIdempotencyKey("Expected 1 to " + LONGEST_KEY + " characters."));
    }
    byte[] digest = digest(request);
    Answer known = begin(key, digest);
    if (known != null) {
      return new Given(known, true);
    }
    Answer answer = null;
    try {
      answer = process.get();
      return new Given(answer, false);
    } finally {
      end(key, digest, answer);
    }
  }

  private synchronized @Nullable Answer begin(String key, byte[] request) {
    evict();
    Entry entry = entries.get(key);
    if (entry == null) {
      entries.put(key, new Entry(request, null, Long.MAX_VALUE));
      return null;
    }
    if (!Arrays.equals(entry.request, request)) {
      throw new Problem.Raised(Problem.idempotencyKeyReused());
    }
    if (entry.answer == null) {
      throw new Problem.Raised(Problem.requestInProgress());
    }
    return entry.answer;
  }

  private synchronized void end(String key, byte[] request, @Nullable Answer answer) {
    entries.remove(key);
    if (answer != null) {
      long expiresAt = clock.millis() + RETENTION.toMillis();
      entries.put(key, new Entry(request, answer, expiresAt));
      bytes += size(key, answer);
      evict();
    }
  }

  private void evict() {
    long now = clock.millis();
    Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, Entry> next = oldest.next();
      Answer answer = next.getValue().answer;
      if (answer == null) {
        continue;
      }
      if (bytes <= mostBytes && next.getValue().expiresAt > now) {
        return;
      }
      oldest.remove();
      bytes -= size(next.getKey(), answer);
    }
  }

  private static long size(String key, Answer answer) {
    return 2L * key.length() + answer.body.length + BYTES_OF_ENTRY;
  }

  private static byte[] digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(Integer.toString(part.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
