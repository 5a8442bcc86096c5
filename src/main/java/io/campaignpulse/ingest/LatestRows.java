package io.campaignpulse.ingest;

import io.campaignpulse.event.CatalogueRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The standing row of each id of a catalogue. */
public final class LatestRows<R extends CatalogueRow> {
  private final Map<String, R> rows = new HashMap<>();

  /** A catalogue of these rows, in any order. */
  public LatestRows(Iterable<R> rows) {
    rows.forEach(this::add);
  }

  /** Adds a row; returns whether it now stands. */
  public boolean add(R row) {
    return rows.merge(row.id(), row, LatestRows::standing) == row;
  }

  /** The standing rows. */
  public Collection<R> rows() {
    return rows.values();
  }

  /** Which of two rows of an id stands: the higher revision, of a tie the larger JSON. */
  public static <R extends CatalogueRow> R standing(R known, R other) {
    int byRevision = Long.compare(other.revision(), known.revision());
    int order =
        byRevision != 0
            ? byRevision
            : Utf8Order.compare(other.canonicalJson(), known.canonicalJson());
    return order > 0 ? other : known;
  }
}
