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

  /** Adds a row. */
  public void add(R row) {
    rows.merge(row.id(), row, LatestRows::standing);
  }

  /** The standing rows. */
  public Collection<R> rows() {
    return rows.values();
  }

  /**
   * Which of two rows of an id stands: the higher revision, of a tie the larger JSON; with what it
   * retains of the other.
   */
  @SuppressWarnings("unchecked") // A row stays of its own type.
  public static <R extends CatalogueRow> R standing(R known, R other) {
    int byRevision = Long.compare(other.revision(), known.revision());
    int order =
        byRevision != 0
            ? byRevision
            : Utf8Order.compare(other.canonicalJson(), known.canonicalJson());
    return (R) (order > 0 ? other.replacing(known) : known.replacing(other));
  }
}
