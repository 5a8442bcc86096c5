package io.campaignpulse.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence as data: the key of a pattern and the typed values the pattern names.
 *
 * @param key key of the pattern in the message bundles
 * @param parts the values, each of another name; those that are unknown are left out
 */
public record AlertMessage(String key, List<MessagePart> parts) {

  /** Returns a message of the parts that are not null. */
  public static AlertMessage of(String key, @Nullable MessagePart... parts) {
    List<MessagePart> known = new ArrayList<>();
    for (MessagePart part : parts) {
      if (part != null) {
        known.add(part);
      }
    }
    return new AlertMessage(key, known);
  }
}
