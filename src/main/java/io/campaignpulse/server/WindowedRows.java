package io.campaignpulse.server;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows ordered by the start of their window, the highest revision of each. One thread writes, any
 * number read without waiting; a reader may see some rows of a moment and not yet others.
 *
 * @param <T> a row
 */
final class WindowedRows<T> {

  private final NavigableMap<Long, Map<String, Versioned<T>>> byStart =
      new ConcurrentSkipListMap<>();

  private record Versioned<T>(long revision, T row) {}

  /** Keeps the row unless one of the same key with a higher revision is there. */
  boolean put(long start, String key, long revision, T row) {
    Map<String, Versioned<T>> window =
        byStart.computeIfAbsent(start, s -> new ConcurrentHashMap<>());
    Versioned<T> known = window.get(key);
    if (known != null && known.revision > revision) {
      return false;
    }
    window.put(key, new Versioned<>(revision, row));
    return true;
  }

  /** Rows whose window starts in [from, to), in the order of their windows. */
  Stream<T> between(long from, long to) {
    return from >= to
        ? Stream.empty()
        : byStart.subMap(from, to).values().stream()
            .flatMap(window -> window.values().stream().map(Versioned::row));
  }

  /** The row of that key; null if there is none. */
  @Nullable T get(long start, String key) {
    Map<String, Versioned<T>> window = byStart.get(start);
    Versioned<T> known = window == null ? null : window.get(key);
    return known == null ? null : known.row;
  }

  /** Drops the windows that start before an instant. */
  void dropBefore(long start) {
    byStart.headMap(start).clear();
  }
}
