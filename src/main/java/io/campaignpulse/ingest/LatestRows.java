package io.campaignpulse.ingest;

import io.campaignpulse.event.CatalogueRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standing row of each id of a catalogue. */
public final class LatestRows<R extends CatalogueRow> {
  private final Map<String, R> rows = new HashMap<>();

  /** A catalogue of these rows, in any order. */
  public LatestRows(Iterable<R> rows) {
    rows.forEach(this::add);
  }

  /** Adds a row; returns whether it now stands. */
  public boolean add(R row) {
    boolean stands = supersedes(row, rows.get(row.id()));
    if (stands) {
      rows.put(row.id(), row);
    }
    return stands;
  }

  /** The standing rows. */
  public Collection<R> rows() {
    return rows.values();
  }

  /** Whether a row takes the place of another: higher revision, a tie to the larger JSON. */
  private static boolean supersedes(CatalogueRow row, @Nullable CatalogueRow other) {
    if (other == null || row.revision() != other.revision()) {
      return other == null || row.revision() > other.revision();
    }
    return Utf8Order.COMPARATOR.compare(row.canonicalJson(), other.canonicalJson()) > 0;
  }
}
