package io.campaignpulse.notifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Bytes that nobody may see; what is printed of them is nothing. */
final class Secret {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A secret of Standard Webhooks.
   *
   * @param text {@code whsec_} and the base64 of 24 to 64 bytes
   * @throws IllegalArgumentException if it is no such thing; doesn't repeat the text
   */
  static Secret ofWebhook(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a secret begins with " + PREFIX);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      // Its message tells which characters there are.
      throw new IllegalArgumentException("what follows " + PREFIX + " is not base64");
    }
    if (bytes.length < SHORTEST || bytes.length > LONGEST) {
      throw new IllegalArgumentException(
          "a secret has %d to %d bytes".formatted(SHORTEST, LONGEST));
    }
    return new Secret(bytes);
  }

  /** A secret whose characters are its bytes. */
  static Secret ofText(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && Arrays.equals(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "…";
  }
}
