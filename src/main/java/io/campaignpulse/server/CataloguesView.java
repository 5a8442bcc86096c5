package io.campaignpulse.server;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.LatestRows;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The standing row of each id of every catalogue, and the last revision of those taken out. */
final class CataloguesView {

  private final Map<Topic, Map<String, CatalogueRow>> standing = new EnumMap<>(Topic.class);
  private final Map<Topic, Map<String, Long>> lastRevisions = new EnumMap<>(Topic.class);

  CataloguesView() {
    for (Topic topic : Topic.values()) {
      if (topic.isCatalogue()) {
        standing.put(topic, new ConcurrentHashMap<>());
        lastRevisions.put(topic, new ConcurrentHashMap<>());
      }
    }
  }

  /** Takes in a row; the higher revision stands. */
  void accept(Topic catalogue, CatalogueRow row) {
    of(standing, catalogue).merge(row.id(), row, LatestRows::standing);
    of(lastRevisions, catalogue).merge(row.id(), row.revision(), Math::max);
  }

  /** Takes out a row. */
  void deleted(Topic catalogue, String id) {
    of(standing, catalogue).remove(id);
  }

  /** The rows that stand, in no order. */
  Collection<CatalogueRow> rows(Topic catalogue) {
    return of(standing, catalogue).values();
  }

  /** The row that stands; null if there is none. */
  @Nullable CatalogueRow row(Topic catalogue, String id) {
    return of(standing, catalogue).get(id);
  }

  /** The highest revision the id ever had here; 0 if it had none. */
  long lastRevision(Topic catalogue, String id) {
    return Math.max(0, of(lastRevisions, catalogue).getOrDefault(id, 0L));
  }

  private static <T> Map<String, T> of(Map<Topic, Map<String, T>> all, Topic catalogue) {
    Map<String, T> rows = all.get(catalogue);
    if (rows == null) {
      throw new IllegalArgumentException(catalogue.label() + " is no catalogue");
    }
    return rows;
  }
}
