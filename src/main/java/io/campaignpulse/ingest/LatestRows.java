package io.campaignpulse.ingest;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Origin;
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

  /** Adds a row. */
  public void add(R row) {
    rows.merge(row.id(), row, LatestRows::standing);
  }

  /** The standing rows, without deletions. */
  public Collection<R> rows() {
    return rows.values().stream().filter(row -> !row.isDeletion()).toList();
  }

  /**
   * The row that stands after one more has come; null if that deletes it.
   *
   * @param known null if none stands
   */
  public static <R extends CatalogueRow> @Nullable R after(@Nullable R known, R row) {
    R standing = known == null ? row : standing(known, row);
    return standing.isDeletion() ? null : standing;
  }

  /**
   * Which of two rows of an id stands: the higher revision, of a tie the larger JSON; with what it
   * retains of the other. A deletion and a row stand as they came to their partition.
   *
   * @param other the one that came later, where that isn't known of both
   */
  @SuppressWarnings("unchecked") // A row stays of its own type.
  public static <R extends CatalogueRow> R standing(R known, R other) {
    if (known.isDeletion() || other.isDeletion()) {
      return isBefore(other.origin(), known.origin()) ? known : other;
    }
    int byRevision = Long.compare(other.revision(), known.revision());
    int order =
        byRevision != 0
            ? byRevision
            : Utf8Order.compare(other.canonicalJson(), known.canonicalJson());
    return (R) (order > 0 ? other.replacing(known) : known.replacing(other));
  }

  private static boolean isBefore(Origin origin, Origin other) {
    return origin.partition() == other.partition() && origin.position() < other.position();
  }
}
